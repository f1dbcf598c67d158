package dev.chatcontract.conformance.simulator.door;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Decompresses request bodies, within the size limit of any body. */
final class Gunzip {
  private Gunzip() {}

  /**
   * Decompresses a body.
   *
   * @throws IOException if it is not gzip, or is cut off
   * @throws TooLargeException if the result is too large
   */
  static byte[] of(byte[] packed) throws IOException, TooLargeException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] body = in.readNBytes(IncomingBody.LARGEST_BYTES + 1);
      if (body.length > IncomingBody.LARGEST_BYTES) {
        throw new TooLargeException();
      }
      return body;
    }
  }

  /** Thrown if a body is too large when it is decompressed. */
  static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
