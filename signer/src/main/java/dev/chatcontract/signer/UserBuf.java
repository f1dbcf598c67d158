package dev.chatcontract.signer;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The bytes of a userbuf: an opaque part of a UserSig that real-time rooms read as a {@link
 * RoomGrant}.
 */
public final class UserBuf {
  /** Longest userbuf that is signed and verified here, in bytes. */
  public static final int MAX_BYTES = 4096;

  private final byte[] bytes;

  private UserBuf(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Any 1 to {@value #MAX_BYTES} bytes. */
  public static UserBuf of(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a userbuf has 1 to " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    return new UserBuf(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The grant that these bytes spell, or empty if they are something else. */
  public Optional<RoomGrant> grant() {
    return RoomGrant.decode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserBuf that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes in hexadecimal: a userbuf is a statement, not a secret. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
