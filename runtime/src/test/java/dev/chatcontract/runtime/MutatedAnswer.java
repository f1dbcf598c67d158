package dev.chatcontract.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A correct answer with some bytes changed; the same for the same seed. */
final class MutatedAnswer {
  private static final String JSON = "{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Id\":\"a\"}]}";
  private static final String TYPE = "Content-Type: application/json\r\n";

  private static final List<byte[]> RIGHT =
      List.of(
          head("HTTP/1.1 200 OK\r\n" + TYPE + length(JSON) + "\r\n\r\n" + JSON),
          head(
              "HTTP/1.1 200 OK\r\n"
                  + TYPE
                  + "Transfer-Encoding: chunked\r\n\r\n8\r\n"
                  + JSON.substring(0, 8)
                  + "\r\n"
                  + Integer.toHexString(JSON.length() - 8)
                  + ";x=y\r\n"
                  + JSON.substring(8)
                  + "\r\n0\r\nX-Trailer: 1\r\nSet-Cookie: a=b\r\n\r\n"),
          head("HTTP/1.0 200 OK\r\n" + TYPE + "Connection: close\r\n\r\n" + JSON),
          head(
              "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                  + "HTTP/1.1 200 OK\r\n"
                  + length(JSON)
                  + "\r\n\r\n"
                  + JSON),
          gzipped(),
          head("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 4\r\n\r\nbusy"),
          head(
              "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"),
          head("HTTP/1.1 307 Go\r\nLocation: /v1/other\r\nContent-Length: 0\r\n\r\n"),
          head("HTTP/1.1 204 None\r\n\r\n"));

  /** Values that often occur in such places by mistake. */
  private static final List<String> ODD =
      List.of(
          "-5",
          "-10",
          "-1",
          "+5",
          "+20",
          "0",
          "00",
          "007",
          "99",
          "1000",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999",
          "0x10",
          "-0",
          "1e3",
          "5, 5",
          "5, 6",
          "",
          " ",
          "\r\n",
          "\n",
          "\r",
          "\u0000",
          "\u00ff",
          ":",
          "::",
          "\t",
          "٣",
          "Content-Length: -5\r\n",
          "Content-Length: 3\r\n",
          "Content-Length:\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Content-Encoding: gzip\r\n",
          "Connection: close\r\n",
          "Connection: upgrade\r\n",
          "Retry-After: 99999999999\r\n",
          "Set-Cookie: \u0001=\r\n",
          "Content-Type: ;\r\n",
          "ffffffffffffffffff",
          "7fffffffffffffff",
          "80000000",
          "-8",
          ";",
          "HTTP/1.1 -10 OK\r\n",
          "HTTP/1.1 200\r\n",
          "HTTP/2 200 OK\r\n",
          "ICY 200 OK\r\n",
          "101",
          "407",
          "408",
          "421",
          "{",
          "}",
          "[",
          "\"",
          "\\u",
          "\\ud800",
          "null",
          "1e400",
          "OK",
          "FAIL");

  private static final int KEPT_OPEN_ONE_IN = 40;

  private final byte[] bytes;
  private final boolean keptOpen;

  private MutatedAnswer(byte[] bytes, boolean keptOpen) {
    this.bytes = bytes;
    this.keptOpen = keptOpen;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
    out.flush();
  }

  boolean keptOpen() {
    return keptOpen;
  }

  static MutatedAnswer of(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    byte[] bytes = RIGHT.get(random.nextInt(RIGHT.size()));
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      bytes = changed(bytes, random);
    }
    return new MutatedAnswer(bytes, random.nextInt(KEPT_OPEN_ONE_IN) == 0);
  }

  /** Returns the answer as text, with unprintable bytes in hexadecimal. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(b >= ' ' && b < 0x7f ? String.valueOf((char) b) : String.format("\\x%02x", b));
    }
    return text + (keptOpen ? " (kept open)" : "");
  }

  private static byte[] changed(byte[] from, Random random) {
    int length = from.length;
    int at = place(from, random);
    int end = Math.min(length, at + 1 + random.nextInt(8));
    return switch (random.nextInt(9)) {
      case 0 ->
          spliced(from, at, Math.min(length, at + 1), new byte[] {(byte) random.nextInt(256)});
      case 1 -> spliced(from, at, end, new byte[0]);
      case 2 -> spliced(from, at, at, Arrays.copyOfRange(from, at, end));
      case 3 -> spliced(from, at, length, new byte[0]);
      case 4 -> spliced(from, number(from, at), numberEnd(from, at), odd(random));
      case 5 -> spliced(from, number(from, at), numberEnd(from, at), odd(random));
      case 6 -> spliced(from, line(from, at), line(from, at), odd(random));
      case 7 -> spliced(from, at, at, odd(random));
      default -> {
        byte[] some = new byte[1 + random.nextInt(20)];
        random.nextBytes(some);
        yield spliced(from, at, at, some);
      }
    };
  }

  /** Returns a place; half of the changes are in the head. */
  private static int place(byte[] from, Random random) {
    int within = random.nextBoolean() ? Math.min(60, from.length) : from.length;
    return within == 0 ? 0 : random.nextInt(within);
  }

  /** Returns the start of the next number from a place on. */
  private static int number(byte[] from, int at) {
    int i = at;
    while (i < from.length && !digit(from[i])) {
      i++;
    }
    return i;
  }

  private static int numberEnd(byte[] from, int at) {
    int i = number(from, at);
    while (i < from.length && digit(from[i])) {
      i++;
    }
    return i;
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static int line(byte[] from, int at) {
    int i = at;
    while (i > 0 && from[i - 1] != '\n') {
      i--;
    }
    return i;
  }

  private static byte[] odd(Random random) {
    return ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] from, int start, int end, byte[] instead) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(from, 0, start);
    out.writeBytes(instead);
    out.write(from, end, from.length - end);
    return out.toByteArray();
  }

  private static String length(String body) {
    return "Content-Length: " + body.length();
  }

  private static byte[] head(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzipped() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(body)) {
      zip.write(head(JSON));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        head(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                + body.size()
                + "\r\n\r\n"));
    all.writeBytes(body.toByteArray());
    return all.toByteArray();
  }
}
