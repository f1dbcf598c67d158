package dev.chatcontract.contract.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The secrets of an exchange; also recognizes values that look like secrets. */
final class ExchangeSecrets {
  static final String HIDDEN = "(hidden)";
  private static final int LONGEST = 60;

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(?:sig$|signature|secret|token|passw|pwd|credential|api_?key|private_?key|cookie|authori[sz]|auth(?![a-z])).*");

  /** A UserSig, a JWT, a hash or a key: a long text without spaces. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "eJ[A-Za-z0-9*_-]{20,}|eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+|[A-Fa-f0-9]{32,}|[A-Za-z0-9+/=_*~-]{40,}");

  private final Set<String> values = new HashSet<>();

  static boolean isNamed(String name) {
    return NAME.matcher(name).matches();
  }

  /** Adds a value that was sent as a credential. */
  void add(String value) {
    if (value.length() >= 4) {
      values.add(value);
    }
  }

  /** Returns a value for people: short, and hidden if it is or contains a secret. */
  String shown(String name, JsonNode value) {
    if (value.isObject()) {
      return "an object";
    }
    if (value.isArray()) {
      return "a list of " + value.size();
    }
    return isNamed(name) ? HIDDEN : shown(value.isTextual() ? value.toString() : value.asText());
  }

  /** Returns a text for people. */
  String shown(String text) {
    if (SHAPE.matcher(text).find() || values.stream().anyMatch(text::contains)) {
      return HIDDEN;
    }
    return text.length() <= LONGEST
        ? text
        : text.substring(
                0,
                text.offsetByCodePoints(
                    0, Math.min(LONGEST, text.codePointCount(0, text.length()))))
            + "...";
  }
}
