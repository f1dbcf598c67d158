package dev.chatcontract.signer;

/** What a UserSig states, as far as that can be told without a key. */
public sealed interface Inspection permits Inspection.Stated, Malformed {
  /**
   * The statement can be read. Nobody vouches for it: anyone can write such a text.
   *
   * @param claims what it states
   */
  record Stated(UserSigClaims claims) implements Inspection {}
}
