package dev.chatcontract.cli.calls;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.runtime.text.InertText;
import dev.chatcontract.runtime.text.Redaction;

/** Turns any failure of a command into one message on stderr and an exit code. */
public final class FailureReport {
  private final Terminal terminal;
  private final boolean verbose;

  public FailureReport(Terminal terminal, boolean verbose) {
    this.terminal = terminal;
    this.verbose = verbose;
  }

  public int report(Throwable failure) {
    CommandFailure explained =
        failure instanceof CommandFailure known ? known : CallFailures.explain(failure);
    if (explained.exitCode() != ExitCode.PIPE) { // `| head` is not an error
      String message = redacted(explained.getMessage());
      terminal.err().println(terminal.errStyle().red("error: ") + message);
    }
    if (verbose) {
      trace(failure);
    }
    return explained.exitCode();
  }

  private void trace(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      terminal.note("  " + redacted(String.valueOf(t)));
      for (StackTraceElement frame : t.getStackTrace()) {
        terminal.note("      at " + frame);
      }
    }
  }

  private String redacted(String text) {
    String key = terminal.environment("CHATCTL_SECRET_KEY");
    // First the key itself, which need not look like one.
    return InertText.lines(
        Redaction.hidden(
            key == null || key.strip().length() < 6
                ? text
                : text.replace(key.strip(), Redaction.MASK)));
  }
}
