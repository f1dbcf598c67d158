package dev.chatcontract.conformance.simulator.answer;

/**
 * The common codes that the simulator's own checks return; the contract's common errors say what
 * each of them means.
 */
public final class PublicCodes {
  public static final int REQUEST_UNPARSABLE = 60002;
  public static final int JSON_UNPARSABLE = 60003;
  public static final int ACCOUNT_MISSING = 60004;
  public static final int APP_ID_INVALID = 60006;
  public static final int TOO_FREQUENT = 60007;
  public static final int UNKNOWN_RESOURCE = 60009;
  public static final int NOT_ADMINISTRATOR = 60010;
  public static final int APP_ID_MISSING = 60012;
  public static final int SIGNATURE_EXPIRED = 70001;
  public static final int SIGNATURE_EMPTY = 70002;
  public static final int SIGNATURE_INVALID = 70003;
  public static final int SIGNED_WITH_OTHER_KEY = 70009;
  public static final int SIGNED_FOR_OTHER_IDENTIFIER = 70013;
  public static final int SIGNED_FOR_OTHER_APP = 70014;
  public static final int APP_NOT_FOUND = 70020;
  public static final int PARAMETER_ILLEGAL = 70402;

  private PublicCodes() {}
}
