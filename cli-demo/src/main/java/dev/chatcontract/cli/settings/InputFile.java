package dev.chatcontract.cli.settings;

import dev.chatcontract.cli.output.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that the user named, up to a size that nobody would exceed on purpose. */
public final class InputFile {
  /** A thousand times the size of the largest request. */
  static final int MAX_BYTES = 64 << 20;

  private static final int KIND_MASK = 0170000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int BLOCK_DEVICE = 0060000;

  private InputFile() {}

  /**
   * Reads everything.
   *
   * @param place its name in messages
   */
  public static byte[] read(InputStream in, String place) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw CommandFailure.usage(
          place + ": more than " + (MAX_BYTES >> 20) + " MiB; something else is meant");
    }
    return bytes;
  }

  /** Reads a whole file as text; messages name {@code option}. */
  public static String text(Path file, String option) {
    String place = option + " " + file;
    try (InputStream in = Files.newInputStream(file)) {
      return utf8(read(in, place), place);
    } catch (IOException e) {
      throw CommandFailure.usage(option + " " + Settings.reason(file, e), e);
    }
  }

  public static String utf8(byte[] bytes, String place) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw CommandFailure.usage(place + ": not UTF-8 text", e);
    }
  }

  /** Rejects a device, which may never end, for readers that take a whole file. */
  public static void noDevice(Path file, String place) {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("unix")
          && Files.exists(file)
          && Files.getAttribute(file, "unix:mode") instanceof Integer mode
          && ((mode & KIND_MASK) == CHARACTER_DEVICE || (mode & KIND_MASK) == BLOCK_DEVICE)) {
        throw CommandFailure.usage(place + ": a device; a file is expected");
      }
    } catch (IOException e) {
      throw CommandFailure.usage(Settings.reason(file, e), e);
    }
  }
}
