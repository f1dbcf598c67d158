package dev.chatcontract.cli.bulk.files;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines that failed, as input for another run. The file is created when the first line fails.
 * An existing file is only used if it contains nothing but lines of the same input.
 */
public final class FailuresFile implements Closeable {
  private final Path file;
  private final LineTable there = new LineTable();
  private @Nullable FileChannel channel;
  private boolean ordinary = true;
  private long length;

  /** The text after the last line feed, left by a run that was killed. */
  private String tail = "";

  private long tailPlace;
  private boolean tailIsOurs;
  private boolean tailIsLine;

  private FailuresFile(Path file) {
    this.file = file;
  }

  /** Reads an existing file without changing it, and locks it against other runs. */
  public static FailuresFile at(Path file) {
    FailuresFile failures = new FailuresFile(file);
    if (!Files.exists(file)) {
      Path directory = file.toAbsolutePath().getParent();
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw BulkException.usage(failures.name() + ": is a broken link; name another file");
      }
      if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
        throw BulkException.usage(failures.name() + ": cannot be written; name another place");
      }
      return failures;
    }
    if (Files.isDirectory(file)) {
      throw BulkException.usage(failures.name() + ": is a directory");
    }
    failures.ordinary = Files.isRegularFile(file);
    try {
      failures.channel =
          failures.ordinary
              ? FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
              : FileChannel.open(file, StandardOpenOption.WRITE);
      if (failures.ordinary) {
        if (!failures.lock()) {
          throw BulkException.busy(
              failures.name()
                  + ": another run is writing it, and this run sent nothing. Name another file.");
        }
        failures.read();
      }
      return failures;
    } catch (IOException e) {
      failures.release(e);
      throw BulkException.usage(failures.name() + ": cannot be written", e);
    } catch (BulkException e) {
      failures.release(e);
      throw e;
    }
  }

  private String name() {
    return "--failures " + file;
  }

  private boolean lock() throws IOException {
    try {
      return channel != null && channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void read() throws IOException {
    FileChannel from = channel;
    if (from == null) {
      return;
    }
    length = from.size();
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long at = 0;
    for (int read = from.read(block, at); read > 0; read = from.read(block, at)) {
      at += read;
      for (int i = 0; i < read; i++) {
        byte octet = block.get(i);
        if (octet == '\n') {
          enter(line.toString(StandardCharsets.UTF_8));
          line.reset();
          tailPlace = at - read + i + 1;
        } else if (line.size() < Input.LONGEST_LINE) {
          line.write(octet);
        }
      }
      block.clear();
    }
    // The run may have been killed in the middle of a character.
    tail = line.toString(StandardCharsets.UTF_8).replaceAll("\ufffd+$", "");
  }

  private void enter(String text) {
    String line = text.strip();
    if (!line.isEmpty()) {
      there.count(there.add(LineKey.of(line)), 1);
    }
  }

  /**
   * Receives every line of the input before anything is sent.
   *
   * @param failed whether the journal lists it as failed
   */
  public void listed(String text, boolean failed) {
    int slot = there.size() == 0 ? -1 : there.find(LineKey.of(text));
    if (slot >= 0) {
      there.mark(slot, (byte) 1);
      if (failed) {
        there.count(slot, -1);
      }
    }
    if (!tail.isEmpty() && text.startsWith(tail)) {
      tailIsOurs = true;
      tailIsLine |= text.length() == tail.length();
    }
  }

  /**
   * Rejects a file that contains anything but lines of the input.
   *
   * @param failedEarlier lines that the journal lists as failed; they may no longer be in the input
   */
  public void check(String input, Predicate<LineKey> failedEarlier) {
    boolean ours = there.unmarked(failedEarlier) && (tail.isEmpty() || tailIsOurs);
    if (!ours) {
      throw BulkException.usage(
          name()
              + ": holds lines that "
              + input
              + " does not, so nothing is written to it; move it away, or name another file");
    }
  }

  /**
   * Rejects any file that is not empty, for runs whose journal does not say whose lines it
   * contains.
   */
  public void refuseAny(String input) {
    if (there.size() > 0 || !tail.isEmpty()) {
      throw BulkException.usage(
          name()
              + ": already exists, and does not belong to this journal of "
              + input
              + "; move it away, or name another file");
    }
  }

  /**
   * Returns whether the file contains a line that the journal only lists as sent: it failed
   * permanently before that run was killed.
   */
  public boolean holds(String text) {
    int slot = there.size() == 0 ? -1 : there.find(LineKey.of(text));
    if (slot < 0 || there.count(slot) <= 0) {
      return false;
    }
    there.count(slot, -1);
    return true;
  }

  /**
   * Prepares the file for writing.
   *
   * @param anew whether every line is sent again, so that earlier failures no longer count
   */
  public void begin(boolean anew) {
    FileChannel to = channel;
    if (to == null || !ordinary) {
      return;
    }
    try {
      if (anew) {
        length = 0;
        to.truncate(0);
      } else if (tailIsLine) {
        write("\n");
      } else {
        length = Math.min(length, tailPlace);
        to.truncate(length);
      }
    } catch (IOException e) {
      throw BulkException.output(name(), e);
    }
  }

  /** Adds a line; it is in the file when this method returns. */
  public void add(String text) {
    try {
      if (channel == null) {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (!lock()) {
          throw createdByAnother();
        }
      }
      write(text + "\n");
    } catch (FileAlreadyExistsException e) {
      throw createdByAnother();
    } catch (IOException e) {
      throw BulkException.output(name(), e);
    }
  }

  private BulkException createdByAnother() {
    return BulkException.busy(
        name()
            + ": another run created it after this run began, so this run stops at its first"
            + " failure. When that run has ended, run the same command again, or name another"
            + " file.");
  }

  private void write(String text) throws IOException {
    FileChannel to = channel;
    if (to == null) {
      throw new IOException("closed");
    }
    ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    int all = left.remaining();
    try {
      while (left.hasRemaining()) {
        if (ordinary) {
          to.write(left, length + left.position());
        } else {
          to.write(left);
        }
      }
    } catch (IOException e) {
      // A full disk may store half a line; the next must not be appended to it.
      if (ordinary) {
        to.truncate(length);
      }
      throw e;
    }
    length += all;
  }

  /** Returns the path as given. */
  public Path file() {
    return file;
  }

  private void release(Exception reason) {
    try {
      close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
