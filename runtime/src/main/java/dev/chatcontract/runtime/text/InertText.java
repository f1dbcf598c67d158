package dev.chatcontract.runtime.text;

/**
 * Text from outside in a form that is only ever read: nothing in it steers a terminal, turns the
 * writing direction around, begins a line of its own or breaks an encoding. What is not shown as it
 * is appears as its escape, such as {@code \u001b}.
 */
public final class InertText {
  // Without these, Persian words and emoji made of several characters fall apart. Between other
  // characters they only hide.
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private InertText() {}

  /** The text on one line: line breaks and tabs are escaped too. */
  public static String line(String text) {
    return inert(text, false);
  }

  /** The text with its line feeds and tabs. */
  public static String lines(String text) {
    return inert(text, true);
  }

  private static String inert(String text, boolean layout) {
    int first = 0;
    while (first < text.length() && isAsciiShown(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 32).append(text, 0, first);
    int before = 0;
    for (int i = first; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean kept =
          isShown(point)
              || (layout && (point == '\n' || point == '\t'))
              || (isJoiner(point) && joins(before));
      if (kept) {
        out.appendCodePoint(point);
      } else {
        escape(out, point);
      }
      before = point;
    }
    return out.toString();
  }

  private static boolean isAsciiShown(char c) {
    return c >= ' ' && c <= '~';
  }

  /**
   * Whether a code point is shown by itself: it neither steers, ends a line, has no shape, nor is
   * no character at all.
   */
  public static boolean isShown(int point) {
    if (point < 0x7F) {
      return point >= ' ';
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.UNASSIGNED, Character.NON_SPACING_MARK, Character.OTHER_LETTER ->
          !isNoncharacter(point) && !isBlank(point);
      default -> !isNoncharacter(point);
    };
  }

  private static boolean isJoiner(int point) {
    return point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER;
  }

  /** Whether a joiner after this one changes how the text looks. */
  private static boolean joins(int point) {
    int type = Character.getType(point);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    boolean emoji = type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL;
    return point > 0xFF && (mark || emoji || (point >= 0x600 && point < 0x1100));
  }

  /** Fillers and marks without a shape, some of them not yet assigned. */
  private static boolean isBlank(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0 -> true;
      default ->
          (point >= 0x180B && point <= 0x180F)
              || (point >= 0xFFF0 && point <= 0xFFF8)
              || (point >= 0xE0000 && point <= 0xE0FFF);
    };
  }

  /** Code points that no text may hold, U+FFFE for one; XML refuses some of them. */
  private static boolean isNoncharacter(int point) {
    return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
  }

  private static void escape(StringBuilder out, int point) {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        for (char unit : Character.toChars(point)) {
          out.append("\\u");
          for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((unit >> shift) & 0xF, 16));
          }
        }
      }
    }
  }
}
