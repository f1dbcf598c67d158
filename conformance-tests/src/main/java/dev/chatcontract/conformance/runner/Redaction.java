package dev.chatcontract.conformance.runner;

import java.util.regex.Pattern;

/** Takes signatures and keys out of what is shown or kept. */
final class Redaction {
  private static final Pattern SIGNATURE = Pattern.compile("(?i)(usersig=)[^&\\s\"]+");
  private static final Pattern BARE = Pattern.compile("\\be[A-Za-z0-9][A-Za-z0-9*_-]{60,}");

  private Redaction() {}

  /** The text without UserSig values and without this key. */
  static String of(String text, String secretKey) {
    String shown = SIGNATURE.matcher(text).replaceAll("$1(hidden)");
    shown = BARE.matcher(shown).replaceAll("(hidden)");
    return secretKey.isEmpty() ? shown : shown.replace(secretKey, "(hidden)");
  }
}
