package dev.chatcontract.conformance.server;

/** The server, as it is now, has not what a case is about; the message goes on "because ...". */
final class NotApplicableException extends Exception {
  private static final long serialVersionUID = 1L;

  NotApplicableException(String because) {
    super(because);
  }
}
