package dev.chatcontract.signer;

/**
 * The outcome of a verification. Only {@link Ok} means that the UserSig is accepted; the claims of
 * other results are unproven, or not valid here and now.
 */
public sealed interface Verification
    permits Verification.Ok,
        Verification.Expired,
        Verification.NotYetValid,
        Verification.BadSignature,
        Verification.OtherApp,
        Verification.OtherIdentifier,
        Malformed {
  /** Returns whether the UserSig is accepted. */
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
   * Genuine, but expired.
   *
   * @param claims proven claims
   */
  record Expired(UserSigClaims claims) implements Verification {}

  /**
   * Genuine, but issued further in the future than clocks may differ.
   *
   * @param claims proven claims
   */
  record NotYetValid(UserSigClaims claims) implements Verification {}

  /**
   * Not signed with this key, or altered since.
   *
   * @param claims unproven claims
   */
  record BadSignature(UserSigClaims claims) implements Verification {}

  /**
   * For an SDKAppID other than the verifier's; its signature was not checked.
   *
   * @param claims unproven claims
   */
  record OtherApp(UserSigClaims claims) implements Verification {}

  /**
   * Genuine, but for another account.
   *
   * @param claims proven claims
   */
  record OtherIdentifier(UserSigClaims claims) implements Verification {}
}
