package dev.chatcontract.cli.bulk.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the records of a journal through the channel that holds its lock. */
final class RecordReader {
  private static final int BLOCK = 1 << 16;

  private final FileChannel channel;
  private byte[] block = new byte[BLOCK];
  private long start;
  private int filled;
  private int next;

  RecordReader(FileChannel channel) {
    this.channel = channel;
  }

  /** Moves to a place in the file; the block around it stays in memory. */
  void at(long place) {
    if (place >= start && place <= start + filled) {
      next = (int) (place - start);
    } else {
      start = place;
      filled = 0;
      next = 0;
    }
  }

  /** Reads the record here, up to its line feed; returns null if none ends before {@code end}. */
  @Nullable JournalRecord next(long end) throws IOException {
    int from = next;
    int at = from;
    while (true) {
      for (; at < filled; at++) {
        if (block[at] == '\n') {
          next = at + 1;
          return new JournalRecord(Arrays.copyOfRange(block, from, at), start + next);
        }
      }
      if (start + filled >= end) {
        return null;
      }
      // The rest of the block moves to its front, and the block grows if one record fills it.
      int rest = filled - from;
      byte[] into = rest == block.length ? new byte[block.length * 2] : block;
      System.arraycopy(block, from, into, 0, rest);
      block = into;
      start += from;
      filled = rest;
      at = rest;
      from = 0;
      next = 0;
      int room = (int) Math.min(block.length - filled, end - start - filled);
      int read = channel.read(ByteBuffer.wrap(block, filled, room), start + filled);
      if (read < 0) {
        return null;
      }
      filled += read;
    }
  }
}
