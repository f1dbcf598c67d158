package dev.chatcontract.conformance.runner;

/** The client's process ended while a call was under way, perhaps because of another call. */
final class SessionEndedException extends ClientFaultException {
  private static final long serialVersionUID = 1L;

  SessionEndedException(String message) {
    super(message);
  }
}
