package dev.chatcontract.cli.bulk.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of each line, in a file that only grows, so that a run that was killed can go on.
 *
 * <p>A record is written before a request leaves, and another when its outcome is known; the second
 * holds the answer. A line with the first alone may or may not have reached the server. A record is
 * in the file, and so outlives the process, when its method returns.
 *
 * <p>The file is locked, read and written through one channel: POSIX drops a lock as soon as the
 * process closes any descriptor of the file.
 */
public final class Journal implements AutoCloseable {
  /** What is known of a line. */
  public enum State {
    /** Nothing, or that it was certainly not carried out. */
    NEW('B'),
    /** About to leave, or left and never heard of again. */
    SENT('S'),
    /** Carried out; the answer is in the journal. */
    ANSWERED('D'),
    FAILED('F');

    private static final State[] ALL = values();

    private final char letter;

    State(char letter) {
      this.letter = letter;
    }

    /** What a mark in the table means; lines that no record names have none. */
    static State at(byte mark) {
      State state = of(mark & LETTER);
      return state == null ? NEW : state;
    }

    static @Nullable State of(int letter) {
      for (State state : ALL) {
        if (state.letter == letter) {
          return state;
        }
      }
      return null;
    }
  }

  /** A mark is the letter of the state... */
  private static final int LETTER = 0x7F;

  /** ...and this on lines that the input holds. */
  private static final int LISTED = 0x80;

  /** Share of the run's time that may go into waiting for the disk, once a second aside. */
  private static final int SYNC_SHARE = 10;

  private static final long SYNC_AT_LEAST = TimeUnit.SECONDS.toNanos(1);

  private final Path file;
  private final FileChannel channel;
  private final JournalHeader.Held held;
  private final LineTable lines;
  private final RecordReader reader;
  private final long opened = System.nanoTime();
  private long length;
  private long records;
  private long synced = opened - SYNC_AT_LEAST;
  private long syncing;

  private Journal(Path file, FileChannel channel, JournalHeader.Held held, LineTable lines) {
    this.file = file;
    this.channel = channel;
    this.held = held;
    this.lines = lines;
    this.reader = new RecordReader(channel);
  }

  /**
   * Opens or starts a journal and keeps others out until it is closed.
   *
   * @param lines filled with what the journal knows
   * @throws BulkException if the file is about something else, in use, or not to be written
   */
  public static Journal open(Path file, JournalHeader header, LineKeys lines) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw BulkException.usage(JournalHeader.name(file) + ": is not a regular file");
    }
    JournalHeader.Held held = JournalHeader.Held.claim(file);
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      held.lock(channel);
    } catch (IOException e) {
      held.release(channel);
      throw BulkException.usage(
          JournalHeader.name(file) + ": cannot be written; name another place", e);
    } catch (BulkException e) {
      held.release(channel);
      throw e;
    }
    Journal journal = new Journal(file, channel, held, lines.table());
    try {
      journal.length = header.check(file, channel);
      journal.load(header.lines());
      return journal;
    } catch (IOException e) {
      held.release(channel);
      throw BulkException.output(JournalHeader.name(file), e);
    } catch (BulkException e) {
      held.release(channel);
      throw e;
    }
  }

  private void load(int number) throws IOException {
    long end = channel.size();
    int line = number;
    reader.at(length);
    // What follows the last line feed was cut off by a kill, and never counted.
    for (JournalRecord next = reader.next(end); next != null; next = reader.next(end)) {
      line++;
      State state = next.state();
      if (state == null) {
        throw BulkException.usage(
            JournalHeader.name(file) + ":" + line + ": not a line of a journal");
      }
      put(next.key(), state, length);
      length = next.end();
      records++;
    }
    if (length < end) {
      channel.truncate(length);
    }
  }

  private void put(LineKey key, State state, long place) {
    int slot = lines.add(key);
    lines.mark(slot, (byte) ((lines.mark(slot) & LISTED) | state.letter));
    lines.place(slot, place);
  }

  /** Whether no run has sent anything. */
  public boolean isEmpty() {
    return records == 0;
  }

  /** What earlier runs and this one know of a line. */
  public State state(LineKey key) {
    int slot = lines.find(key);
    return slot < 0 ? State.NEW : State.at(lines.mark(slot));
  }

  /**
   * Says that a line is about to be sent.
   *
   * @param once whether sending it again after a power cut could do harm; it is then on the disk
   *     itself when this returns, as long as that takes a tenth of the time at most, and otherwise
   *     within a second
   */
  public void sending(LineKey key, boolean once) {
    record(key, State.SENT, "");
    if (once) {
      sync();
    }
  }

  /** Keeps what the server answered; {@code json} is on one line. */
  public void answered(LineKey key, String json) {
    record(key, State.ANSWERED, " " + json);
  }

  /** Records that a line was refused for good and is in the failures file. */
  public void failed(LineKey key) {
    record(key, State.FAILED, "");
  }

  /** Says that a line was certainly not carried out, and is to be sent again. */
  public void notCarriedOut(LineKey key) {
    record(key, State.NEW, "");
  }

  /** The answer that a line drew, as it was kept. */
  public String answer(LineKey key) {
    int slot = lines.find(key);
    if (slot < 0 || State.at(lines.mark(slot)) != State.ANSWERED) {
      throw new IllegalArgumentException("no answer is known of " + key);
    }
    try {
      reader.at(lines.place(slot));
      JournalRecord line = reader.next(length);
      return line == null ? "" : line.rest();
    } catch (IOException e) {
      throw BulkException.usage(JournalHeader.name(file) + ": cannot be read", e);
    }
  }

  private void record(LineKey key, State state, String rest) {
    byte[] bytes = (state.letter + " " + key + rest + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left, length + left.position());
      }
    } catch (IOException e) {
      cutBack(e);
      throw BulkException.output(JournalHeader.name(file), e);
    }
    put(key, state, length);
    length += bytes.length;
    records++;
  }

  /** A full disk takes half a line; the next must not be glued to it. */
  private void cutBack(IOException reason) {
    try {
      channel.truncate(length);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void sync() {
    long now = System.nanoTime();
    if (syncing * SYNC_SHARE > now - opened && now - synced < SYNC_AT_LEAST) {
      return;
    }
    try {
      channel.force(false);
    } catch (IOException e) {
      throw BulkException.output(JournalHeader.name(file), e);
    }
    synced = System.nanoTime();
    syncing += synced - now;
  }

  @Override
  public void close() {
    held.release(channel);
  }

  static boolean listed(byte mark) {
    return (mark & LISTED) != 0;
  }

  static byte list(byte mark) {
    return (byte) (mark | LISTED);
  }
}
