package dev.chatcontract.conformance.runner.client;

/** The client's process ended during a call, perhaps because of another call. */
public final class SessionEndedException extends ClientFaultException {
  private static final long serialVersionUID = 1L;

  SessionEndedException(String message) {
    super(message);
  }
}
