package dev.chatcontract.runtime;

import java.util.Locale;

/** When a failed call may be sent again, according to the contract's entry for the result code. */
public enum Retry {
  /** Not unless it is changed. */
  NEVER,
  /** Always: the server did nothing. */
  SAFE,
  /** Only if a second execution does no harm. */
  IF_IDEMPOTENT,
  /** Once, with a new signature. */
  RESIGN;

  /** Returns the contract's spelling, such as {@code if-idempotent}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
