package dev.chatcontract.cli;

/** How many terminal columns a text takes: CJK and emoji take two, combining marks none. */
final class TextWidth {
  private TextWidth() {}

  static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      width += of(point);
      i += Character.charCount(point);
    }
    return width;
  }

  static int of(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return wide(point) ? 2 : 1;
  }

  // The wide and full-width blocks of Unicode's East Asian Width table, joined into ranges.
  private static boolean wide(int p) {
    return (p >= 0x1100 && p <= 0x115F)
        || (p >= 0x2E80 && p <= 0x303E)
        || (p >= 0x3041 && p <= 0xA4CF)
        || (p >= 0xA960 && p <= 0xA97F)
        || (p >= 0xAC00 && p <= 0xD7A3)
        || (p >= 0xF900 && p <= 0xFAFF)
        || (p >= 0xFE30 && p <= 0xFE6F)
        || (p >= 0xFF00 && p <= 0xFF60)
        || (p >= 0xFFE0 && p <= 0xFFE6)
        || (p >= 0x1F300 && p <= 0x1F64F)
        || (p >= 0x1F680 && p <= 0x1F6FF)
        || (p >= 0x1F900 && p <= 0x1F9FF)
        || (p >= 0x20000 && p <= 0x3FFFD);
  }

  /** The text, padded with spaces on the right to {@code columns}. */
  static String pad(String text, int columns) {
    int missing = columns - of(text);
    return missing <= 0 ? text : text + " ".repeat(missing);
  }

  /** The text cut to {@code columns}, an ellipsis as its last character if anything was lost. */
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (width + of(point) > columns - 1) {
        break;
      }
      width += of(point);
      out.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return out.append('…').toString();
  }
}
