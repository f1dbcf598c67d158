package dev.chatcontract.signer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * An HMAC-SHA256 key that does not keep the bytes of the key, only the two SHA-256 states that
 * result from them.
 *
 * <p>The secret cannot be computed from these states, so neither a log nor a heap dump can reveal
 * it. The states do allow signing, so {@link #close()} wipes them; a closed key throws.
 * Thread-safe.
 */
public final class SigningKey implements AutoCloseable {
  /** Bytes of one HMAC-SHA256. */
  static final int MAC_BYTES = 32;

  /** Block size of SHA-256, which RFC 2104 pads the key to. */
  private static final int BLOCK_BYTES = 64;

  /** Published secrets have 64 characters; anything longer than this is the wrong file. */
  static final int MAX_SECRET_BYTES = 4096;

  private final MessageDigest inner;
  private final MessageDigest outer;
  private volatile boolean closed;

  private SigningKey(byte[] secret) {
    check(secret);
    byte[] block = new byte[BLOCK_BYTES];
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      if (secret.length > BLOCK_BYTES) {
        sha.update(secret);
        sha.digest(block, 0, MAC_BYTES);
      } else {
        System.arraycopy(secret, 0, block, 0, secret.length);
      }
      inner = stateAfter(sha, block, (byte) 0x36);
      outer = stateAfter(sha, block, (byte) 0x5c);
    } catch (NoSuchAlgorithmException | DigestException | CloneNotSupportedException e) {
      throw new IllegalStateException(
          "this Java run-time has no SHA-256 whose state can be copied; check the installed security providers",
          e);
    } finally {
      Arrays.fill(block, (byte) 0);
    }
  }

  /** Creates a key from its UTF-8 bytes; the caller still owns the array and should wipe it. */
  public static SigningKey of(byte[] secret) {
    return new SigningKey(secret);
  }

  /** Creates a key from its characters; the caller still owns the array and should wipe it. */
  public static SigningKey of(char[] secret) {
    byte[] bytes = utf8(secret);
    try {
      return new SigningKey(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Creates a key from a source, which is read once, and wipes what it returned. */
  public static SigningKey from(SecretSource source) {
    byte[] secret = source.read();
    if (secret == null) {
      throw new SecretUnavailableException(
          "the SecretSource returned null; return the key's UTF-8 bytes, or throw"
              + " SecretUnavailableException with the reason");
    }
    try {
      return new SigningKey(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** Writes the HMAC of {@code text[0, length)} to {@code out[0, 32)}. */
  void mac(byte[] text, int length, byte[] out) {
    requireOpen();
    try {
      MessageDigest digest = (MessageDigest) inner.clone();
      digest.update(text, 0, length);
      digest.digest(out, 0, MAC_BYTES);
      digest = (MessageDigest) outer.clone();
      digest.update(out, 0, MAC_BYTES);
      digest.digest(out, 0, MAC_BYTES);
    } catch (CloneNotSupportedException | DigestException e) {
      throw new IllegalStateException("SHA-256 stopped working after it was set up", e);
    }
    // A concurrent close() may have wiped a state before it was copied: that result must not be
    // returned.
    requireOpen();
  }

  /** Wipes the states; every later use throws. Closing again has no effect. */
  @Override
  public void close() {
    closed = true;
    inner.reset();
    outer.reset();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public String toString() {
    return closed ? "SigningKey[closed]" : "SigningKey[hidden]";
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this signing key is closed; create new credentials");
    }
  }

  private static MessageDigest stateAfter(MessageDigest sha, byte[] block, byte pad)
      throws CloneNotSupportedException {
    byte[] padded = new byte[BLOCK_BYTES];
    for (int i = 0; i < BLOCK_BYTES; i++) {
      padded[i] = (byte) (block[i] ^ pad);
    }
    sha.update(padded);
    Arrays.fill(padded, (byte) 0);
    MessageDigest state = (MessageDigest) sha.clone();
    sha.reset(); // also clears the message words that SHA-256 keeps between blocks
    return state;
  }

  private static void check(byte[] secret) {
    if (secret.length == 0) {
      throw new IllegalArgumentException(
          "the secret key is empty; copy it from the application's console page");
    }
    if (secret.length > MAX_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the secret key has "
              + secret.length
              + " bytes, more than "
              + MAX_SECRET_BYTES
              + "; is this the right file?");
    }
    for (int i = 0; i < secret.length; i++) {
      if ((secret[i] >= 0 && secret[i] <= ' ') || secret[i] == 0x7f) {
        throw new IllegalArgumentException(
            "the secret key contains white space or a control character at byte "
                + i
                + "; remove it");
      }
    }
  }

  private static byte[] utf8(char[] secret) {
    // The largest possible size: an encoder that grows its own buffer would leave copies behind.
    ByteBuffer encoded = ByteBuffer.allocate(3 * secret.length);
    CoderResult end =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret), encoded, true);
    try {
      if (end.isError()) {
        throw new IllegalArgumentException(
            "the secret key contains half a surrogate pair; it must be valid text");
      }
      return Arrays.copyOf(encoded.array(), encoded.position());
    } finally {
      Arrays.fill(encoded.array(), (byte) 0);
    }
  }
}
