package dev.chatcontract.conformance.runner.client;

/** The client under test broke the driver protocol: it hung, died, flooded or wrote garbage. */
public class ClientFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what the client did, with enough of its output to see why. */
  public ClientFaultException(String message) {
    super(message);
  }
}
