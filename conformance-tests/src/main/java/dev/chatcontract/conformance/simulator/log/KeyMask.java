package dev.chatcontract.conformance.simulator.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides a secret key in text and in compact JSON. A short key also occurs by chance: it is hidden
 * where it is a whole word, but not as the name of a member or as a number of JSON.
 */
public final class KeyMask {
  /** A key of that many characters does not occur by chance; a real one has 64. */
  private static final int NEVER_BY_CHANCE = 8;

  private static final Pattern BARE_IN_JSON = Pattern.compile("[-+.0-9eE]+|true|false|null");

  private final Pattern key;
  private final String mask;

  /** Creates one for a key that is not empty; {@code mask} is shown instead of it. */
  public KeyMask(String key, String mask) {
    String text = Pattern.quote(key);
    if (key.length() < NEVER_BY_CHANCE) {
      String bare = BARE_IN_JSON.matcher(key).matches() ? "(?<![:,\\[])" : "";
      text = bare + "(?<![\\p{L}\\p{N}_])" + text + "(?![\\p{L}\\p{N}_]|\":)";
    }
    this.key = Pattern.compile(text);
    this.mask = Matcher.quoteReplacement(mask);
  }

  /** Returns the text without the key. */
  public String over(String text) {
    return key.matcher(text).replaceAll(mask);
  }
}
