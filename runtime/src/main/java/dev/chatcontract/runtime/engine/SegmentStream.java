package dev.chatcontract.runtime.engine;

import java.io.InputStream;
import okio.Buffer;

/**
 * Reads a buffer from its start and leaves it unchanged. A peek would do the same, but it shares
 * the buffer's segments, and shared segments never return to Okio's pool: 8 kB of garbage per call.
 */
final class SegmentStream extends InputStream {
  private final Buffer.UnsafeCursor cursor;
  private final long length;

  /** Equal to the cursor's end before the first segment and after the last: both are -1 then. */
  private int at = -1;

  SegmentStream(Buffer buffer) {
    length = buffer.size();
    cursor = buffer.readUnsafe(new Buffer.UnsafeCursor());
  }

  @Override
  public int read() {
    return here() == 0 ? -1 : cursor.data[at++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = Math.min(length, here());
    if (count == 0) {
      return length == 0 ? 0 : -1;
    }
    System.arraycopy(cursor.data, at, target, offset, count);
    at += count;
    return count;
  }

  /**
   * Returns the bytes left in this segment, or in the next if this one is used up; 0 at the end.
   */
  private int here() {
    // A cursor throws when it is moved beyond the end.
    if (at == cursor.end && cursor.offset < length) {
      cursor.next();
      at = cursor.start;
    }
    return cursor.end - at;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
