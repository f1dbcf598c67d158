package dev.chatcontract.conformance.runner;

import java.util.regex.Pattern;

/** Removes signatures and keys from whatever is shown or kept. */
final class SecretMask {
  private static final Pattern SIGNATURE =
      Pattern.compile("(?i)(usersig(?:=|%(?:25)?3D|\\\\u003d))[^&\\s\"]+");

  /** Without its name; an escaped character, such as the equals sign, may be before it. */
  private static final Pattern BARE =
      Pattern.compile(
          "(?:\\b|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\u[0-9A-Fa-f]{4}))"
              + "e[A-Za-z0-9](?:[A-Za-z0-9*_-]|%2[Aa]){60,}+");

  /** A UserSig in a query, where some clients encode the asterisk. */
  private static final Pattern SIGNATURE_VALUE =
      Pattern.compile("(?i)usersig=[A-Za-z0-9*_%+/-]{40,}");

  private SecretMask() {}

  /** Returns whether the text contains a UserSig or this key. */
  static boolean shows(String text, String secretKey) {
    return SIGNATURE_VALUE.matcher(text).find()
        || BARE.matcher(text).find()
        || (!secretKey.isEmpty() && text.contains(secretKey));
  }

  /** Returns the text without UserSigs and without this key. */
  static String of(String text, String secretKey) {
    String shown = SIGNATURE.matcher(text).replaceAll("$1(hidden)");
    shown = BARE.matcher(shown).replaceAll("(hidden)");
    return secretKey.isEmpty() ? shown : shown.replace(secretKey, "(hidden)");
  }
}
