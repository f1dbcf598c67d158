package dev.chatcontract.signer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A server on the loopback address that records each query and answers as the test says. */
final class StandInServer implements AutoCloseable {
  static final String OK =
      "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"GroupAttrAry\":[]}";

  private final HttpServer server;
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile UnaryOperator<String> answer = query -> OK;

  StandInServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String query = exchange.getRequestURI().getRawQuery();
          queries.add(query);
          exchange.getRequestBody().readAllBytes();
          byte[] body = answer.apply(query).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers each query with the text that the function returns for it. */
  void answer(int newStatus, UnaryOperator<String> newAnswer) {
    status = newStatus;
    answer = newAnswer;
  }

  /** Raw queries in the order of arrival. */
  List<String> queries() {
    return queries;
  }

  /** The decoded parameters of a query, duplicates included. */
  Map<String, List<String>> query(int index) {
    Map<String, List<String>> query = new TreeMap<>();
    for (String pair : queries.get(index).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query
          .computeIfAbsent(
              URLDecoder.decode(parts[0], StandardCharsets.UTF_8), none -> new ArrayList<>())
          .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  static String failure(int code, String info) {
    return "{\"ActionStatus\":\"FAIL\",\"ErrorCode\":" + code + ",\"ErrorInfo\":\"" + info + "\"}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
