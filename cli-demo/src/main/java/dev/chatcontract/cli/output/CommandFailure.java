package dev.chatcontract.cli.output;

import org.jspecify.annotations.Nullable;

/** Ends a command with one message for people and an exit code for scripts. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /**
   * Creates a failure that the user can fix on the command line, in a file or in the environment.
   */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  public static CommandFailure usage(String message, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, message, cause);
  }

  public static CommandFailure of(int exitCode, String message) {
    return new CommandFailure(exitCode, message, null);
  }

  public static CommandFailure of(int exitCode, String message, Throwable cause) {
    return new CommandFailure(exitCode, message, cause);
  }

  public int exitCode() {
    return exitCode;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
