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

  /** Creates a userbuf from 1 to {@value #MAX_BYTES} bytes. */
  public static UserBuf of(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a userbuf has 1 to " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    return new UserBuf(bytes.clone());
  }

  /** Returns a copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Returns the grant in these bytes; empty if they contain something else. */
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

  /** Returns the bytes in hexadecimal; they are not secret. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
