package dev.chatcontract.signer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;

/**
 * Generates and reads UserSigs, version 2.0: a JSON document with an HMAC-SHA256, in a zlib stream,
 * in base64 with {@code *}, {@code -} and {@code _} in place of {@code +}, {@code /} and {@code =}.
 *
 * <p>Two UserSigs with the same claims may be different texts: compression and the order of members
 * are free. Compare claims, or verify with {@link UserSigVerifier}.
 */
public final class UserSig {
  /**
   * Bytes of the lines and digits around identifier and userbuf, in the signed text or in the
   * document.
   */
  private static final int FRAME_BYTES = 256;

  private static final byte[] IDENTIFIER_LINE = ascii("TLS.identifier:");
  private static final byte[] APP_LINE = ascii("\nTLS.sdkappid:");
  private static final byte[] TIME_LINE = ascii("\nTLS.time:");
  private static final byte[] EXPIRE_LINE = ascii("\nTLS.expire:");
  private static final byte[] USERBUF_LINE = ascii("\nTLS.userbuf:");
  private static final byte[] LINE_END = ascii("\n");

  private static final byte[] IDENTIFIER_MEMBER =
      ascii("{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"");
  private static final byte[] APP_MEMBER = ascii("\",\"TLS.sdkappid\":");
  private static final byte[] EXPIRE_MEMBER = ascii(",\"TLS.expire\":");
  private static final byte[] TIME_MEMBER = ascii(",\"TLS.time\":");
  private static final byte[] USERBUF_MEMBER = ascii(",\"TLS.userbuf\":\"");
  private static final byte[] SIG_AFTER_NUMBER = ascii(",\"TLS.sig\":\"");
  private static final byte[] SIG_AFTER_TEXT = ascii("\",\"TLS.sig\":\"");
  private static final byte[] DOCUMENT_END = ascii("\"}");

  /**
   * Two bytes of zlib header (deflate, 32 kB window, fastest) and one that means: last block,
   * stored.
   */
  private static final byte[] STORED_HEADER = {0x78, 0x01, 0x01};

  private static final int STORED_HEADER_BYTES = STORED_HEADER.length + 4;
  private static final int ADLER_BYTES = 4;

  private UserSig() {}

  /**
   * Generates a UserSig, which must be valid for at least one second.
   *
   * <p>The document is stored, not compressed, in its zlib stream: it contains little more than an
   * HMAC and digits, so compression would save about forty characters at several times the cost,
   * and the text would depend on the version of zlib.
   */
  public static String generate(SigningKey key, UserSigClaims claims) {
    if (claims.validFor() < 1) {
      throw new IllegalArgumentException(
          "validFor is " + claims.validFor() + "; a UserSig must be valid for at least 1 second");
    }
    byte[] identifier = claims.identifier().getBytes(StandardCharsets.UTF_8);
    byte[] userBuf = base64(claims.userBuf());
    // Every byte of the identifier may need a backslash.
    byte[] buffer = new byte[FRAME_BYTES + 2 * identifier.length + userBuf.length];
    byte[] mac = new byte[SigningKey.MAC_BYTES];
    key.mac(buffer, signedText(buffer, claims, identifier, userBuf), mac);

    int end = document(buffer, claims, identifier, userBuf, Base64.getEncoder().encode(mac));
    wrapInZlib(buffer, end);
    byte[] text = Base64.getEncoder().encode(Arrays.copyOf(buffer, end + ADLER_BYTES));
    Alphabet.toUserSig(text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Reads a UserSig without a key; its claims are unproven. */
  public static Inspection inspect(@Nullable String userSig) {
    try {
      return new Inspection.Stated(UserSigDocument.parse(userSig).claims());
    } catch (MalformedUserSig e) {
      return e.result();
    }
  }

  /** Returns the HMAC that a UserSig with these claims must have. */
  static byte[] expectedMac(SigningKey key, UserSigClaims claims) {
    byte[] identifier = claims.identifier().getBytes(StandardCharsets.UTF_8);
    byte[] userBuf = base64(claims.userBuf());
    byte[] buffer = new byte[FRAME_BYTES + identifier.length + userBuf.length];
    byte[] mac = new byte[SigningKey.MAC_BYTES];
    key.mac(buffer, signedText(buffer, claims, identifier, userBuf), mac);
    return mac;
  }

  private static int signedText(
      byte[] out, UserSigClaims claims, byte[] identifier, byte[] userBuf) {
    int at = put(out, 0, IDENTIFIER_LINE);
    at = put(out, at, identifier);
    at = putNumber(out, put(out, at, APP_LINE), claims.appId());
    at = putNumber(out, put(out, at, TIME_LINE), claims.issuedAt());
    at = putNumber(out, put(out, at, EXPIRE_LINE), claims.validFor());
    if (userBuf.length > 0) {
      at = put(out, put(out, at, USERBUF_LINE), userBuf);
    }
    return put(out, at, LINE_END);
  }

  private static int document(
      byte[] out, UserSigClaims claims, byte[] identifier, byte[] userBuf, byte[] sig) {
    int at = put(out, STORED_HEADER_BYTES, IDENTIFIER_MEMBER);
    at = putEscaped(out, at, identifier);
    at = putNumber(out, put(out, at, APP_MEMBER), claims.appId());
    at = putNumber(out, put(out, at, EXPIRE_MEMBER), claims.validFor());
    at = putNumber(out, put(out, at, TIME_MEMBER), claims.issuedAt());
    if (userBuf.length > 0) {
      at = put(out, put(out, at, USERBUF_MEMBER), userBuf);
      at = put(out, at, SIG_AFTER_TEXT);
    } else {
      at = put(out, at, SIG_AFTER_NUMBER);
    }
    return put(out, put(out, at, sig), DOCUMENT_END);
  }

  /** Fills in the header before, and the checksum after, a document of at most 65,535 bytes. */
  private static void wrapInZlib(byte[] buffer, int end) {
    int length = end - STORED_HEADER_BYTES;
    int at = put(buffer, 0, STORED_HEADER);
    buffer[at] = (byte) length;
    buffer[at + 1] = (byte) (length >> 8);
    buffer[at + 2] = (byte) ~length;
    buffer[at + 3] = (byte) (~length >> 8);
    Adler32 adler = new Adler32();
    adler.update(buffer, STORED_HEADER_BYTES, length);
    long sum = adler.getValue();
    for (int i = 0; i < ADLER_BYTES; i++) {
      buffer[end + i] = (byte) (sum >> (8 * (ADLER_BYTES - 1 - i)));
    }
  }

  private static byte[] base64(@Nullable UserBuf userBuf) {
    return userBuf == null ? new byte[0] : Base64.getEncoder().encode(userBuf.toBytes());
  }

  private static int put(byte[] out, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, out, at, bytes.length);
    return at + bytes.length;
  }

  /**
   * Escapes what JSON requires: control characters never get here, and UTF-8 is copied as it is.
   */
  private static int putEscaped(byte[] out, int at, byte[] text) {
    int end = at;
    for (byte b : text) {
      if (b == '"' || b == '\\') {
        out[end++] = '\\';
      }
      out[end++] = b;
    }
    return end;
  }

  /** Writes decimal digits in ASCII, whatever the locale; the number is not negative. */
  private static int putNumber(byte[] out, int at, long number) {
    int end = at + 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      end++;
    }
    long rest = number;
    for (int i = end - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
