package dev.chatcontract.cli.bulk.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies a line by its content, so that lines may be added or moved between two runs. Half of a
 * SHA-256 is enough to keep the lines of any file apart.
 */
public record LineKey(long high, long low) {
  /** The length of a key as text. */
  static final int LETTERS = 32;

  private static final HexFormat HEX = HexFormat.of();

  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
              throw new IllegalStateException("every Java run-time has SHA-256", e);
            }
          });

  /** Returns the key of the first line with this text. */
  public static LineKey of(String text) {
    return of(text, 1);
  }

  /** Returns the key of a repeated line, which counts as another line. */
  static LineKey of(String text, int occurrence) {
    MessageDigest digest = DIGEST.get();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    if (occurrence > 1) {
      digest.update(("\n" + occurrence).getBytes(StandardCharsets.UTF_8)); // never in a line
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new LineKey(hash.getLong(), hash.getLong());
  }

  @Override
  public String toString() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }
}
