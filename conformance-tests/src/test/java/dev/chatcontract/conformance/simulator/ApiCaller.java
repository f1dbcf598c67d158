package dev.chatcontract.conformance.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Calls a simulator with only the JDK and the signer, so that faults of the client cannot hide
 * faults of the simulator.
 */
final class ApiCaller {
  static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One client per simulator: a later simulator may get the same port, and the pool would reuse
   * dead sockets.
   */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Simulator simulator;
  private final Clock clock;

  ApiCaller(Simulator simulator) {
    this(simulator, Clock.systemUTC());
  }

  ApiCaller(Simulator simulator, Clock clock) {
    this.simulator = simulator;
    this.clock = clock;
  }

  String signature() {
    return signature(
        simulator.app().appId(), simulator.app().administrator(), simulator.app().secretKey(), 0);
  }

  /** Returns a signature valid for an hour, starting {@code offset} seconds from now. */
  String signature(long appId, String identifier, String key, long offset) {
    try (SigningKey signingKey = SigningKey.of(key.toCharArray())) {
      return UserSig.generate(
          signingKey,
          UserSigClaims.of(appId, identifier, clock.instant().getEpochSecond() + offset, 3600));
    }
  }

  String query() {
    return query(signature());
  }

  String query(String signature) {
    return "sdkappid="
        + simulator.app().appId()
        + "&identifier="
        + simulator.app().administrator()
        + "&usersig="
        + signature
        + "&random=4294967295&contenttype=json";
  }

  String path(String operation) {
    return Objects.requireNonNull(simulator.contract().operation(operation)).path();
  }

  JsonNode call(String operation, String body) {
    HttpResponse<byte[]> response = http(operation, body);
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int code(String operation, String body) {
    return call(operation, body).path("ErrorCode").asInt();
  }

  HttpResponse<byte[]> http(String operation, String body) {
    return send("POST", path(operation) + "?" + query(), body.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<byte[]> send(String method, String target, byte[] body) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(simulator.baseUrl() + target))
              .timeout(Duration.ofSeconds(20))
              .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode admin(String method, String path, String body) {
    try {
      return JSON.readTree(
          send(method, "/__admin/chat" + path, body.getBytes(StandardCharsets.UTF_8)).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a request on a new socket and returns every byte until the connection ends; throws on a
   * reset.
   */
  byte[] raw(String operation, String body) throws IOException {
    return rawTo(path(operation) + "?" + query(), body);
  }

  byte[] rawTo(String target, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket.setSoTimeout(20_000);
      String head =
          "POST "
              + target
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return socket.getInputStream().readAllBytes();
    }
  }
}
