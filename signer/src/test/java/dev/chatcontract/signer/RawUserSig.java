package dev.chatcontract.signer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** Packs and unpacks UserSig documents without using the signer's code. */
final class RawUserSig {
  private RawUserSig() {}

  static String pack(String document) {
    return encode(deflate(document.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] deflate(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String encode(byte[] stream) {
    return Base64.getEncoder()
        .encodeToString(stream)
        .replace('+', '*')
        .replace('/', '-')
        .replace('=', '_');
  }

  static byte[] decode(String userSig) {
    return Base64.getDecoder()
        .decode(userSig.replace('*', '+').replace('-', '/').replace('_', '='));
  }

  static String document(String userSig) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InflaterOutputStream zlib = new InflaterOutputStream(out)) {
      zlib.write(decode(userSig));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
