package dev.chatcontract.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers every POST with the same bytes, or with page after page of a hundred. */
final class FixedAnswerServer {
  private static final Pattern CURSOR = Pattern.compile("\"Next\":(\\d+)");
  private static final int PAGES = 100;

  private FixedAnswerServer() {}

  /** Argument: the name of one of {@link Answers}; a page is served as one of {@value #PAGES}. */
  public static void main(String[] args) throws IOException {
    Answers kind = Answers.valueOf(args[0]);
    byte[] answer = kind.bytes();
    byte[][] pages = kind == Answers.PAGE ? pages() : new byte[0][];
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] request = exchange.getRequestBody().readAllBytes();
          send(exchange, pages.length == 0 ? answer : pages[cursor(request)]);
        });
    server.start();
    ServerProcess.serveUntilParentEnds(server.getAddress().getPort());
    server.stop(0);
    threads.shutdown();
  }

  private static void send(HttpExchange exchange, byte[] answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static int cursor(byte[] request) {
    Matcher cursor = CURSOR.matcher(new String(request, StandardCharsets.UTF_8));
    return cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
  }

  private static byte[][] pages() {
    byte[][] pages = new byte[PAGES][];
    for (int i = 0; i < PAGES; i++) {
      pages[i] =
          Answers.PAGE
              .tree()
              .put("Next", (i + 1) % PAGES)
              .toString()
              .getBytes(StandardCharsets.UTF_8);
    }
    return pages;
  }
}
