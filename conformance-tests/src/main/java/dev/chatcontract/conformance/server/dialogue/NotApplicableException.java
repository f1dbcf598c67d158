package dev.chatcontract.conformance.server.dialogue;

/** The server, as it is now, has not what a case is about; the message goes on "because ...". */
public final class NotApplicableException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotApplicableException(String because) {
    super(because);
  }
}
