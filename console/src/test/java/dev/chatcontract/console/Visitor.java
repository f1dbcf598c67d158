package dev.chatcontract.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.conformance.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A program that uses the console's API, or tries to. */
final class Visitor {
  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String root;
  private final String token;
  private final StringBuilder everything = new StringBuilder();

  Visitor(Simulator simulator, Console console) {
    this.root = simulator.baseUrl() + "/__console";
    this.token = console.token();
  }

  HttpResponse<String> raw(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    everything.append(answer.headers()).append(answer.body()).append('\n');
    return answer;
  }

  HttpResponse<String> api(String method, String path, String body)
      throws IOException, InterruptedException {
    return raw(
        method,
        "/api" + path,
        body,
        "Authorization",
        "Bearer " + token,
        "Content-Type",
        "application/json");
  }

  /** Returns the answer of a request, which must succeed. */
  JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = api(method, path, body);
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return json("GET", path, "");
  }

  /** A call as the page makes one. */
  JsonNode call(String operation, String text) throws IOException, InterruptedException {
    return json("POST", "/call", order(operation, text, "simulator", ""));
  }

  static String order(String operation, String text, String target, String confirmedApp) {
    var order = JSON.createObjectNode().put("operation", operation).put("text", text);
    order.put("target", target);
    if (!confirmedApp.isEmpty()) {
      order.put("confirmedApp", confirmedApp);
    }
    return order.toString();
  }

  /** Returns head and body of every answer so far. */
  String everything() {
    return everything.toString();
  }
}
