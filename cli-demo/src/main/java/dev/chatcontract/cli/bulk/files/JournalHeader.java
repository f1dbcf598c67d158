package dev.chatcontract.cli.bulk.files;

import dev.chatcontract.runtime.text.InertText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The first two lines of a journal: the job it belongs to and the process that uses it.
 *
 * @param subject operation, server and account; a journal never mixes two of them
 * @param options what is added to every line; with other options, the same line is another request
 */
public record JournalHeader(String subject, String options) {
  private static final String MAGIC = "chatctl journal 1 ";
  private static final String OPTIONS = " options ";

  /**
   * The number of characters shown of the first line of a file that is not a journal of this job.
   */
  private static final int SHOWN = 200;

  /** Removes line breaks: the name of an account is the user's text. */
  public JournalHeader {
    subject = subject.replaceAll("\\R", " ");
  }

  static String name(Path file) {
    return "--journal " + file;
  }

  int lines() {
    return 2;
  }

  private String first() {
    return MAGIC + subject + OPTIONS + options + "\n";
  }

  /** Returns the second line; its length never changes, so that the next run can overwrite it. */
  private static String user() {
    return String.format(
        Locale.ROOT,
        "used by process %10d since %s\n",
        ProcessHandle.current().pid(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Starts a new journal, or checks that an existing one is about the same job. Returns where the
   * records begin.
   */
  long check(Path file, FileChannel channel) throws IOException {
    byte[] both = (first() + user()).getBytes(StandardCharsets.UTF_8);
    byte[] there = read(channel, both.length);
    String text = new String(there, StandardCharsets.UTF_8);
    boolean whole = there.length == both.length;
    boolean same = text.startsWith(first());
    // A kill or a full disk may have truncated the first lines.
    boolean begun = !whole && (same || first().startsWith(text));
    if (!begun && !(same && there[there.length - 1] == '\n')) {
      throw other(file, text.lines().findFirst().orElse(""));
    }
    if (begun) {
      channel.truncate(0);
    }
    ByteBuffer left = ByteBuffer.wrap(both);
    try {
      while (left.hasRemaining()) {
        channel.write(left, left.position());
      }
    } catch (IOException e) {
      if (begun) {
        channel.truncate(0);
      }
      throw e;
    }
    return both.length;
  }

  /** Returns whether a file is a journal about the same operation, server and account. */
  public boolean isSubjectOf(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    byte[] start = (MAGIC + subject + OPTIONS).getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return Arrays.equals(start, read(channel, start.length));
    } catch (IOException e) {
      return false;
    }
  }

  private BulkException other(Path file, String there) {
    String name = name(file) + ": ";
    String known = MAGIC + subject + OPTIONS;
    if (there.startsWith(known)) {
      return BulkException.usage(
          name
              + "was started with other options for the request (--body, or those of its members)."
              + "\nIts lines would count as done though they would be other requests."
              + "\nRepeat the options, or name another with --journal.");
    }
    String shown = InertText.line(there.substring(0, Math.min(there.length(), SHOWN)));
    return BulkException.usage(
        name
            + "is about something else\n  there  "
            + shown
            + "\n  here   "
            + first().strip()
            + "\nName another with --journal, or remove it to start over.");
  }

  /** Returns the beginning of a file, up to that many bytes. */
  private static byte[] read(FileChannel channel, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(most);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
      // After a short read, read on.
    }
    byte[] read = new byte[bytes.position()];
    bytes.flip().get(read);
    return read;
  }

  /** Locks a journal against other runs, whatever path they use. */
  static final class Held {
    /**
     * The journals of this process: opening and closing one of them again would release its lock.
     */
    private static final Set<Object> HERE = ConcurrentHashMap.newKeySet();

    private static final int PATIENCE = 100;

    private static final int PAUSE_MILLIS = 20;

    private final Path file;
    private @Nullable Object id;

    private Held(Path file) {
      this.file = file;
    }

    /** Fails if this process already uses the journal; does not touch the file. */
    static Held claim(Path file) {
      Held held = new Held(file);
      Object id = identity(file);
      if (id != null && HERE.contains(id)) {
        throw busy(file, "this process");
      }
      return held;
    }

    void lock(FileChannel channel) throws IOException {
      FileLock lock;
      try {
        lock = channel.tryLock(); // until the channel is closed
      } catch (OverlappingFileLockException e) {
        throw busy(file, "this process");
      }
      if (lock == null) {
        throw busy(file, user(channel));
      }
      id = identity(file);
      if (id != null) {
        HERE.add(id);
      }
    }

    void release(@Nullable FileChannel channel) {
      if (channel == null) {
        return;
      }
      try {
        channel.close();
      } catch (IOException e) {
        throw BulkException.output(name(file), e);
      } finally {
        if (id != null) {
          HERE.remove(id);
        }
      }
    }

    /**
     * Returns the process that uses the journal; one that has just started needs a moment to write
     * its ID.
     */
    private static String user(FileChannel channel) throws IOException {
      for (int i = 0; i < PATIENCE; i++) {
        String user = said(channel);
        if (!user.isEmpty()) {
          return user;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
      return "another process";
    }

    private static String said(FileChannel channel) throws IOException {
      String text = new String(read(channel, 1 << 16), StandardCharsets.UTF_8);
      return text.lines()
          .skip(1)
          .findFirst()
          .filter(line -> line.startsWith("used by "))
          .map(line -> line.substring("used by ".length()).replaceAll(" +", " "))
          .orElse("");
    }

    private static BulkException busy(Path file, String who) {
      return BulkException.busy(
          name(file)
              + ": "
              + who
              + " is using it, and this run sent nothing. Wait for that run to end.");
    }

    private static @Nullable Object identity(Path file) {
      try {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      } catch (IOException e) {
        return null; // it is not there yet
      }
    }
  }
}
