package dev.chatcontract.conformance.arguments;

/** The command line, a file it names, or the surroundings are wrong; nothing was tested. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to write instead. */
  public UsageException(String message) {
    super(message);
  }

  /** As {@link #UsageException(String)}, because of something else. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
