package dev.chatcontract.runtime;

import java.util.Locale;

/** The kind of failure that a result code means, as the contract classifies it. */
public enum ErrorClass {
  /** The server failed. */
  SERVER,
  /** Too many calls; the server did nothing. */
  THROTTLE,
  /** The signature was not accepted. */
  AUTH,
  /** The account may not do this. */
  PERMISSION,
  /** The object that was named does not exist. */
  NOT_FOUND,
  /** The object to be created exists already. */
  CONFLICT,
  /** The request breaks a rule. */
  INVALID_REQUEST,
  /** The answer would be too large. */
  TOO_LARGE,
  /** The app is not set up for this. */
  CONFIG,
  /** The plan or the quota does not allow this. */
  BILLING,
  /** A content check rejected a text. */
  CONTENT_REJECTED,
  /** The contract's sources disagree about the code. */
  AMBIGUOUS,
  /** The contract does not list the code. */
  UNLISTED;

  /** Returns the contract's spelling, such as {@code not-found}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
