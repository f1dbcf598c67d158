package dev.chatcontract.contract.schema;

/** How much a finding weighs. */
public enum Severity {
  /** The value breaks the contract. */
  ERROR,
  /** The value is accepted but probably not what was meant. */
  WARNING
}
