package dev.chatcontract.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a separate process, so that its work is not measured; it ends with this one. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a main class that prints its port and serves until its standard input ends. */
  static ServerProcess start(int heapMegabytes, Class<?> main, String... args) throws IOException {
    List<String> flags =
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC",
            // Without this flag, the JDK's server waits 40 ms for a delayed acknowledgement of
            // every answer.
            "-Dsun.net.httpserver.nodelay=true");
    Process process =
        Forked.builder(main, flags, Forked.ownClassPath(), args)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String port = out.readLine();
    if (port == null) {
      throw new IOException(main.getSimpleName() + " did not start");
    }
    return new ServerProcess(process, Integer.parseInt(port));
  }

  int port() {
    return port;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Prints the port, then waits until the parent process ends. */
  static void serveUntilParentEnds(int port) throws IOException {
    System.out.println(port);
    while (System.in.read() >= 0) {
      // nothing is ever sent
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
