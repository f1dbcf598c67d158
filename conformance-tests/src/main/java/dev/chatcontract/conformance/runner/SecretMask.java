package dev.chatcontract.conformance.runner;

import java.util.regex.Pattern;

/** Takes signatures and keys out of what is shown or kept. */
final class SecretMask {
  private static final Pattern SIGNATURE = Pattern.compile("(?i)(usersig=)[^&\\s\"]+");
  private static final Pattern BARE = Pattern.compile("\\be[A-Za-z0-9][A-Za-z0-9*_-]{60,}");

  /** A value in a query too, where others encode the asterisk. */
  private static final Pattern SIGNATURE_VALUE =
      Pattern.compile("(?i)usersig=[A-Za-z0-9*_%+/-]{40,}");

  private SecretMask() {}

  /** Whether a UserSig or this key can be read in it. */
  static boolean shows(String text, String secretKey) {
    return SIGNATURE_VALUE.matcher(text).find()
        || BARE.matcher(text.replaceAll("(?i)%2a", "*")).find()
        || (!secretKey.isEmpty() && text.contains(secretKey));
  }

  /** The text without UserSig values and without this key. */
  static String of(String text, String secretKey) {
    String shown = SIGNATURE.matcher(text).replaceAll("$1(hidden)");
    shown = BARE.matcher(shown).replaceAll("(hidden)");
    return secretKey.isEmpty() ? shown : shown.replace(secretKey, "(hidden)");
  }
}
