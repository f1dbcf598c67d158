package dev.chatcontract.cli.bulk.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 text; blank lines and {@code #} comments are skipped. */
public final class TextLines implements Lines {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final String name;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final byte[] block = new byte[1 << 16];
  private int filled;
  private int next;
  private byte[] line = new byte[1 << 10];
  private boolean afterReturn;
  private long number;

  private TextLines(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /** Starts a reading from the beginning. */
  public static TextLines of(Input input) {
    try {
      return new TextLines(input.name(), input.bytes());
    } catch (IOException e) {
      throw BulkException.usage(input.name() + ": cannot be read, " + e.getMessage(), e);
    }
  }

  @Override
  public Input.@Nullable Line next() {
    for (String text = read(); text != null; text = read()) {
      String line = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      line = line.strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        return new Input.Line(number, line, name + ", line " + number);
      }
    }
    return null;
  }

  private @Nullable String read() {
    int length = 0;
    try {
      while (true) {
        if (next == filled) {
          next = 0;
          filled = Math.max(0, in.read(block));
          if (filled == 0) {
            return length == 0 ? null : text(length);
          }
        }
        byte octet = block[next++];
        boolean second = afterReturn && octet == '\n';
        afterReturn = octet == '\r';
        if (second) {
          continue;
        }
        if (octet == '\n' || octet == '\r') {
          return text(length);
        }
        if (length == line.length) {
          if (length >= Input.LONGEST_LINE) {
            throw Input.tooLong(name);
          }
          line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = octet;
      }
    } catch (IOException e) {
      throw BulkException.usage(name + ": cannot be read, " + e.getMessage(), e);
    }
  }

  private String text(int length) {
    number++;
    try {
      return decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw BulkException.usage(name + ":" + number + ": not UTF-8 text", e);
    }
  }
}
