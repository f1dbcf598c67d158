package dev.chatcontract.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes text of the contract harmless wherever it lands in a Java file. */
final class JavaText {
  private JavaText() {}

  /** Characters of one literal: a class file holds 65,535 bytes of a text, at most 3 each. */
  private static final int LITERAL_CHARS = 20_000;

  /** A string literal with its quotes; whatever is not plainly visible is escaped. */
  static String literal(String text) {
    if (text.length() > LITERAL_CHARS) {
      List<String> parts = new ArrayList<>();
      for (int from = 0; from < text.length(); from += LITERAL_CHARS) {
        parts.add(literal(text.substring(from, Math.min(from + LITERAL_CHARS, text.length()))));
      }
      return "String.join(\"\", " + String.join(", ", parts) + ")";
    }
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= ' ' && c < 0x7F) {
            out.append(c);
          } else {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** Literals as an argument list. */
  static String literals(List<String> texts) {
    return texts.stream().map(JavaText::literal).collect(Collectors.joining(", "));
  }

  /**
   * Text as Javadoc wants it: HTML escaped, tags and comment ends defused, no backslash that could
   * begin a Unicode escape, Markdown's backquotes turned into {@code code} elements.
   */
  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    boolean code = false;
    boolean pairs = text.chars().filter(c -> c == '`').count() % 2 == 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '@' -> out.append("&#64;");
        case '\\' -> out.append("&#92;");
        case '{' -> out.append("&#123;");
        case '}' -> out.append("&#125;");
        case '/' -> out.append(i > 1 && text.charAt(i - 2) == '*' ? "&#47;" : "/");
        case '`' -> {
          if (pairs) {
            out.append(code ? "</code>" : "<code>");
            code = !code;
          } else {
            out.append('`');
          }
        }
        case '\n', '\t' -> out.append((char) c);
        default -> {
          if (visible(c)) {
            out.appendCodePoint(c);
          } else {
            out.append("&#xfffd;");
          }
        }
      }
    }
    return out.toString();
  }

  /** Neither a control, nor half a pair, nor a format character that reorders the line (bidi). */
  private static boolean visible(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /**
   * Escaped text as lines of at most {@code width} characters; an empty line of the source begins a
   * paragraph and a line that begins with {@code * } an item, which is kept on a line of its own.
   */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.strip().split("\\R[ \\t]*\\R+", -1)) {
      wrap((lines.isEmpty() ? "" : "<p>") + html(paragraph), width, lines);
    }
    return lines;
  }

  /** Breaks text that is already escaped at spaces. */
  static void wrap(String html, int width, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (String word : html.strip().split("\\s+", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
  }
}
