package dev.chatcontract.signer;

/** The key that the vendor publishes with its examples; a test that leaks it gives nothing away. */
final class Keys {
  static final String TEXT = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

  private Keys() {}

  static SigningKey published() {
    return SigningKey.of(TEXT.toCharArray());
  }
}
