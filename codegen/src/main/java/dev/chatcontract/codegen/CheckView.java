package dev.chatcontract.codegen;

/**
 * One line of a validation.
 *
 * @param condition a Java condition under which it counts, or empty
 * @param call the call on the fault collector, without the collector
 */
public record CheckView(String condition, String call) {
  public boolean conditional() {
    return !condition.isEmpty();
  }
}
