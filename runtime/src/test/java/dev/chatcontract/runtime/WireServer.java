package dev.chatcontract.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server on a real socket that sends the exact bytes a test gives it, and counts what it
 * receives.
 */
final class WireServer implements AutoCloseable {

  /** One request as it came. */
  record Seen(String line, Map<String, String> headers, String body) {}

  /** What to do with one request. */
  interface Script {
    /** Returns whether the connection is kept. */
    boolean play(Seen seen, OutputStream out, Socket socket)
        throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Seen> arrivals = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Script rest = json("{\"Status\":\"OK\",\"Code\":0}");

  WireServer() {
    try {
      listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Answers in this order; the last answer also serves all further requests. */
  WireServer then(Script... more) {
    scripts.addAll(List.of(more));
    rest = more[more.length - 1];
    return this;
  }

  int requests() {
    return seen.size();
  }

  int connections() {
    return sockets.size();
  }

  Seen request(int index) {
    return seen.get(index);
  }

  /** Waits until the peers have ended all connections. */
  void awaitNoConnections() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (sockets.stream().anyMatch(socket -> !socket.isClosed())) {
      if (System.nanoTime() > end) {
        throw new AssertionError("a connection is still open");
      }
      Thread.sleep(2);
    }
  }

  /** Waits until a request has come. */
  Seen arrival() throws InterruptedException {
    Seen next = arrivals.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no request came");
    }
    return next;
  }

  static Script json(String body) {
    return bytes(body.getBytes(StandardCharsets.UTF_8));
  }

  static Script bytes(byte[] body) {
    return status(200, "application/json", body);
  }

  static Script status(int code, String type, String body) {
    return status(code, type, body.getBytes(StandardCharsets.UTF_8));
  }

  static Script status(int code, String headers, byte[] body) {
    String head = headers.contains(":") ? headers : "Content-Type: " + headers;
    return raw(
        "HTTP/1.1 " + code + " Said\r\n" + head + "\r\nContent-Length: " + body.length + "\r\n\r\n",
        body,
        true);
  }

  static Script raw(String head, byte[] body, boolean keep) {
    return (s, out, socket) -> {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return keep;
    };
  }

  /** Sends nothing until the server or the peer closes. */
  static Script silent() {
    return (s, out, socket) -> socket.getInputStream().read() >= 0;
  }

  /** Resets the connection after reading the request. */
  static Script reset() {
    return (s, out, socket) -> {
      socket.setSoLinger(true, 0);
      return false;
    };
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        daemon(() -> serve(socket));
      }
    } catch (IOException end) {
      closed.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      boolean keep = true;
      while (keep) {
        Seen request = read(in);
        if (request == null) {
          return;
        }
        seen.add(request);
        arrivals.add(request);
        Script script = scripts.poll();
        keep = (script == null ? rest : script).play(request, out, socket);
      }
    } catch (IOException | InterruptedException end) {
      closedByPeer();
    }
  }

  private void closedByPeer() {
    // Many tests have a client that hangs up.
  }

  private static Seen read(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).trim());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Seen(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
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
    Thread thread = new Thread(task, "wire-server");
    thread.setDaemon(true);
    thread.start();
  }
}
