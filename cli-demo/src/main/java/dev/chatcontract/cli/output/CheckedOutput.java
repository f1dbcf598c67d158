package dev.chatcontract.cli.output;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output that ends the command once it cannot be written; a plain PrintStream would
 * continue silently.
 */
final class CheckedOutput extends OutputStream {
  private final OutputStream out;
  private boolean broken;

  CheckedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    if (broken) {
      return; // already reported; flushing on the way out must not report it again
    }
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      broken = true;
      throw "Broken pipe".equals(e.getMessage())
          ? CommandFailure.of(ExitCode.PIPE, "standard output was closed", e)
          : CommandFailure.of(
              ExitCode.OUTPUT, "standard output cannot be written: " + e.getMessage(), e);
    }
  }
}
