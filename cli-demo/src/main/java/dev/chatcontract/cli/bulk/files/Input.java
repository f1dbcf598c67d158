package dev.chatcontract.cli.bulk.files;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;

/**
 * The input that {@code --from} names, which can be read more than once: a file directly, a stream
 * from a copy on disk.
 */
public final class Input implements Closeable {
  /**
   * A line of the input.
   *
   * @param number from 1
   * @param text what is sent or written to the failures file
   * @param place names the line for people
   */
  public record Line(long number, String text, String place) {}

  /** The maximum length of a line in bytes, far above any request that a server would accept. */
  static final int LONGEST_LINE = 1 << 24;

  private final String name;
  private final SeekableByteChannel channel;
  private final long size;

  private Input(String name, SeekableByteChannel channel, long size) {
    this.name = name;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Returns whether it can only be read once: a pipe, a terminal, another descriptor of this
   * process.
   */
  public static boolean isStream(Path file) {
    return isNameless(file)
        || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
  }

  /** Returns whether its name is meaningless, such as the one that {@code <(…)} passes. */
  public static boolean isNameless(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return whole.startsWith("/dev/fd")
        || whole.startsWith("/dev/stdin")
        || whole.startsWith("/proc");
  }

  /** Opens a file; what is appended from now on is left for the next run. */
  public static Input file(Path file) {
    String name = "--from " + file;
    if (Files.isDirectory(file)) {
      throw BulkException.usage(name + ": is a directory");
    }
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new Input("--from " + file.getFileName(), channel, channel.size());
    } catch (NoSuchFileException e) {
      throw BulkException.usage(name + ": no such file", e);
    } catch (IOException e) {
      String reason = Files.isReadable(file) ? e.getMessage() : "check its permissions";
      throw BulkException.usage(name + ": cannot be read, " + reason, e);
    }
  }

  /**
   * Copies a stream to an unnamed file, of which a kill leaves nothing behind.
   *
   * @param given the name that the user gave
   * @param directory where the copy needs space
   */
  public static Input stream(InputStream in, String given, Path directory) {
    SeekableByteChannel channel = null;
    Path spool = directory.resolve(".chatctl-" + Long.toHexString(System.nanoTime()) + ".spool");
    try {
      channel =
          Files.newByteChannel(
              spool,
              EnumSet.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw BulkException.usage(
          "--from "
              + given
              + ": a stream is first copied to "
              + directory
              + ", which cannot be written; name files elsewhere with --failures and --journal",
          e);
    }
    try {
      copy(in, "--from " + given, channel);
      return new Input("--from " + given, channel, channel.size());
    } catch (IOException | RuntimeException e) {
      close(channel, e);
      if (e instanceof BulkException known) {
        throw known;
      }
      throw BulkException.usage("--from " + given + ": cannot be read, " + e.getMessage(), e);
    }
  }

  private static void copy(InputStream in, String name, SeekableByteChannel into)
      throws IOException {
    StreamCheck check = new StreamCheck(name);
    byte[] block = new byte[1 << 16];
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      check.add(block, read);
      ByteBuffer left = ByteBuffer.wrap(block, 0, read);
      try {
        while (left.hasRemaining()) {
          into.write(left);
        }
      } catch (IOException e) {
        throw BulkException.output(name + ": its copy on disk", e);
      }
    }
    check.end();
  }

  static BulkException tooLong(String place) {
    return BulkException.usage(
        place + ": a line is longer than " + (LONGEST_LINE >> 20) + " MiB; is it text at all?");
  }

  private static void close(SeekableByteChannel channel, Exception reason) {
    try {
      channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Returns its name for messages. */
  public String name() {
    return name;
  }

  /**
   * Returns its bytes from the beginning. Only one reading at a time; closing it leaves the input
   * open.
   */
  InputStream bytes() throws IOException {
    channel.position(0);
    return new Bounded(Channels.newInputStream(channel), size);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Ends where the file ended when it was opened. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(into, from, (int) Math.min(count, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public void close() {
      // The channel is read again.
    }
  }
}
