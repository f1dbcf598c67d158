package dev.chatcontract.conformance.runner;

/** The command line, a file it names, or the surroundings are wrong; nothing was tested. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to write instead. */
  public UsageException(String message) {
    super(message);
  }
}
