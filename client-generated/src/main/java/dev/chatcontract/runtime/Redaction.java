package dev.chatcontract.runtime;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text from the wire fit to be shown: secrets hidden, control characters replaced, length
 * bounded.
 */
final class Redaction {
  private static final String MASK = "***";

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
    out = member(sensitive).matcher(out).replaceAll("$1" + MASK);
    out = SIGNATURE.matcher(out).replaceAll(MASK);
    out = CONTROL.matcher(out).replaceAll(" ").strip();
    return out.length() <= max ? out : out.substring(0, max) + "...";
  }

  /**
   * A name, a colon, and the value: a string that may be cut off, or a run up to the next
   * delimiter; arrays and objects up to their end.
   */
  private static Pattern member(Set<String> sensitive) {
    String names =
        sensitive.stream()
            .map(Pattern::quote)
            .map(name -> "|" + name)
            .collect(Collectors.joining());
    return Pattern.compile(
        "(\"(?:(?i:"
            + MEMBERS
            + ")"
            + names
            + ")\"\\s*:\\s*)"
            + "(?:\"(?:[^\"\\\\]|\\\\.)*(?:\"|\\\\?$)|\\[[^\\]]*(?:\\]|$)|\\{[^}]*(?:\\}|$)|[^,}\\]\\s]+)");
  }
}
