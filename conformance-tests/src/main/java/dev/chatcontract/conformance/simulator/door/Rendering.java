package dev.chatcontract.conformance.simulator.door;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.http.Body;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.fault.InjectedFault;
import dev.chatcontract.conformance.wire.WireScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Turns an answer's bytes, possibly changed by a fault, into what WireMock sends. */
public final class Rendering {
  private static final Map<AnsweredBy, HttpHeaders> JSON = new EnumMap<>(AnsweredBy.class);

  static {
    for (AnsweredBy by : AnsweredBy.values()) {
      JSON.put(by, headers(List.of(Map.entry("Content-Type", "application/json"), by(by))));
    }
  }

  private Rendering() {}

  /** Returns the unchanged answer, with its source in a header. */
  public static ResponseDefinition json(byte[] body, AnsweredBy by) {
    return response(200, Objects.requireNonNull(JSON.get(by)), body);
  }

  public static ResponseDefinition http(InjectedFault.Http http) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(http.headers());
    headers.add(by(AnsweredBy.FAULT));
    return response(http.status(), headers(headers), http.body());
  }

  public static ResponseDefinition gzip(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return saidToBeGzip(packed.toByteArray());
  }

  public static ResponseDefinition saidToBeGzip(byte[] body) {
    return response(
        200,
        headers(
            List.of(
                Map.entry("Content-Type", "application/json"),
                Map.entry("Content-Encoding", "gzip"),
                by(AnsweredBy.FAULT))),
        body);
  }

  public static ResponseDefinition truncated(byte[] body, int sentBytes) {
    return wire(
        WireScript.builder()
            .send(head(body.length))
            .send(Arrays.copyOf(body, Math.min(sentBytes, body.length)))
            .thenClose());
  }

  public static ResponseDefinition chunked(byte[] body, int chunkBytes) {
    WireScript.Builder script = WireScript.builder().send(head("Transfer-Encoding: chunked"));
    return wire(script.chunks(body, chunkBytes, Duration.ZERO).send("0\r\n\r\n").thenClose());
  }

  public static ResponseDefinition slow(byte[] body, InjectedFault.Slow slow) {
    WireScript.Builder script = WireScript.builder();
    byte[] head = head(body.length).getBytes(StandardCharsets.US_ASCII);
    if (slow.head()) {
      script.dribble(head, slow.bytesAtATime(), slow.pause()).send(body);
    } else {
      script.send(head).dribble(body, slow.bytesAtATime(), slow.pause());
    }
    return wire(script.thenClose());
  }

  public static ResponseDefinition wire(WireScript script) {
    return definition(
        200,
        null,
        Body.none(),
        Fault.CONNECTION_RESET_BY_PEER,
        Parameters.one(FrontHandler.SCRIPT, script));
  }

  private static String head(int contentLength) {
    return head("Content-Length: " + contentLength);
  }

  private static String head(String framing) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        + framing
        + "\r\nConnection: close\r\n\r\n";
  }

  private static Map.Entry<String, String> by(AnsweredBy by) {
    return Map.entry(AnsweredBy.HEADER, by.label());
  }

  private static HttpHeaders headers(List<Map.Entry<String, String>> headers) {
    return new HttpHeaders(
        headers.stream()
            .map(header -> new HttpHeader(header.getKey(), header.getValue()))
            .toList());
  }

  private static ResponseDefinition response(int status, HttpHeaders headers, byte[] body) {
    return definition(
        status, headers, Body.fromOneOf(body, null, null, null), null, Parameters.empty());
  }

  private static ResponseDefinition definition(
      int status,
      @Nullable HttpHeaders headers,
      Body body,
      @Nullable Fault fault,
      Parameters parameters) {
    return new ResponseDefinition(
        status,
        null,
        body,
        null,
        headers,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        fault,
        List.of(),
        parameters,
        true);
  }
}
