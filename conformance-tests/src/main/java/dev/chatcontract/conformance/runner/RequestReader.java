package dev.chatcontract.conformance.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests of limited size from a socket, and says what is wrong with a bad one. */
final class RequestReader {
  private static final int MAX_HEAD = 64 << 10;
  private static final int MAX_BODY = 64 << 20;
  private static final Pattern CHUNK_SIZE = Pattern.compile("0*[0-9A-Fa-f]{1,7}");

  private final InputStream in;
  private final long start;

  /**
   * Creates a reader.
   *
   * @param start the nano time from which requests are timed
   */
  RequestReader(InputStream in, long start) {
    this.in = in;
    this.start = start;
  }

  /**
   * Reads the request line and the headers, but not the body; returns null at the end of the
   * connection.
   */
  @Nullable SeenRequest head() throws IOException {
    String first = line();
    if (first == null) {
      return null;
    }
    String[] parts = first.split(" ", -1);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    String problem = null;
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      problem = "request line is not METHOD target HTTP/1.1: " + first;
    }
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        problem = "header line without a name: " + line;
      } else {
        headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).trim()));
      }
    }
    return new SeenRequest(
        parts[0],
        parts.length > 1 ? parts[1] : "",
        headers,
        new byte[0],
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        problem);
  }

  /** Reads the body and returns the same request with it. */
  SeenRequest withBody(SeenRequest head) throws IOException {
    List<String> lengths = head.header("Content-Length");
    List<String> encodings = head.header("Transfer-Encoding");
    String problem = head.problem();
    byte[] body = new byte[0];
    if (!encodings.isEmpty()) {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      String wrong = chunks(read);
      problem = wrong == null ? problem : wrong;
      body = read.toByteArray();
    } else if (lengths.size() == 1 && lengths.get(0).matches("[0-9]{1,9}")) {
      int length = Integer.parseInt(lengths.get(0));
      if (length > MAX_BODY) {
        throw new IOException("request body of " + length + " bytes is over the server's bound");
      }
      body = in.readNBytes(length);
      if (body.length < length) {
        problem = "body ended after " + body.length + " of " + length + " bytes";
      }
    } else if (!lengths.isEmpty()) {
      problem = "Content-Length given as " + lengths;
    }
    return new SeenRequest(
        head.method(), head.target(), head.headers(), body, head.afterMs(), problem);
  }

  /** Reads the chunks of a body; returns what is wrong with them, or null. */
  private @Nullable String chunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      String size = line();
      if (size == null) {
        throw new IOException("chunked body ended early");
      }
      String digits = size.split(";", 2)[0].strip();
      if (!CHUNK_SIZE.matcher(digits).matches()) {
        return "the size of a chunk is not a hexadecimal number: " + digits;
      }
      int length = Integer.parseInt(digits, 16);
      if (length == 0) {
        String trailer = line();
        while (trailer != null && !trailer.isEmpty()) {
          trailer = line();
        }
        return null;
      }
      if (length > MAX_BODY - body.size()) {
        return "a chunked body of more than " + MAX_BODY + " bytes is over the server's bound";
      }
      body.write(in.readNBytes(length));
      String end = line();
      if (end == null || !end.isEmpty()) {
        return "a chunk of " + length + " bytes without its line end";
      }
    }
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return text.size() == 0 ? null : text.toString(StandardCharsets.UTF_8);
      }
      if (text.size() > MAX_HEAD) {
        throw new IOException("header line over " + MAX_HEAD + " bytes");
      }
      if (b != '\r') {
        text.write(b);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
