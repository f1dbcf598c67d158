package dev.chatcontract.contract.model;

/** Whether the same request may be sent again, and when. */
public enum Retry {
  NEVER("never"),
  /** The server did nothing, so any request may be repeated. */
  SAFE("safe"),
  /** The request may have taken effect: repeat it only if the operation is idempotent. */
  IF_IDEMPOTENT("if-idempotent"),
  /** Sign again, then repeat once. */
  RESIGN("resign");

  private final String wire;

  Retry(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling in {@code x-error-codes}. */
  public String wire() {
    return wire;
  }
}
