package dev.chatcontract.runtime;

/** What happens to a request that breaks the contract. */
public enum Validation {
  /** It is not sent. */
  STRICT,
  /** It is sent, and the faults are logged without their values. */
  WARN,
  /** It is not checked. */
  OFF
}
