package dev.chatcontract.contract.model;

/** The kind of failure that an error code means. */
public enum ErrorClass {
  SERVER("server"),
  THROTTLE("throttle"),
  AUTH("auth"),
  PERMISSION("permission"),
  NOT_FOUND("not-found"),
  CONFLICT("conflict"),
  INVALID_REQUEST("invalid-request"),
  TOO_LARGE("too-large"),
  CONFIG("config"),
  BILLING("billing"),
  CONTENT_REJECTED("content-rejected"),
  /** The page gives causes of different classes for the same code. */
  AMBIGUOUS("ambiguous");

  private final String wire;

  ErrorClass(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling in {@code x-error-codes}. */
  public String wire() {
    return wire;
  }
}
