package dev.chatcontract.contract.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Says a regular expression of the contract, which is one of ECMA 262, in Java's dialect. The two
 * read the same text differently in places: {@code $}, the dot, {@code \s}, {@code \b} and brackets
 * inside a class. What is not an ECMA expression is refused.
 */
public final class EcmaPattern {
  private static final String SPACE =
      "\\t\\n\\x0B\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
  private static final String WORD = "[A-Za-z0-9_]";
  private static final String EDGE =
      "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
  private static final String NO_EDGE =
      "(?:(?<=" + WORD + ")(?=" + WORD + ")|(?<!" + WORD + ")(?!" + WORD + "))";

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private EcmaPattern(String source) {
    this.source = source;
  }

  /**
   * The same expression for {@link Pattern}.
   *
   * @throws IllegalArgumentException saying what is not an ECMA expression
   */
  public static String toJava(String source) {
    EcmaPattern pattern = new EcmaPattern(source);
    pattern.translate();
    String java = pattern.out.toString();
    try {
      Pattern.compile(java);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
    return java;
  }

  private void translate() {
    while (at < source.length()) {
      char c = source.charAt(at++);
      switch (c) {
        case '$' -> out.append("\\z");
        case '.' -> out.append("[^\\n\\r\\u2028\\u2029]");
        case '[' -> characterClass();
        case ']', '}' -> out.append('\\').append(c);
        case '(' -> group();
        case '\\' -> escape(false);
        case '*', '+', '?' -> quantifier(String.valueOf(c));
        case '{' -> braces();
        default -> literal(c);
      }
    }
  }

  private void literal(char c) {
    out.append(c);
  }

  private void group() {
    out.append('(');
    if (peek() != '?') {
      return;
    }
    for (String kind : new String[] {"?:", "?=", "?!", "?<=", "?<!"}) {
      if (source.startsWith(kind, at)) {
        out.append(kind);
        at += kind.length();
        return;
      }
    }
    int end = source.indexOf('>', at);
    if (!source.startsWith("?<", at)
        || end < 0
        || !source.substring(at + 2, end).matches("[A-Za-z][A-Za-z0-9]*")) {
      throw new IllegalArgumentException(
          "the group (" + source.substring(at, Math.min(at + 2, source.length())) + " is unknown");
    }
    out.append(source, at, end + 1);
    at = end + 1;
  }

  private void braces() {
    int end = source.indexOf('}', at);
    String inside = end < 0 ? "" : source.substring(at, end);
    if (!inside.matches("[0-9]+(,[0-9]*)?")) {
      out.append("\\{");
      return;
    }
    at = end + 1;
    quantifier("{" + inside + "}");
  }

  private void quantifier(String text) {
    out.append(text);
    if (peek() == '?') {
      out.append('?');
      at++;
    }
    if (peek() == '+' || peek() == '*') {
      throw new IllegalArgumentException("nothing to repeat before " + peek());
    }
  }

  private void escape(boolean inClass) {
    if (at == source.length()) {
      throw new IllegalArgumentException("a backslash ends the pattern");
    }
    char c = source.charAt(at++);
    switch (c) {
      case 'd', 'D', 'w', 'W', 't', 'n', 'f', 'r' -> out.append('\\').append(c);
      case 'v' -> out.append("\\x0B");
      case 's' -> out.append(inClass ? SPACE : "[" + SPACE + "]");
      case 'S' -> out.append("[^").append(SPACE).append(']');
      case 'b' -> out.append(inClass ? "\\x08" : EDGE);
      case 'B' -> {
        if (inClass) {
          throw new IllegalArgumentException("\\B inside a class");
        }
        out.append(NO_EDGE);
      }
      case '0' -> {
        if (Character.isDigit(peek())) {
          throw new IllegalArgumentException("an octal escape");
        }
        out.append("\\x00");
      }
      case 'c' -> {
        if (!Character.toString(peek()).matches("[A-Za-z]")) {
          throw new IllegalArgumentException("\\c without a letter");
        }
        out.append(String.format("\\x%02x", source.charAt(at++) & 0x1f));
      }
      case 'x' -> hex(2);
      case 'u' -> unicode();
      case 'p', 'P' -> property(c);
      case 'k' -> named();
      default -> {
        // Any other letter means itself, also where Java would give it a meaning.
        boolean back = c >= '1' && c <= '9' && !inClass;
        out.append(Character.isLetterOrDigit(c) && !back ? "" : "\\").append(c);
      }
    }
  }

  private void hex(int digits) {
    String text =
        at + digits <= source.length() ? source.substring(at, at + digits) : source.substring(at);
    if (!text.matches("[0-9A-Fa-f]{" + digits + "}")) {
      throw new IllegalArgumentException("an escape needs " + digits + " hexadecimal digits");
    }
    out.append(String.format("\\x{%s}", text));
    at += digits;
  }

  private void unicode() {
    int end = source.indexOf('}', at);
    if (peek() != '{') {
      // Two halves of a pair are one character to both dialects.
      String high = source.substring(at, Math.min(at + 4, source.length()));
      String rest = source.substring(Math.min(at + 4, source.length()));
      if (high.matches("[dD][89abAB][0-9A-Fa-f]{2}") && rest.matches("(?s)\\\\u[dD][c-fC-F].*")) {
        int low = Integer.parseInt(rest.substring(2, 6), 16);
        int point = Character.toCodePoint((char) Integer.parseInt(high, 16), (char) low);
        out.append(String.format("\\x{%x}", point));
        at += 10;
        return;
      }
      hex(4);
      return;
    }
    String digits = end < 0 ? "" : source.substring(at + 1, end);
    if (!digits.matches("0*(10|[0-9A-Fa-f])?[0-9A-Fa-f]{1,4}")) {
      throw new IllegalArgumentException("\\u{...} needs a code point");
    }
    out.append("\\x{").append(digits).append('}');
    at = end + 1;
  }

  private void property(char kind) {
    int end = source.indexOf('}', at);
    if (peek() != '{' || end < 0) {
      throw new IllegalArgumentException("\\" + kind + " needs a property in braces");
    }
    out.append('\\').append(kind).append(source, at, end + 1);
    at = end + 1;
  }

  private void named() {
    int end = source.indexOf('>', at);
    if (peek() != '<' || end < 0) {
      throw new IllegalArgumentException("\\k needs the name of a group");
    }
    out.append("\\k").append(source, at, end + 1);
    at = end + 1;
  }

  private void characterClass() {
    boolean negated = peek() == '^';
    if (negated) {
      at++;
    }
    if (peek() == ']') {
      at++;
      out.append(negated ? "[\\x{0}-\\x{10FFFF}]" : "(?!)");
      return;
    }
    out.append(negated ? "[^" : "[");
    int start = at;
    while (at < source.length() && source.charAt(at) != ']') {
      char c = source.charAt(at++);
      if (c == '\\') {
        escape(true);
      } else if (c == '-' && (at - 1 == start || peek() == ']')) {
        out.append("\\-");
      } else if (c == '[' || c == '&' || c == '^') {
        out.append('\\').append(c);
      } else {
        literal(c);
      }
    }
    if (at == source.length()) {
      throw new IllegalArgumentException("a class [ is not closed");
    }
    at++;
    out.append(']');
  }

  private char peek() {
    return at < source.length() ? source.charAt(at) : '\0';
  }
}
