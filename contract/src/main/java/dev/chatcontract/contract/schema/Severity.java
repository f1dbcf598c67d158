package dev.chatcontract.contract.schema;

/** The severity of a finding. */
public enum Severity {
  /** The value breaks the contract. */
  ERROR,
  /** The value is accepted but probably not what was meant. */
  WARNING
}
