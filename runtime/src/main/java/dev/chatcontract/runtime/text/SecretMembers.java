package dev.chatcontract.runtime.text;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Hides JSON members by name, even in JSON that is truncated or is a string inside JSON. */
final class SecretMembers {
  private static final Pattern ALWAYS = member(Set.of());

  private SecretMembers() {}

  static String hidden(String text, Set<String> sensitive) {
    if (text.indexOf('"') < 0) {
      return text;
    }
    Matcher name = (sensitive.isEmpty() ? ALWAYS : member(sensitive)).matcher(text);
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (name.find(from)) {
      out.append(text, from, name.end()).append(Redaction.MASK);
      from = valueEnd(text, name.end(), name.end(1) - name.start(1));
    }
    return out.append(text, from, text.length()).toString();
  }

  /**
   * Returns the end of a value that may be truncated; {@code escape} backslashes precede a quote.
   */
  private static int valueEnd(String text, int start, int escape) {
    int depth = 0;
    int backslashes = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        backslashes++;
        continue;
      }
      boolean quote = c == '"' && (escape == 0 ? backslashes % 2 == 0 : backslashes == escape);
      int escaped = backslashes;
      backslashes = 0;
      if (quote) {
        quoted = !quoted;
        if (!quoted && depth == 0) {
          return i + 1;
        }
      } else if (quoted) {
        // The quote of the enclosing string: this one was truncated.
        if (c == '"' && escaped < escape) {
          return i;
        }
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        if (depth <= 1) {
          return depth == 1 ? i + 1 : i;
        }
        depth--;
      } else if (depth == 0 && (c == ',' || c == '"' || Character.isWhitespace(c))) {
        return i;
      }
    }
    return text.length();
  }

  /** Matches a name and a colon before a value; the first group is the escape of its quotes. */
  private static Pattern member(Set<String> sensitive) {
    String names =
        sensitive.stream()
            .map(Pattern::quote)
            .map(name -> "|" + name)
            .collect(Collectors.joining());
    return Pattern.compile(
        "(?<!\\\\)(\\\\*+)\"(?:(?i:"
            + Redaction.NAMES
            + ")"
            + names
            + ")\\1\"\\s*:\\s*(?=[^,}\\]\\s])");
  }
}
