package dev.chatcontract.signer;

/** The content of a UserSig, as far as it can be read without a key. */
public sealed interface Inspection permits Inspection.Stated, Malformed {
  /**
   * The claims can be read, but they are unproven: anyone can write such a text.
   *
   * @param claims unproven claims
   */
  record Stated(UserSigClaims claims) implements Inspection {}
}
