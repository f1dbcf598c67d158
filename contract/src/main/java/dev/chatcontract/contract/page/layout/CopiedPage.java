package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text copied from a browser, with tables in any of the text layouts. */
final class CopiedPage {
  private static final List<TextLayout> LAYOUTS =
      List.of(new PipedCells(), new CellLines(), new SpacedCells());

  private static final int FULL_WIDTH = '\uFF01' - '!';

  private static final int ASCII = 0x80;
  private static final Pattern NO_WIDTH = Pattern.compile("[\\u200B-\\u200D\\u2060\\uFEFF]");
  private static final Pattern SPACE = Pattern.compile("\\p{Z}");

  private CopiedPage() {}

  static PageText read(List<Line> all) {
    List<Line> lines = single(all);
    List<Line> plain = lines.stream().map(l -> new Line(l.number(), plain(l.text()))).toList();
    List<PageTable> tables = new ArrayList<>();
    List<Line> rest = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      TextLayout.Found found = table(plain, i);
      if (found == null) {
        rest.add(lines.get(i));
        i++;
      } else {
        tables.add(found.table());
        i = Math.max(i + 1, found.end());
      }
    }
    return new PageText(tables, rest);
  }

  private static TextLayout.@org.jspecify.annotations.Nullable Found table(
      List<Line> lines, int at) {
    for (TextLayout layout : LAYOUTS) {
      TextLayout.Found found = layout.read(lines, at);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * Normalizes text: unusual spaces become spaces, zero-width characters are removed, and
   * full-width letters, digits and bars become plain ones.
   */
  static String plain(String text) {
    if (text.chars().allMatch(c -> c < ASCII)) {
      return text;
    }
    String spaced = SPACE.matcher(NO_WIDTH.matcher(text).replaceAll("")).replaceAll(" ");
    if (spaced.chars().noneMatch(c -> c > '\uFF00' && c < '\uFF5F')) {
      return spaced;
    }
    StringBuilder out = new StringBuilder(spaced);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      char narrow = (char) (c - FULL_WIDTH);
      if (c > '\uFF00' && c < '\uFF5F' && (Character.isLetterOrDigit(narrow) || narrow == '|')) {
        out.setCharAt(i, narrow);
      }
    }
    return out.toString();
  }

  /** Removes the blank line that some browsers insert between any two lines. */
  private static List<Line> single(List<Line> lines) {
    int texts = 0;
    int neighbours = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).text().isBlank()) {
        texts++;
        neighbours += i > 0 && !lines.get(i - 1).text().isBlank() ? 1 : 0;
      }
    }
    if (texts < 10 || neighbours * 20 > texts) {
      return lines;
    }
    List<Line> single = new ArrayList<>();
    int blanks = 1;
    for (Line line : lines) {
      blanks = line.text().isBlank() ? blanks + 1 : 0;
      if (blanks % 2 == 0) {
        single.add(line);
      }
    }
    return single;
  }

  static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    int number = 1;
    for (String line : text.split("\n", -1)) {
      lines.add(new Line(number++, line));
    }
    return lines;
  }
}
