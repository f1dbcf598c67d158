package dev.chatcontract.conformance.simulator.input;

/** The simulator could not start, or received invalid input; the message says what to change. */
public final class SimulatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SimulatorException(String message) {
    super(message);
  }

  public SimulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
