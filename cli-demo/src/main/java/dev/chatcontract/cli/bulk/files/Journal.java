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
 * The outcome of each line, in an append-only file, so that a run that was killed can continue.
 *
 * <p>A record is written before a request is sent, and another when its outcome is known; the
 * second contains the answer. A line with only the first may or may not have reached the server. A
 * record is in the file, and so survives the process, when its method returns.
 *
 * <p>The file is locked, read and written through one channel: POSIX releases a lock as soon as the
 * process closes any descriptor of the file.
 */
public final class Journal implements AutoCloseable {
  /** The known state of a line. */
  public enum State {
    /** Unknown, or certainly not carried out. */
    NEW('B'),
    /** About to be sent, or sent without a known outcome. */
    SENT('S'),
    /** Carried out; the answer is in the journal. */
    ANSWERED('D'),
    FAILED('F');

    private static final State[] ALL = values();

    private final char letter;

    State(char letter) {
      this.letter = letter;
    }

    /** Returns the state of a mark in the table; lines without a record have no mark. */
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

  /** The bits of a mark that hold the letter of the state. */
  private static final int LETTER = 0x7F;

  /** The bit of a mark that says that the input contains the line. */
  private static final int LISTED = 0x80;

  /**
   * One part in this many of the run's time may be spent waiting for the disk, not counting the
   * wait once a second.
   */
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
   * Opens or creates a journal and locks it until it is closed.
   *
   * @param lines receives the states that the journal records
   * @throws BulkException if the file belongs to another job, is in use, or cannot be written
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
    // Text after the last line feed was cut off by a kill, and was never valid.
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

  /** Returns whether no run has sent anything. */
  public boolean isEmpty() {
    return records == 0;
  }

  /** Returns the state of a line, from earlier runs and this one. */
  public State state(LineKey key) {
    int slot = lines.find(key);
    return slot < 0 ? State.NEW : State.at(lines.mark(slot));
  }

  /**
   * Records that a line is about to be sent.
   *
   * @param once whether sending it again after a power cut could do harm; the record is then forced
   *     to the disk before this returns, as long as that takes at most a tenth of the time, and
   *     otherwise within a second
   */
  public void sending(LineKey key, boolean once) {
    record(key, State.SENT, "");
    if (once) {
      sync();
    }
  }

  /** Records the server's answer; {@code json} is on one line. */
  public void answered(LineKey key, String json) {
    record(key, State.ANSWERED, " " + json);
  }

  /** Records that a line was refused permanently and is in the failures file. */
  public void failed(LineKey key) {
    record(key, State.FAILED, "");
  }

  /** Records that a line was certainly not carried out and must be sent again. */
  public void notCarriedOut(LineKey key) {
    record(key, State.NEW, "");
  }

  /** Returns the recorded answer to a line. */
  public String answer(LineKey key) {
    int slot = lines.find(key);
    if (slot < 0 || State.at(lines.mark(slot)) != State.ANSWERED) {
      throw new IllegalArgumentException("no answer is stored for " + key);
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

  /**
   * Removes a partial record: a full disk may store half of one, and the next must not be appended
   * to it.
   */
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
