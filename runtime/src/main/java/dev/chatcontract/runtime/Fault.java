package dev.chatcontract.runtime;

/**
 * A violation of the contract by a request.
 *
 * @param pointer JSON pointer of the value
 * @param rule the contract's keyword, such as {@code x-max-bytes}
 * @param message what is wrong and what is allowed
 * @param severity whether it stops the request
 */
public record Fault(String pointer, String rule, String message, Severity severity) {

  /** Severity of a fault. */
  public enum Severity {
    /** The request is not sent. */
    ERROR,
    /** The request is sent and the fault logged. */
    WARNING
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "(request)" : pointer) + ": " + message;
  }
}
