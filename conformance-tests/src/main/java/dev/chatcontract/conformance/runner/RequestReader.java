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
  private static final Pattern CHUNK_SIZE = Pattern.compile("0*[0-9A-Fa-f]{1,7}");

  private final InputStream in;
  private final long start;
  private final ReadBudget budget;
  private int lineBytesLeft;

  /** Whether a request was over a bound, so that nothing after it can be read. */
  private boolean over;

  /**
   * Creates a reader.
   *
   * @param start the nano time from which requests are timed
   * @param budget how much the server may still keep, over all connections
   */
  RequestReader(InputStream in, long start, ReadBudget budget) {
    this.in = in;
    this.start = start;
    this.budget = budget;
  }

  /**
   * Reads the request line and the headers, but not the body; returns null at the end of the
   * connection.
   */
  @Nullable SeenRequest head() throws IOException {
    lineBytesLeft = MAX_HEAD;
    String first = "";
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    String problem = null;
    try {
      first = line();
      if (first == null) {
        return null;
      }
      budget.request();
      if (first.split(" ", -1).length != 3 || !first.split(" ", -1)[2].startsWith("HTTP/1.")) {
        problem = "request line is not METHOD target HTTP/1.1: " + first;
      }
      for (String line = line(); line != null && !line.isEmpty(); line = line()) {
        budget.header(line.length());
        int colon = line.indexOf(':');
        if (colon <= 0) {
          problem = "header line without a name: " + line;
        } else {
          headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).trim()));
        }
      }
    } catch (ReadBudget.ExceededException e) {
      over = true;
      problem = e.getMessage();
    }
    String[] parts = String.valueOf(first).split(" ", -1);
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
    if (over) {
      return head;
    }
    String problem = head.problem();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      String wrong = body(head, body);
      problem = wrong == null ? problem : wrong;
    } catch (ReadBudget.ExceededException e) {
      over = true;
      problem = e.getMessage();
    }
    return new SeenRequest(
        head.method(), head.target(), head.headers(), body.toByteArray(), head.afterMs(), problem);
  }

  /** Reads the body; returns what is wrong with it, or null. */
  private @Nullable String body(SeenRequest head, ByteArrayOutputStream body) throws IOException {
    List<String> lengths = head.header("Content-Length");
    if (!head.header("Transfer-Encoding").isEmpty()) {
      return chunks(body);
    }
    if (lengths.isEmpty()) {
      return null;
    }
    if (lengths.size() != 1 || !lengths.get(0).matches("[0-9]{1,9}")) {
      return "Content-Length given as " + lengths;
    }
    int length = Integer.parseInt(lengths.get(0));
    budget.take(length, "a body");
    body.write(in.readNBytes(length));
    return body.size() < length
        ? "body ended after " + body.size() + " of " + length + " bytes"
        : null;
  }

  /** Reads the chunks of a body; returns what is wrong with them, or null. */
  private @Nullable String chunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      lineBytesLeft = MAX_HEAD;
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
      budget.take(length, "a chunk");
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
      if (--lineBytesLeft < 0) {
        throw new ReadBudget.ExceededException(
            "header or trailer is over "
                + MAX_HEAD
                + " bytes, which is more than the server reads");
      }
      if (b != '\r') {
        text.write(b);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
