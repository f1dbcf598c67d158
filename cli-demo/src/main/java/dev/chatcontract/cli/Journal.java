package dev.chatcontract.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk run did, line by line in a file, so that a run that was killed can go on.
 *
 * <p>A line is written before a request leaves and another when its outcome is known. A request
 * with the first line alone may or may not have reached the server.
 */
final class Journal implements AutoCloseable {
  /** What is known of an input line. */
  enum State {
    /** About to leave, or left and never heard of again. */
    SENT('S'),
    DONE('D'),
    FAILED('F'),
    /** Certainly not carried out; to be sent again. */
    BACK('B');

    private final char letter;

    State(char letter) {
      this.letter = letter;
    }

    static @Nullable State of(char letter) {
      for (State state : values()) {
        if (state.letter == letter) {
          return state;
        }
      }
      return null;
    }
  }

  private static final String MAGIC = "chatctl journal 1";

  /** Columns that are shown of the first line of a file that is no journal of this run. */
  private static final int SHOWN = 200;

  private final Path file;
  private final FileChannel channel;
  private final Map<String, State> states = new HashMap<>();

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens or starts a journal.
   *
   * @param subject operation, server and account: lines for another subject must not be mixed in
   */
  static Journal open(Path file, String subject) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw CommandFailure.usage(
          SendOptions.JOURNAL + " " + file + ": cannot be written; name another place", e);
    }
    try {
      lock(file, channel);
      Journal journal = new Journal(file, channel);
      journal.load(MAGIC + " " + subject);
      return journal;
    } catch (IOException | RuntimeException e) {
      try {
        channel.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      if (e instanceof CommandFailure known) {
        throw known;
      }
      throw CommandFailure.usage(SendOptions.JOURNAL + " " + file + ": cannot be read", e);
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return; // Held until the channel is closed.
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(file, e);
    }
    throw inUse(file, null);
  }

  private static CommandFailure inUse(Path file, @Nullable Exception cause) {
    String message =
        SendOptions.JOURNAL + " " + file + ": another run is using it; wait for it to end";
    return cause == null ? CommandFailure.usage(message) : CommandFailure.usage(message, cause);
  }

  private void load(String header) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    // What follows the last line feed was cut off by a kill, and never counted.
    int whole = text.lastIndexOf('\n') + 1;
    if (whole == 0 && header.startsWith(text)) {
      channel.truncate(0);
      append(header, true);
      return;
    }
    List<String> lines = (whole == 0 ? text : text.substring(0, whole)).lines().toList();
    if (whole == 0 || !lines.get(0).equals(header)) {
      throw CommandFailure.usage(
          SendOptions.JOURNAL
              + " "
              + file
              + ": is about something else\n  there  "
              + TextWidth.cut(Table.visible(lines.get(0)), SHOWN)
              + "\n  here   "
              + header
              + "\nName another with "
              + SendOptions.JOURNAL
              + ", or remove it to begin anew.");
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      State state = line.length() > 2 ? State.of(line.charAt(0)) : null;
      if (state == null || line.charAt(1) != ' ') {
        throw CommandFailure.usage(
            SendOptions.JOURNAL + " " + file + ":" + (i + 1) + ": not a line of a journal");
      }
      states.put(line.substring(2), state);
    }
    byte[] kept = text.substring(0, whole).getBytes(StandardCharsets.UTF_8);
    channel.truncate(kept.length);
    channel.position(kept.length);
  }

  /** What earlier runs and this one know of a line, or null. */
  @Nullable State state(String key) {
    return states.get(key);
  }

  boolean isEmpty() {
    return states.isEmpty();
  }

  /**
   * Writes a line.
   *
   * @param durable whether it must be on the disk before this returns, to outlive a power cut too
   */
  void record(String key, State state, boolean durable) {
    try {
      append(state.letter + " " + key, durable);
    } catch (IOException e) {
      throw CommandFailure.unwritable(SendOptions.JOURNAL + " " + file, e);
    }
    states.put(key, state);
  }

  private void append(String line, boolean durable) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    if (durable) {
      channel.force(false);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
