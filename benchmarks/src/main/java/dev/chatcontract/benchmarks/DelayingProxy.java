package dev.chatcontract.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a server on the same machine seem far away: every byte arrives half a round trip later, and
 * the first one another round trip later, for TCP's handshake.
 */
final class DelayingProxy {
  /** Bytes to pass on at a given time; no bytes mean the end. */
  private static final class Chunk {
    private final byte[] bytes;
    private final long due;

    Chunk(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  private DelayingProxy() {}

  /** Arguments: the server's port, the round trip in milliseconds. */
  public static void main(String[] args) throws IOException {
    int target = Integer.parseInt(args[0]);
    long roundTrip = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket door = new ServerSocket(0, 1000, loopback)) {
      daemon(
          () -> {
            while (true) {
              Socket client = door.accept();
              Socket server = new Socket(loopback, target);
              client.setTcpNoDelay(true);
              server.setTcpNoDelay(true);
              long connected = System.nanoTime() + roundTrip;
              pass(client, server, roundTrip / 2, connected);
              pass(server, client, roundTrip / 2, connected);
            }
          });
      ServerProcess.serveUntilParentEnds(door.getLocalPort());
    }
    System.exit(0);
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void pass(Socket from, Socket to, long delay, long earliest) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    BlockingQueue<Chunk> onTheWay = new LinkedBlockingQueue<>();
    daemon(
        () -> {
          byte[] buffer = new byte[16_384];
          try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
              onTheWay.add(chunk(Arrays.copyOf(buffer, n), delay, earliest));
            }
          } finally {
            onTheWay.add(chunk(new byte[0], delay, earliest));
          }
        });
    daemon(
        () -> {
          try {
            for (Chunk next = onTheWay.take(); next.bytes.length > 0; next = onTheWay.take()) {
              for (long left = next.due - System.nanoTime();
                  left > 0;
                  left = next.due - System.nanoTime()) {
                LockSupport.parkNanos(left);
              }
              out.write(next.bytes);
            }
          } finally {
            to.close();
            from.close();
          }
        });
  }

  private static Chunk chunk(byte[] bytes, long delay, long earliest) {
    return new Chunk(bytes, Math.max(System.nanoTime(), earliest) + delay);
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException over) {
                // One side has closed the connection.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
