package dev.chatcontract.conformance.runner.client;

/**
 * The client under test broke the driver protocol: it hung, crashed, wrote too much or wrote
 * garbage.
 */
public class ClientFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception that says what the client did, with enough of its output to see why. */
  public ClientFaultException(String message) {
    super(message);
  }
}
