package dev.chatcontract.cli.bulk.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a line by its content, so that lines may be added or moved between two runs: half of a
 * SHA-256, enough that no two lines of any file meet.
 */
public record LineKey(long high, long low) {
  /** Characters of a key as text. */
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

  /** The first line with this text. */
  public static LineKey of(String text) {
    return of(text, 1);
  }

  /** A line that appears twice is meant twice: the second has a key of its own. */
  static LineKey of(String text, int occurrence) {
    MessageDigest digest = DIGEST.get();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    if (occurrence > 1) {
      digest.update(("\n" + occurrence).getBytes(StandardCharsets.UTF_8)); // no line holds one
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new LineKey(hash.getLong(), hash.getLong());
  }

  @Override
  public String toString() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }
}
