package dev.chatcontract.runtime;

/**
 * Text from outside in a form that is only ever read: nothing in it steers a terminal, turns the
 * writing direction around, begins a line of its own or breaks an encoding. What is not shown as it
 * is appears as its escape, such as {@code \u001b}.
 */
public final class InertText {
  // Without these, Persian words and emoji made of several characters fall apart.
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
    for (int i = first; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (isShown(point) || (layout && (point == '\n' || point == '\t'))) {
        out.appendCodePoint(point);
      } else {
        escape(out, point);
      }
    }
    return out.toString();
  }

  private static boolean isAsciiShown(char c) {
    return c >= ' ' && c <= '~';
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
      case Character.UNASSIGNED -> !isNoncharacter(point);
      default -> true;
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
