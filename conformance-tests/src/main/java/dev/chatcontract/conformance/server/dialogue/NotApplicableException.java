package dev.chatcontract.conformance.server.dialogue;

/** The server does not have what a case is about; the message continues "because ...". */
public final class NotApplicableException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotApplicableException(String because) {
    super(because);
  }
}
