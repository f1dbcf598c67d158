package dev.chatcontract.contract.page.layout;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The codes in one cell: one, several, or a range. The repetitions are possessive, because any
 * other kind takes a frame of the stack for each code.
 */
final class CodeCell {
  private static final String NUMBER = "\\d{2,9}";
  private static final String RANGE = "\\s*(?:[-–—~～〜至到…]|\\.{2,3}|\\bto\\b)\\s*";
  private static final String SEPARATOR =
      "(?:\\s*[,，、;；/／|&]\\s*(?:(?:and|or)\\s+)?|\\s+(?:and|or)\\s+|\\s*[和或及与]\\s*|\\s+)";

  /** A mark such as an asterisk or a number in brackets, for a note below the table. */
  private static final String NOTE = "(?:[*†‡①-⑳¹²³⁰-⁹]|\\s?[\\[(（【〔][^\\])）】〕]{0,20}[\\])）】〕])*+";

  private static final String PART = NUMBER + NOTE + "(?:" + RANGE + NUMBER + NOTE + ")?";

  private static final String MARKED = NUMBER + "[*†‡①-⑳]?";
  private static final String MARKED_PART = MARKED + "(?:" + RANGE + MARKED + ")?";

  /** The beginning of a line that is a cell with codes; what is in brackets may be text. */
  static final Pattern BEGINNING =
      Pattern.compile("(" + MARKED_PART + "(?:\\s*[,，、;；/／]\\s*" + MARKED_PART + ")*+)");

  private static final Pattern ONE = Pattern.compile("(-?\\d{1,9})" + NOTE);
  private static final Pattern SEVERAL =
      Pattern.compile(PART + "(?:" + SEPARATOR + PART + ")*+", Pattern.CASE_INSENSITIVE);
  private static final Pattern EACH =
      Pattern.compile(
          "(" + NUMBER + ")" + NOTE + "(?:" + RANGE + "(" + NUMBER + "))?" + NOTE,
          Pattern.CASE_INSENSITIVE);

  /** One number with separators between its thousands, which looks like several codes. */
  private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:[,，]\\d{3})+");

  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern MARKUP = Pattern.compile("[`_]|\\*\\*|^\\*");

  /** A range of more codes is a description, not a list. */
  private static final int LARGEST_RANGE = 200;

  /** Shorter numbers next to one of at least this length are not whole: 10002/04. */
  private static final int WHOLE = 4;

  private CodeCell() {}

  /** Returns the codes, or an empty list if the cell is anything else. */
  static List<String> codes(String cell) {
    String linked = TAG.matcher(LINK.matcher(cell).replaceAll("$1")).replaceAll(" ").strip();
    String text = MARKUP.matcher(linked).replaceAll("").strip();
    Matcher one = ONE.matcher(text);
    if (one.matches()) {
      return List.of(one.group(1));
    }
    if (THOUSANDS.matcher(text).matches() || !SEVERAL.matcher(text).matches()) {
      return List.of();
    }
    Set<String> codes = new LinkedHashSet<>();
    Matcher each = EACH.matcher(text);
    while (each.find()) {
      String last = each.group(2) == null ? each.group(1) : each.group(2);
      int from = Integer.parseInt(each.group(1));
      int to = Integer.parseInt(last);
      boolean odd = last.length() < each.group(1).length() || each.group(1).startsWith("0");
      if (odd || to < from || to - from >= LARGEST_RANGE) {
        return List.of();
      }
      for (int code = from; code <= to; code++) {
        codes.add(Integer.toString(code));
      }
    }
    boolean isShort = codes.stream().anyMatch(code -> code.length() < WHOLE);
    boolean isLong = codes.stream().anyMatch(code -> code.length() >= WHOLE);
    return isShort && isLong ? List.of() : List.copyOf(codes);
  }
}
