package dev.chatcontract.contract.page;

/** Thrown if a file is not a readable page; the message is one sentence for people. */
public final class PageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PageException(String message) {
    super(message);
  }
}
