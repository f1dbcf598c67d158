package dev.chatcontract.contract.checker;

import dev.chatcontract.contract.schema.Severity;

/**
 * One way in which a value breaks its schema.
 *
 * @param pointer JSON pointer to the value, or to where it is missing
 * @param property the member's wire name; for an element, that of its array; empty at the root
 * @param message what is wrong, with the limit and the actual value
 */
public record Violation(
    String pointer, CheckedRule rule, String property, String message, Severity severity) {
  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
