package dev.chatcontract.conformance.simulator;

/**
 * The shared codes that the simulator's own checks come to; what each means is said by the
 * contract's common errors.
 */
final class PublicCodes {
  static final int REQUEST_UNPARSABLE = 60002;
  static final int JSON_UNPARSABLE = 60003;
  static final int ACCOUNT_MISSING = 60004;
  static final int APP_ID_INVALID = 60006;
  static final int TOO_FREQUENT = 60007;
  static final int UNKNOWN_RESOURCE = 60009;
  static final int NOT_ADMINISTRATOR = 60010;
  static final int APP_ID_MISSING = 60012;
  static final int SIGNATURE_EXPIRED = 70001;
  static final int SIGNATURE_EMPTY = 70002;
  static final int SIGNATURE_INVALID = 70003;
  static final int SIGNED_WITH_OTHER_KEY = 70009;
  static final int SIGNED_FOR_OTHER_IDENTIFIER = 70013;
  static final int SIGNED_FOR_OTHER_APP = 70014;
  static final int APP_NOT_FOUND = 70020;

  private PublicCodes() {}
}
