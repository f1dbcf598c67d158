package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A simulator behind a proxy that can change every request and every answer. */
final class BrokenServer implements AutoCloseable {
  private final HttpServer door;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Simulator simulator;

  /** The defect: computes the answer to a request. */
  @FunctionalInterface
  interface Fault {
    Answer answer(Ask ask, BrokenServer server) throws IOException, InterruptedException;
  }

  /** A request as the proxy received it. */
  record Ask(String path, String query, String body) {
    String operation() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isFor(String operation) {
      return operation.equals("*") || operation().equals(operation);
    }

    /** Returns the body as an object, or an empty object if it is not one. */
    ObjectNode json() {
      try {
        return CaseJson.tree(body) instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        return JsonNodeFactory.instance.objectNode();
      }
    }

    Ask with(JsonNode other) {
      return new Ask(path, query, other.toString());
    }

    Ask withQuery(String other) {
      return new Ask(path, other, body);
    }
  }

  /** An answer as the proxy passes it on. */
  record Answer(int status, String type, String body) {
    ObjectNode json() {
      try {
        return (ObjectNode) CaseJson.tree(body);
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }

    long code() {
      return json().path("ErrorCode").asLong();
    }

    boolean isSuccess() {
      return code() == 0;
    }

    Answer with(JsonNode other) {
      return new Answer(status, type, other.toString());
    }

    Answer text(String other) {
      return new Answer(status, type, other);
    }
  }

  BrokenServer(Simulator simulator, Fault fault) throws IOException {
    this.simulator = simulator;
    this.door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.setExecutor(threads);
    door.createContext("/", exchange -> serve(exchange, fault));
    door.start();
  }

  String url() {
    return "http://127.0.0.1:" + door.getAddress().getPort();
  }

  Simulator simulator() {
    return simulator;
  }

  private void serve(HttpExchange exchange, Fault fault) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String body =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
      Answer answer = fault.answer(new Ask(uri.getPath(), uri.getRawQuery(), body), this);
      byte[] bytes = answer.body().getBytes(StandardCharsets.ISO_8859_1);
      if (!answer.type().isEmpty()) {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
      }
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Passes the request to the simulator. Bodies are bytes, each held in one character. */
  Answer pass(Ask ask) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + ask.path() + "?" + ask.query()))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    ask.body().getBytes(StandardCharsets.ISO_8859_1)))
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        new String(response.body(), StandardCharsets.ISO_8859_1));
  }

  /** Returns the same request with a valid query. */
  Ask signed(Ask ask) {
    String identifier = simulator.app().administrator();
    try (SigningKey key = SigningKey.of(simulator.app().secretKey().toCharArray())) {
      String signature =
          UserSig.generate(
              key,
              UserSigClaims.of(
                  simulator.app().appId(), identifier, Instant.now().getEpochSecond(), 86_400));
      return ask.withQuery(
          "sdkappid="
              + simulator.app().appId()
              + "&identifier="
              + URLEncoder.encode(identifier, StandardCharsets.UTF_8)
              + "&usersig="
              + URLEncoder.encode(signature, StandardCharsets.UTF_8)
              + "&random=1&contenttype=json");
    }
  }

  @Override
  public void close() {
    door.stop(0);
    threads.shutdownNow();
  }
}
