package dev.chatcontract.runtime.text;

import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hides secrets in all text that leaves a client: messages, causes, {@code toString}, logs. It
 * hides values with a secret's name, text that looks like a secret, and the user in a URL. Use it
 * for server text that you log yourself.
 */
public final class Redaction {
  /** The text that replaces a secret. */
  public static final String MASK = "***";

  /** A longer value of the wrong kind may be a key that was entered by mistake. */
  private static final int GIVEN_CHARS = 8;

  /** Names whose values are secret whatever the contract says. */
  static final String NAMES =
      "user_?sig|sig|signature|secret[\\w-]{0,40}|(?:access_?|refresh_?)?token|password|passwd|pwd"
          + "|(?:proxy-)?authorization|(?:set-)?cookie|api[_-]?key|private[_-]?key|credentials?";

  /** The names that also count before a colon, where the others can be words of a sentence. */
  private static final String HEADERS =
      "user_?sig|secret[\\w-]{0,40}|password|passwd|pwd|(?:proxy-)?authorization|(?:set-)?cookie"
          + "|api[_-]?key|private[_-]?key";

  private static final String SCHEME = "(?:(?:Bearer|Basic|Digest)\\s+)?";

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?<![A-Za-z])("
              + NAMES
              + ")(\\s?(?:=|%(?:25)*3D)\\s?)"
              + SCHEME
              + "(?:'[^']*'|\"[^\"]*\"|[^&\\s\"'<>]+)",
          Pattern.CASE_INSENSITIVE);

  /** A single lower-case word after the colon is prose, as in "password: missing". */
  private static final Pattern HEADER =
      Pattern.compile(
          "(?<![A-Za-z])("
              + HEADERS
              + ")(\\s?:\\s?)(?!(?-i:[a-z]{1,12})[.,;]?(?:\\s|$))"
              + SCHEME
              + "(?:'[^']*'|\"[^\"]*\"|[^&\\s\"'<>,;]+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern USER_OF_URL =
      Pattern.compile("(?i)(?<![a-z0-9+.-])([a-z][a-z0-9+.-]*://)[^/\\s\"'<>]*@");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private Redaction() {}

  /** Returns the text with its secrets masked. */
  public static String hidden(String text) {
    return hidden(text, Set.of());
  }

  /** As {@link #hidden(String)}, but also masks the members with these wire names. */
  public static String hidden(String text, Set<String> sensitive) {
    String out = USER_OF_URL.matcher(text).replaceAll("$1" + MASK + "@");
    out = HEADER.matcher(out).replaceAll("$1$2" + MASK);
    out = PARAMETER.matcher(out).replaceAll("$1$2" + MASK);
    if (!sensitive.isEmpty()) {
      out = named(sensitive).matcher(out).replaceAll("$1$2" + MASK);
    }
    out = SecretMembers.hidden(out, sensitive);
    return SecretShapes.hidden(out);
  }

  /** Returns at most {@code max} characters of {@link #hidden} text, on one line. */
  public static String shown(String text, Set<String> sensitive, int max) {
    String out = InertText.line(CONTROL.matcher(hidden(text, sensitive)).replaceAll(" ").strip());
    return out.length() <= max ? out : cut(out, max) + "...";
  }

  /**
   * Shows a value of the wrong kind in the message that rejects it: in full if it is short,
   * otherwise only its length, since it may be a key in the wrong place.
   */
  public static String given(String value) {
    int length = value.codePointCount(0, value.length());
    return length <= GIVEN_CHARS
        ? shown(value, Set.of(), GIVEN_CHARS)
        : "(" + length + " characters, not shown)";
  }

  /** Returns the name of a type and a value as JSON, for {@code toString}. */
  public static <T> String text(String type, JsonCodec<T> codec, T value, Set<String> sensitive) {
    try {
      return type + hidden(codec.toTree(value).toString(), sensitive);
    } catch (IOException | RuntimeException unwritable) {
      return type + "{cannot be written as JSON}";
    }
  }

  /**
   * Returns a failure that may be attached as a cause: the failure itself if neither its message
   * nor any of its causes and suppressed failures reveals a secret, otherwise a stand-in with the
   * same stack trace.
   */
  public static @Nullable Throwable cause(@Nullable Throwable failure, Set<String> sensitive) {
    return failure == null ? null : MaskedFailure.of(failure, sensitive);
  }

  /** Returns a JSON parser's message without the text that it quotes. */
  public static String unquoted(String message) {
    return MaskedFailure.unquoted(message);
  }

  private static Pattern named(Set<String> sensitive) {
    return Pattern.compile(
        sensitive.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?<!\\w)(", ")"))
            + "(\\s?(?:[=:]|%(?:25)*3[Dd])\\s?)(?:'[^']*'|[^&\\s\"'<>,;]+)");
  }

  private static String cut(String text, int max) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
