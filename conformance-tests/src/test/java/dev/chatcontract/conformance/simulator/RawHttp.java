package dev.chatcontract.conformance.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/**
 * Writes any bytes to a simulator and reads what comes back, without a library that corrects them.
 */
final class RawHttp {
  private static final int READ_TIMEOUT_MILLIS = 30_000;

  private RawHttp() {}

  /** What came back; {@code status} is 0 if the connection ended without an answer. */
  record Reply(int status, String head, String body) {
    /** Value of the first header with this name; empty if there is none. */
    String header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  static Reply send(int port, byte[]... parts) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      try {
        for (byte[] part : parts) {
          socket.getOutputStream().write(part);
        }
        socket.shutdownOutput();
      } catch (IOException refusedBeforeTheEnd) {
        // The answer may have arrived anyway.
      }
      return parse(readAll(socket));
    }
  }

  /** Returns a request with its body and the given headers, each {@code Name: value}. */
  static Reply send(int port, String method, String target, List<String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
      head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    headers.forEach(header -> head.append(header).append("\r\n"));
    head.append("Connection: close\r\n");
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return send(port, head.append("\r\n").toString().getBytes(ISO_8859_1), body);
  }

  private static byte[] readAll(Socket socket) throws IOException {
    byte[] read = new byte[0];
    byte[] buffer = new byte[8192];
    try {
      for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
        int length = read.length;
        read = Arrays.copyOf(read, length + n);
        System.arraycopy(buffer, 0, read, length, n);
      }
    } catch (java.net.SocketException reset) {
      // What arrived before the reset is the answer.
    }
    return read;
  }

  private static Reply parse(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Reply(0, "", text);
    }
    String head = text.substring(0, end);
    String body = text.substring(end + 4);
    if (head.startsWith("HTTP/1.1 100")) {
      return parse(body.getBytes(ISO_8859_1));
    }
    return new Reply(Integer.parseInt(head.split(" ", 3)[1]), head, body);
  }
}
