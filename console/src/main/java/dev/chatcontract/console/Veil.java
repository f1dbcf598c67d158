package dev.chatcontract.console;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.conformance.simulator.log.KeyMask;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Hides signatures and keys in everything that is sent to the page. */
final class Veil {
  private static final String HIDDEN = "(hidden)";

  /**
   * A UserSig anywhere in a text: zlib's first byte is an "e" in Base64. It ends before a
   * backslash, which in JSON belongs to the character after it, and may follow an escaped equals
   * sign.
   */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(?:\\b|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\u[0-9A-Fa-f]{4}))"
              + "e[A-Za-z0-9][A-Za-z0-9*_+/%-]{60,}"
              + "|(?i)(?<=usersig(?:=|%(?:25)?3D|\\\\u003d))(?![$(])[^&\\s\"\\\\]+");

  private final List<KeyMask> secrets = new ArrayList<>();

  /** Also hides these secrets. */
  Veil(List<String> keys) {
    for (String secret : keys) {
      if (!secret.isEmpty()) {
        secrets.add(new KeyMask(secret, HIDDEN));
        // The secret as it is written in JSON, since the page receives nothing else.
        String quoted = TextNode.valueOf(secret).toString();
        secrets.add(new KeyMask(quoted.substring(1, quoted.length() - 1), HIDDEN));
      }
    }
  }

  String over(String text) {
    String shown = SIGNATURE.matcher(text).replaceAll(HIDDEN);
    for (KeyMask secret : secrets) {
      shown = secret.over(shown);
    }
    return shown;
  }
}
