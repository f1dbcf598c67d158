package dev.chatcontract.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output that ends the command once it cannot be written; a plain PrintStream would
 * continue silently.
 */
final class CheckedOutput extends OutputStream {
  private static final int KIND_MASK = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream out;
  private final Path place;
  private boolean broken;

  /**
   * @param place where {@code out} writes to
   */
  CheckedOutput(OutputStream out, Path place) {
    this.out = out;
    this.place = place;
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
      throw hasReader() || "Broken pipe".equals(e.getMessage())
          ? CommandFailure.of(ExitCode.PIPE, "standard output was closed", e)
          : CommandFailure.of(
              ExitCode.OUTPUT, "standard output cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Returns whether it is a pipe or a socket: writing to one fails when its reader is gone. The
   * system's message says so too, but in the user's language. False on a system that cannot tell.
   */
  private boolean hasReader() {
    try {
      int kind = Files.getAttribute(place, "unix:mode") instanceof Integer m ? m & KIND_MASK : 0;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
