package dev.chatcontract.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of a {@code --from} file, one at a time; blank lines and {@code #} comments left out.
 */
final class InputLines implements AutoCloseable {
  /**
   * A line.
   *
   * @param number from 1
   * @param key names the line by its content, so that lines may be added or moved between two runs
   */
  record Line(int number, String text, String key) {}

  /** Bytes of the digest kept: enough that no two lines of any file meet. */
  private static final int KEY_BYTES = 12;

  private final Path file;
  private final BufferedReader reader;
  private final Map<String, Integer> seen = new HashMap<>();
  private final MessageDigest digest;
  private int number;

  private InputLines(Path file, BufferedReader reader, MessageDigest digest) {
    this.file = file;
    this.reader = reader;
    this.digest = digest;
  }

  static InputLines open(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("directory");
      }
      return new InputLines(
          file,
          Files.newBufferedReader(file, StandardCharsets.UTF_8),
          MessageDigest.getInstance("SHA-256"));
    } catch (IOException e) {
      throw CommandFailure.usage(SendOptions.FROM + " " + Settings.reason(file, e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java run-time has SHA-256", e);
    }
  }

  /** How many lines there are to work on. */
  static long count(Path file) {
    long count = 0;
    try (InputLines lines = open(file)) {
      while (lines.next().isPresent()) {
        count++;
      }
    }
    return count;
  }

  Optional<Line> next() {
    try {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        String line = text.startsWith("\ufeff") ? text.substring(1) : text;
        line = line.strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          return Optional.of(new Line(number, line, key(line)));
        }
      }
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw CommandFailure.usage(
          SendOptions.FROM + " " + file + ":" + (number + 1) + ": not UTF-8 text", e);
    } catch (IOException e) {
      throw CommandFailure.usage(SendOptions.FROM + " " + Settings.reason(file, e), e);
    }
  }

  // A line that stands twice is meant twice: the second has a key of its own.
  private String key(String line) {
    byte[] hash = digest.digest(line.getBytes(StandardCharsets.UTF_8));
    String key = HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    int times = seen.merge(key, 1, Integer::sum);
    return times == 1 ? key : key + "." + times;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw CommandFailure.usage(SendOptions.FROM + " " + file + ": cannot be closed", e);
    }
  }
}
