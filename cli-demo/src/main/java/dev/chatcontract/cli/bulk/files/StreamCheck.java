package dev.chatcontract.cli.bulk.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Stops a stream that cannot be intended before its copy fills the disk: it may be endless. */
final class StreamCheck {
  /** Ten million lines of a thousand bytes. */
  private static final long MOST = 10_000L << 20;

  private final String name;
  private final long most;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer text = CharBuffer.allocate(1 << 12);
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 17);
  private long size;
  private long length;
  private long line = 1;
  private boolean afterReturn;

  StreamCheck(String name) {
    this(name, MOST);
  }

  StreamCheck(String name, long most) {
    this.name = name;
    this.most = most;
  }

  /** Checks the first {@code count} bytes of the next block. */
  void add(byte[] block, int count) {
    size += count;
    if (size > most) {
      throw BulkException.usage(
          name
              + ": more than "
              + (most >> 20)
              + " MiB; a stream is first copied to disk, so give as much as that in files");
    }
    bytes.put(block, 0, count).flip();
    decode(false);
    bytes.compact();
  }

  /** Checks the rest. */
  void end() {
    bytes.flip();
    decode(true);
  }

  private void decode(boolean last) {
    CoderResult result;
    do {
      result = decoder.decode(bytes, text, last);
      text.flip();
      while (text.hasRemaining()) {
        count(text.get());
      }
      text.clear();
    } while (result.isOverflow());
    if (result.isError()) {
      throw BulkException.usage(name + ":" + line + ": not UTF-8 text");
    }
  }

  private void count(char c) {
    boolean second = afterReturn && c == '\n';
    afterReturn = c == '\r';
    if (second) {
      return;
    }
    if (c == '\n' || c == '\r') {
      line++;
      length = 0;
    } else if (++length > Input.LONGEST_LINE) {
      throw Input.tooLong(name);
    }
  }
}
