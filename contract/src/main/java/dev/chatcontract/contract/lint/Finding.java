package dev.chatcontract.contract.lint;

import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.Place;

/**
 * A finding of lint.
 *
 * @param rule the rule's stable, short name
 * @param message what is wrong
 * @param fix what to write instead
 */
public record Finding(String rule, Severity severity, Place at, String message, String fix) {
  @Override
  public String toString() {
    return at
        + ": "
        + (severity == Severity.ERROR ? "error: " : "warning: ")
        + message
        + "; "
        + fix
        + " ["
        + rule
        + "]";
  }
}
