package dev.chatcontract.codegen.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the contract's text harmless anywhere in a Java file. */
public final class JavaText {
  private JavaText() {}

  /**
   * The maximum length of one literal: a class file holds 65,535 bytes of a string, at most 3 per
   * character.
   */
  private static final int LITERAL_CHARS = 20_000;

  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"");

  /** One character of a literal, escaped or not. */
  private static final Pattern UNIT = Pattern.compile("\\\\u[0-9a-f]{4}|\\\\.|.");

  /** Shorter parts would make a text unreadable. */
  private static final int MIN_PART = 24;

  /** Returns a string literal with its quotes; every character that is not visible is escaped. */
  public static String literal(String text) {
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

  /**
   * Splits a literal longer than {@code width} into shorter ones, after a space where possible.
   * Returns an empty list if the text is not one literal.
   */
  public static List<String> parts(String literal, int width) {
    if (!LITERAL.matcher(literal).matches()) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int space = 0;
    Matcher unit = UNIT.matcher(literal.substring(1, literal.length() - 1));
    while (unit.find()) {
      if (part.length() + unit.group().length() > Math.max(MIN_PART, width) - 2) {
        int end = space > 0 ? space : part.length();
        parts.add('"' + part.substring(0, end) + '"');
        part.delete(0, end);
        space = 0;
      }
      part.append(unit.group());
      space = unit.group().equals(" ") ? part.length() : space;
    }
    parts.add('"' + part.toString() + '"');
    return parts;
  }

  /**
   * Converts text to Javadoc: HTML is escaped, tags and ends of comments become harmless, no
   * backslash can begin a Unicode escape, and Markdown's back quotes become {@code code} elements.
   */
  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    int code = -1;
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
          if (pairs && code < 0) {
            code = out.length();
          } else if (pairs) {
            // Javadoc complains about an element without text.
            if (!out.substring(code).isBlank()) {
              out.insert(code, "<code>").append("</code>");
            }
            code = -1;
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

  /**
   * Returns false for control characters, unpaired surrogates, and format characters that reorder
   * the line (bidi).
   */
  private static boolean visible(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** Returns escaped paragraphs; in the source, an empty line separates them. */
  static List<String> paragraphs(String text) {
    List<String> paragraphs = new ArrayList<>();
    for (String paragraph : text.strip().split("\\R[ \\t]*\\R+", -1)) {
      String line = html(paragraph.strip().replaceAll("\\s+", " "));
      if (line.isEmpty() && !paragraphs.isEmpty()) {
        continue;
      }
      paragraphs.add((paragraphs.isEmpty() ? "" : "<p>") + line);
    }
    return paragraphs;
  }
}
