package dev.chatcontract.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server for very many requests: of each it keeps only how often its body was read. */
final class Peer implements AutoCloseable {

  /** What to do with a request. */
  interface Conduct {
    /**
     * Answers.
     *
     * @param nth how many requests the connection has had, this one included
     * @return whether the connection is read from again
     */
    boolean answer(String body, int nth, OutputStream out, Socket socket) throws IOException;
  }

  private final Wiring wiring;
  private final Conduct conduct;
  private final ServerSocket listener;
  private final Map<String, Integer> read = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();

  Peer(Wiring wiring, Conduct conduct) throws IOException {
    this.wiring = wiring;
    this.conduct = conduct;
    this.listener = wiring.listen();
    daemon(this::accept);
  }

  String url() {
    return wiring.url(listener.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  int requests() {
    return read.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns how many bodies were read more than once. */
  long repeated() {
    return read.values().stream().filter(times -> times > 1).count();
  }

  boolean hasRead(String body) {
    return read.containsKey(body);
  }

  static byte[] answer(String json) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        daemon(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String body = body(in);
      for (int nth = 1; body != null; nth++) {
        read.merge(body, 1, Integer::sum);
        body = conduct.answer(body, nth, out, socket) ? body(in) : null;
      }
    } catch (IOException gone) {
      close(socket);
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  private String body(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); line == null || !line.isEmpty(); line = line(in)) {
      if (line == null) {
        throw new IOException("the client has closed");
      }
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "peer");
    thread.setDaemon(true);
    thread.start();
  }
}
