package dev.chatcontract.conformance.simulator;

/**
 * The simulator could not start, or was told something it does not understand; the message says
 * what to change.
 */
public final class SimulatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimulatorException(String message) {
    super(message);
  }

  SimulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
