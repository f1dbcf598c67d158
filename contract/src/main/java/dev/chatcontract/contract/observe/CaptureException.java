package dev.chatcontract.contract.observe;

/** Thrown if a file is not a capture; the message is one sentence for people. */
public final class CaptureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CaptureException(String message) {
    super(message);
  }
}
