package dev.chatcontract.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * The number of terminal columns that a text takes: two for CJK and emoji, none for combining
 * marks.
 */
public final class TextWidth {
  private TextWidth() {}

  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      width += of(point);
      i += Character.charCount(point);
    }
    return width;
  }

  public static int of(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || (point >= 0x1160 && point <= 0x11FF)) {
      return 0;
    }
    return wide(point) ? 2 : 1;
  }

  // The wide and full-width blocks of Unicode's East Asian Width table, merged into ranges.
  private static boolean wide(int p) {
    return (p >= 0x1100 && p <= 0x115F)
        || (p >= 0x231A && p <= 0x27BF && wideSymbol(p))
        || p == 0x2B1B
        || p == 0x2B1C
        || p == 0x2B50
        || p == 0x2B55
        || (p >= 0x2E80 && p <= 0x303E)
        || (p >= 0x3041 && p <= 0xA4CF)
        || (p >= 0xA960 && p <= 0xA97F)
        || (p >= 0xAC00 && p <= 0xD7A3)
        || (p >= 0xF900 && p <= 0xFAFF)
        || (p >= 0xFE30 && p <= 0xFE6F)
        || (p >= 0xFF00 && p <= 0xFF60)
        || (p >= 0xFFE0 && p <= 0xFFE6)
        || (p >= 0x16FE0 && p <= 0x18CFF)
        || (p >= 0x1AFF0 && p <= 0x1B2FF)
        || p == 0x1F004
        || p == 0x1F0CF
        || p == 0x1F18E
        || (p >= 0x1F191 && p <= 0x1F19A)
        || (p >= 0x1F200 && p <= 0x1F64F)
        || (p >= 0x1F680 && p <= 0x1F6FF)
        || (p >= 0x1F7E0 && p <= 0x1F7F0)
        || (p >= 0x1F900 && p <= 0x1FAFF)
        || (p >= 0x20000 && p <= 0x3FFFD);
  }

  // Older symbols that are displayed as emoji without a variation selector.
  private static boolean wideSymbol(int p) {
    return p <= 0x231B
        || (p >= 0x23E9 && p <= 0x23EC)
        || p == 0x23F0
        || p == 0x23F3
        || p == 0x25FD
        || p == 0x25FE
        || p == 0x2614
        || p == 0x2615
        || (p >= 0x2648 && p <= 0x2653)
        || "\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd"
                .indexOf(p)
            >= 0
        || "\u2705\u270a\u270b\u2728\u274c\u274e\u2753\u2754\u2755\u2757\u2795\u2796\u2797\u27b0\u27bf"
                .indexOf(p)
            >= 0;
  }

  /**
   * Wraps a text to lines of at most {@code columns}, at spaces where possible. Line feeds stay.
   */
  public static List<String> wrap(String text, int columns) {
    int most = Math.max(2, columns);
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String rest = line;
      while (of(rest) > most) {
        int fits = fits(rest, most);
        int space = rest.lastIndexOf(' ', fits);
        int end = space > 0 ? space : fits;
        lines.add(rest.substring(0, end).stripTrailing());
        rest = rest.substring(end).stripLeading();
      }
      lines.add(rest);
    }
    return lines;
  }

  /** Returns how many characters fit, including combining marks after the last; at least one. */
  private static int fits(String text, int columns) {
    int width = 0;
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      width += of(point);
      if (width > columns && i > 0) {
        return i;
      }
      i += Character.charCount(point);
    }
    return i;
  }

  /** Pads a text on the right with spaces to {@code columns}. */
  public static String pad(String text, int columns) {
    int missing = columns - of(text);
    return missing <= 0 ? text : text + " ".repeat(missing);
  }

  /** Cuts a text to {@code columns}; it ends with an ellipsis if anything was removed. */
  public static String cut(String text, int columns) {
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
