package dev.chatcontract.conformance.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.wire.WireScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Factories of the faults a simulator can be told to show. */
public final class Faults {
  /** The kind of page a gateway in front of the API shows when the API is away. */
  public static final String BAD_GATEWAY_PAGE =
      "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad"
          + " Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

  private Faults() {}

  /** HTTP 200 with this code in the envelope, its text taken from the contract. */
  public static InjectedFault code(int code) {
    return new InjectedFault.Code(code, null);
  }

  /** HTTP 200 with this code and text in the envelope. */
  public static InjectedFault code(int code, String info) {
    return new InjectedFault.Code(code, info);
  }

  /** Any well-formed HTTP answer; give {@code Content-Type} among the headers if one is wanted. */
  public static InjectedFault http(
      int status, List<Map.Entry<String, String>> headers, byte[] body) {
    return new InjectedFault.Http(status, List.copyOf(headers), body.clone());
  }

  /** HTTP 200 with these bytes as {@code application/json}, whether they are JSON or not. */
  public static InjectedFault json(byte[] body) {
    return http(200, List.of(Map.entry("Content-Type", "application/json")), body);
  }

  /** HTTP 200 with this JSON. */
  public static InjectedFault json(JsonNode body) {
    return json(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** HTTP 502 with an HTML page, as a gateway would answer. */
  public static InjectedFault badGateway() {
    return http(
        502,
        List.of(Map.entry("Content-Type", "text/html")),
        BAD_GATEWAY_PAGE.getBytes(StandardCharsets.UTF_8));
  }

  /** HTTP 200 with no body at all. */
  public static InjectedFault empty() {
    return http(200, List.of(), new byte[0]);
  }

  /**
   * A redirect of the given 3xx status; a client must not follow it, for it would carry the
   * signature elsewhere.
   */
  public static InjectedFault redirect(int status, String location) {
    return http(status, List.of(Map.entry("Location", location)), new byte[0]);
  }

  /** A connection reset without a byte of answer. */
  public static InjectedFault reset() {
    return wire(WireScript.builder().thenReset());
  }

  /** An orderly close without a byte of answer. */
  public static InjectedFault hangUp() {
    return wire(WireScript.builder().thenClose());
  }

  /** Silence on an open connection. */
  public static InjectedFault hang() {
    return wire(WireScript.builder().thenHang());
  }

  /**
   * The real answer, cut off after this many body bytes under a Content-Length that promises all of
   * them.
   */
  public static InjectedFault truncated(int sentBytes) {
    return new InjectedFault.Truncated(sentBytes);
  }

  /** The real answer, compressed. */
  public static InjectedFault gzip() {
    return new InjectedFault.Gzip();
  }

  /** The real answer, claimed to be compressed. */
  public static InjectedFault falseGzip() {
    return new InjectedFault.FalseGzip();
  }

  /** The real answer in chunks of this many bytes. */
  public static InjectedFault chunked(int chunkBytes) {
    return new InjectedFault.Chunked(chunkBytes);
  }

  /** The real answer, its body a few bytes at a time. */
  public static InjectedFault slowBody(int bytesAtATime, Duration pause) {
    return new InjectedFault.Slow(false, bytesAtATime, pause);
  }

  /** The real answer, its status line and headers a few bytes at a time. */
  public static InjectedFault slowHeader(int bytesAtATime, Duration pause) {
    return new InjectedFault.Slow(true, bytesAtATime, pause);
  }

  /** The real answer untouched, for rules that only delay or count. */
  public static InjectedFault pass() {
    return new InjectedFault.Pass();
  }

  /** Exact bytes on the socket. */
  public static InjectedFault wire(WireScript script) {
    return new InjectedFault.Wire(script);
  }
}
