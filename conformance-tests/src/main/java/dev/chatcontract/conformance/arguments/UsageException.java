package dev.chatcontract.conformance.arguments;

/** The command line, a file that it names, or the environment is wrong; nothing was tested. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message says what is wrong and what to write instead. */
  public UsageException(String message) {
    super(message);
  }

  /** Creates an exception as {@link #UsageException(String)} does, with its cause. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
