package dev.chatcontract.runtime.text;

import java.util.HexFormat;

/**
 * Text from outside that is safe to display: nothing in it controls a terminal, reverses the
 * writing direction, starts a new line or breaks an encoding. Other characters are shown as
 * escapes, such as {@code \u001b}.
 */
public final class InertText {
  // Without these, Persian words and emoji made of several characters fall apart. Between other
  // characters, they are only invisible.
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private static final HexFormat HEX = HexFormat.of();

  private InertText() {}

  /** Returns the text on one line, with line breaks and tabs escaped too. */
  public static String line(String text) {
    return inert(text, false);
  }

  /** Returns the text with its line feeds and tabs kept. */
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
   * Returns whether a code point is shown as it is: it does not control anything, does not end a
   * line, is visible, and is a character.
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

  /** Returns whether a joiner after this code point changes how the text looks. */
  private static boolean joins(int point) {
    int type = Character.getType(point);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    boolean emoji = type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL;
    return point > 0xFF && (mark || emoji || (point >= 0x600 && point < 0x1100));
  }

  /** Returns whether a code point is a filler or an invisible mark; some are not yet assigned. */
  private static boolean isBlank(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0 -> true;
      default ->
          (point >= 0x180B && point <= 0x180F)
              || (point >= 0xFFF0 && point <= 0xFFF8)
              || (point >= 0xE0000 && point <= 0xE0FFF);
    };
  }

  /**
   * Returns whether a code point, such as U+FFFE, may not occur in text; XML rejects some of them.
   */
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
          out.append("\\u").append(HEX.toHexDigits(unit));
        }
      }
    }
  }
}
