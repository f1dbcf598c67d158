package dev.chatcontract.signer;

/**
 * The outcome of a verification. Only {@link Ok} lets anyone in; claims in the others are unproven
 * or no longer true.
 */
public sealed interface Verification
    permits Verification.Ok,
        Verification.Expired,
        Verification.NotYetValid,
        Verification.BadSignature,
        Verification.OtherApp,
        Verification.OtherIdentifier,
        Malformed {
  /** Whether the UserSig is to be accepted. */
  default boolean accepted() {
    return this instanceof Ok;
  }

  /**
   * Genuine, for this application and account, and valid now.
   *
   * @param claims proven claims
   */
  record Ok(UserSigClaims claims) implements Verification {}

  /**
   * Genuine, but its time is over.
   *
   * @param claims proven claims
   */
  record Expired(UserSigClaims claims) implements Verification {}

  /**
   * Genuine, but made further in the future than clocks may differ.
   *
   * @param claims proven claims
   */
  record NotYetValid(UserSigClaims claims) implements Verification {}

  /**
   * Not made with this key, or altered since.
   *
   * @param claims unproven claims
   */
  record BadSignature(UserSigClaims claims) implements Verification {}

  /**
   * States another SDKAppID than the verifier's; its signature was not looked at.
   *
   * @param claims unproven claims
   */
  record OtherApp(UserSigClaims claims) implements Verification {}

  /**
   * Genuine, but somebody else's.
   *
   * @param claims proven claims
   */
  record OtherIdentifier(UserSigClaims claims) implements Verification {}
}
