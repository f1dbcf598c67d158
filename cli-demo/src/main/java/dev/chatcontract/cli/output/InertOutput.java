package dev.chatcontract.cli.output;

import dev.chatcontract.runtime.text.InertText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A stream that people read. It makes everything inert that the caller did not, including what
 * other libraries print. The input is UTF-8.
 */
final class InertOutput extends FilterOutputStream {
  private static final byte ESCAPE = 0x1B;

  /** The longest colour sequence that {@code Style} and picocli write. */
  private static final int LONGEST_COLOUR = 10;

  private final boolean colours;
  private byte[] pending = {};

  /**
   * @param colours whether to keep colour sequences
   */
  InertOutput(OutputStream out, boolean colours) {
    super(out);
    this.colours = colours;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (pending.length == 0 && isPlain(bytes, from, count)) {
      out.write(bytes, from, count);
      return;
    }
    byte[] all = Arrays.copyOf(pending, pending.length + count);
    System.arraycopy(bytes, from, all, pending.length, count);
    int whole = whole(all);
    pending = Arrays.copyOfRange(all, whole, all.length);
    send(new String(all, 0, whole, StandardCharsets.UTF_8));
  }

  private void send(String text) throws IOException {
    StringBuilder clean = new StringBuilder(text.length() + 16);
    int done = 0;
    for (int i = colours ? text.indexOf(ESCAPE) : -1; i >= 0; i = text.indexOf(ESCAPE, i + 1)) {
      int end = colourEnd(text, i);
      if (end > i) {
        clean.append(InertText.lines(text.substring(done, i))).append(text, i, end);
        done = end;
      }
    }
    clean.append(InertText.lines(text.substring(done)));
    out.write(clean.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the end of a colour sequence, or {@code start} if there is none. */
  private static int colourEnd(String text, int start) {
    if (start + 1 >= text.length() || text.charAt(start + 1) != '[') {
      return start;
    }
    for (int i = start + 2; i < Math.min(text.length(), start + LONGEST_COLOUR); i++) {
      char c = text.charAt(i);
      if (c == 'm') {
        return i + 1;
      }
      if ((c < '0' || c > '9') && c != ';') {
        return start;
      }
    }
    return start;
  }

  private static boolean isPlain(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      byte b = bytes[i];
      if ((b < ' ' && b != '\n' && b != '\t') || b == 0x7F) { // negative above ASCII
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the length of the longest prefix that ends neither within a character nor within a
   * colour sequence.
   */
  private int whole(byte[] bytes) {
    int end = bytes.length;
    for (int i = end - 1; i >= Math.max(0, end - 3); i--) {
      if ((bytes[i] & 0xC0) == 0xC0) {
        int needed = (bytes[i] & 0xF0) == 0xF0 ? 4 : (bytes[i] & 0xE0) == 0xE0 ? 3 : 2;
        return i + needed > end ? i : end;
      }
    }
    for (int i = end - 1; colours && i >= Math.max(0, end - LONGEST_COLOUR); i--) {
      if (bytes[i] == ESCAPE) {
        String rest = new String(bytes, i, end - i, StandardCharsets.ISO_8859_1);
        return rest.matches("\u001b(\\[[0-9;]*)?") ? i : end;
      }
    }
    return end;
  }

  @Override
  public void close() throws IOException {
    if (pending.length > 0) {
      send(new String(pending, StandardCharsets.UTF_8));
      pending = new byte[] {};
    }
    super.close();
  }
}
