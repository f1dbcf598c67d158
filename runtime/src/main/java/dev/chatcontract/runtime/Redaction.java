package dev.chatcontract.runtime;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text from the wire fit to be shown: secrets hidden, control characters replaced, length
 * bounded.
 */
final class Redaction {
  static final String MASK = "***";

  /** Secrets as a URL or an HTML page would carry them. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)\\b(usersig|sig|signature|secret\\w*|token|password|authorization)=[^&\\s\"'<>]+");

  /** The same as members of a JSON document. */
  private static final String MEMBERS = "usersig|sig|signature|secret\\w*|token|password";

  /** Long runs of the characters that signatures are made of; no identifier is as long. */
  private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9*_+/=-]{97,}");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private Redaction() {}

  /** At most {@code max} characters of the text on one line. */
  static String shown(String text, Set<String> sensitive, int max) {
    String out = PARAMETER.matcher(text).replaceAll("$1=" + MASK);
    out = membersHidden(out, member(sensitive));
    out = SIGNATURE.matcher(out).replaceAll(MASK);
    out = CONTROL.matcher(out).replaceAll(" ").strip();
    return out.length() <= max ? out : out.substring(0, max) + "...";
  }

  private static String membersHidden(String text, Pattern member) {
    Matcher name = member.matcher(text);
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (name.find(from)) {
      out.append(text, from, name.end()).append(MASK);
      from = valueEnd(text, name.end());
    }
    return out.append(text, from, text.length()).toString();
  }

  /** The end of a JSON value, which may be cut off. */
  private static int valueEnd(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
          if (depth == 0) {
            return i + 1;
          }
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        if (depth <= 1) {
          return depth == 1 ? i + 1 : i;
        }
        depth--;
      } else if (depth == 0 && (c == ',' || Character.isWhitespace(c))) {
        return i;
      }
    }
    return text.length();
  }

  /** A name and a colon before a value. */
  private static Pattern member(Set<String> sensitive) {
    String names =
        sensitive.stream()
            .map(Pattern::quote)
            .map(name -> "|" + name)
            .collect(Collectors.joining());
    return Pattern.compile("\"(?:(?i:" + MEMBERS + ")" + names + ")\"\\s*:\\s*(?=[^,}\\]\\s])");
  }
}
