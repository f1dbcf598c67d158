package dev.chatcontract.contract.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates a regular expression of the contract from ECMA 262 to Java. The dialects differ in
 * {@code $}, the dot, {@code \s}, {@code \b} and brackets inside a class. Text that is not an ECMA
 * expression is rejected.
 */
public final class EcmaPattern {
  private static final String SPACE =
      "\\t\\n\\x0B\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
  private static final String NO_SPACE =
      "\\x00-\\x08\\x0e-\\x1f\\x21-\\x9f\\u00a1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027"
          + "\\u202a-\\u202e\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\x{10ffff}";

  /**
   * The properties that both dialects have under the same name; Java reads others as ASCII classes
   * or as blocks.
   */
  private static final Pattern PROPERTY =
      Pattern.compile(
          "(?:(?:gc|General_Category)=)?(?:C[cfnos]?|L[lmotu]?|LC|M[cen]?|N[dlo]?|P[cdefios]?"
              + "|S[ckmo]?|Z[lps]?)|(?:sc|Script)=[A-Z][A-Za-z_]*");

  private static final String WORD = "[A-Za-z0-9_]";
  private static final String EDGE =
      "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
  private static final String NO_EDGE =
      "(?:(?<=" + WORD + ")(?=" + WORD + ")|(?<!" + WORD + ")(?!" + WORD + "))";

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;

  /**
   * Whether the last part can be repeated: it is neither a quantifier nor a position in the text.
   */
  private boolean repeatable;

  /** Whether each open group may be repeated once it is closed. */
  private final Deque<Boolean> groups = new ArrayDeque<>();

  private boolean hasProperty;
  private boolean hasOtherLetter;

  private EcmaPattern(String source) {
    this.source = source;
  }

  /**
   * Returns the same expression for {@link Pattern}.
   *
   * @throws IllegalArgumentException saying what is not an ECMA expression
   */
  public static String toJava(String source) {
    EcmaPattern pattern = new EcmaPattern(source);
    pattern.translate();
    if (pattern.hasProperty && pattern.hasOtherLetter) {
      throw new IllegalArgumentException("a letter needs no backslash where \\p is used");
    }
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
      boolean before = repeatable;
      repeatable = true;
      switch (c) {
        case '^', '|' -> position(String.valueOf(c));
        case '$' -> position("\\z");
        case '.' -> out.append("[^\\n\\r\\u2028\\u2029]");
        case '[' -> characterClass();
        case ']', '}' -> out.append('\\').append(c);
        case '(' -> group();
        case ')' -> {
          out.append(c);
          repeatable = groups.isEmpty() || groups.pop();
        }
        case '\\' -> escape(false);
        case '*', '+', '?' -> quantifier(String.valueOf(c), before);
        case '{' -> braces(before);
        default -> out.append(c);
      }
    }
  }

  /** Adds a part that matches a position in the text, not characters. */
  private void position(String java) {
    out.append(java);
    repeatable = false;
  }

  private void group() {
    position("(");
    groups.push(!source.startsWith("?<=", at) && !source.startsWith("?<!", at));
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

  private void braces(boolean before) {
    int end = source.indexOf('}', at);
    String inside = end < 0 ? "" : source.substring(at, end);
    if (!inside.matches("[0-9]+(,[0-9]*)?")) {
      out.append("\\{");
      return;
    }
    at = end + 1;
    quantifier("{" + inside + "}", before);
  }

  private void quantifier(String text, boolean before) {
    if (!before) {
      throw new IllegalArgumentException("nothing to repeat before " + text);
    }
    position(text);
    if (peek() == '?') {
      out.append('?');
      at++;
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
      case 'S' -> out.append(inClass ? NO_SPACE : "[" + NO_SPACE + "]");
      case 'b' -> {
        if (inClass) {
          out.append("\\x08");
        } else {
          position(EDGE);
        }
      }
      case 'B' -> {
        if (inClass) {
          throw new IllegalArgumentException("\\B inside a class");
        }
        position(NO_EDGE);
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
      case 'k' -> throw new IllegalArgumentException("a reference to a group");
      default -> {
        if (Character.isDigit(c)) {
          throw new IllegalArgumentException("a reference to a group, or an octal escape");
        }
        hasOtherLetter |= Character.isLetter(c);
        // Any other letter stands for itself, even where it has a special meaning in Java.
        out.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
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
      // In both dialects, the two halves of a surrogate pair are one character.
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
    hasProperty = true;
    String name = source.substring(at + 1, end);
    if (!PROPERTY.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the property " + name + " is not one that Java and ECMA read alike");
    }
    out.append('\\').append(kind).append(source, at, end + 1);
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
        boolean set = "dDwWsSpP".indexOf(peek()) >= 0;
        boolean ends = out.charAt(out.length() - 1) == '-' && out.charAt(out.length() - 2) != '\\';
        escape(true);
        boolean begins = peek() == '-' && at + 1 < source.length() && source.charAt(at + 1) != ']';
        if (set && (ends || begins)) {
          throw new IllegalArgumentException("a range that begins or ends with a class");
        }
      } else if (c == '-' && (at - 1 == start || peek() == ']')) {
        out.append("\\-");
      } else if (c == '[' || c == '&' || c == '^') {
        out.append('\\').append(c);
      } else {
        out.append(c);
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
