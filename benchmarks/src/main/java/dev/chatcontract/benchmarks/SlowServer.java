package dev.chatcontract.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delays every answer, with one virtual thread per connection. It can hold back all answers until
 * it is told to release them, and counts the calls of the busiest second.
 */
final class SlowServer {
  static final String HELD = "/held";
  static final String RELEASE = "/release";
  static final String FULLEST_SECOND = "/fullest-second";

  private final byte[] sample = response(Answers.SAMPLE.bytes());
  private final long millis;
  private final AtomicInteger held = new AtomicInteger();
  private final Deque<Long> lastSecond = new ArrayDeque<>();
  private int fullest;
  private volatile CountDownLatch gate = new CountDownLatch(1);

  private SlowServer(long millis) {
    this.millis = millis;
  }

  /** Argument: delay of an answer in milliseconds; 0 holds it back until {@link #RELEASE}. */
  public static void main(String[] args) throws IOException {
    SlowServer server = new SlowServer(Long.parseLong(args[0]));
    ExecutorService connections = VirtualThreads.executor();
    try (ServerSocket door = new ServerSocket(0, 20_000, InetAddress.getLoopbackAddress())) {
      Thread accepting =
          new Thread(
              () -> {
                try {
                  while (true) {
                    Socket connection = door.accept();
                    connections.execute(() -> server.serve(connection));
                  }
                } catch (IOException over) {
                  // The server socket is closed.
                }
              });
      accepting.setDaemon(true);
      accepting.start();
      ServerProcess.serveUntilParentEnds(door.getLocalPort());
    }
    System.exit(0);
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream(), 2048);
      OutputStream out = connection.getOutputStream();
      for (String path = request(in); path != null; path = request(in)) {
        out.write(answer(path));
      }
    } catch (IOException over) {
      // The client has closed the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] answer(String path) throws InterruptedException {
    switch (path) {
      case HELD -> {
        return number(held.get());
      }
      case RELEASE -> {
        CountDownLatch open = gate;
        gate = new CountDownLatch(1);
        held.set(0);
        open.countDown();
        return number(0);
      }
      case FULLEST_SECOND -> {
        synchronized (lastSecond) {
          return number(fullest);
        }
      }
      default -> {
        if (millis > 0) {
          count(System.nanoTime());
          TimeUnit.MILLISECONDS.sleep(millis);
        } else {
          CountDownLatch closed = gate;
          held.incrementAndGet();
          closed.await();
        }
        return sample;
      }
    }
  }

  private void count(long now) {
    synchronized (lastSecond) {
      lastSecond.add(now);
      while (now - lastSecond.peek() >= TimeUnit.SECONDS.toNanos(1)) {
        lastSecond.poll();
      }
      fullest = Math.max(fullest, lastSecond.size());
    }
  }

  private static byte[] number(int value) {
    return response(Integer.toString(value).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] response(byte[] body) {
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /** Reads the next request to its end and returns its path; null if there is none. */
  private static String request(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
    return first.split(" ", -1)[1];
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        if (line.isEmpty()) {
          return "";
        }
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
