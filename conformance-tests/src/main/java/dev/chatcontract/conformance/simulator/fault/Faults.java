package dev.chatcontract.conformance.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.wire.WireScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Factory methods for the faults that a simulator can show. */
public final class Faults {
  /** The kind of page that a gateway shows when the API behind it does not answer. */
  public static final String BAD_GATEWAY_PAGE =
      "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad"
          + " Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

  private Faults() {}

  /** Returns HTTP 200 with this code in the envelope, and the server's text for it. */
  public static InjectedFault code(int code) {
    return new InjectedFault.Code(code, null);
  }

  /** Returns HTTP 200 with this code and text in the envelope. */
  public static InjectedFault code(int code, String info) {
    return new InjectedFault.Code(code, info);
  }

  /**
   * Returns any well-formed HTTP answer; to have a {@code Content-Type}, include it in the headers.
   */
  public static InjectedFault http(
      int status, List<Map.Entry<String, String>> headers, byte[] body) {
    return new InjectedFault.Http(status, List.copyOf(headers), body.clone());
  }

  /**
   * Returns HTTP 200 with these bytes as {@code application/json}, whether or not they are JSON.
   */
  public static InjectedFault json(byte[] body) {
    return http(200, List.of(Map.entry("Content-Type", "application/json")), body);
  }

  /** Returns HTTP 200 with this JSON. */
  public static InjectedFault json(JsonNode body) {
    return json(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns HTTP 502 with an HTML page, as a gateway would. */
  public static InjectedFault badGateway() {
    return http(
        502,
        List.of(Map.entry("Content-Type", "text/html")),
        BAD_GATEWAY_PAGE.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns HTTP 200 without a body. */
  public static InjectedFault empty() {
    return http(200, List.of(), new byte[0]);
  }

  /**
   * Returns a redirect with the given 3xx status; a client must not follow it, since it would send
   * the signature elsewhere.
   */
  public static InjectedFault redirect(int status, String location) {
    return http(status, List.of(Map.entry("Location", location)), new byte[0]);
  }

  /** Returns a connection reset before the first byte of an answer. */
  public static InjectedFault reset() {
    return wire(WireScript.builder().thenReset());
  }

  /** Returns an orderly close before the first byte of an answer. */
  public static InjectedFault hangUp() {
    return wire(WireScript.builder().thenClose());
  }

  /** Returns silence on an open connection. */
  public static InjectedFault hang() {
    return wire(WireScript.builder().thenHang());
  }

  /**
   * Returns the real answer, cut off after this many body bytes although its Content-Length
   * promises all of them.
   */
  public static InjectedFault truncated(int sentBytes) {
    return new InjectedFault.Truncated(sentBytes);
  }

  /** Returns the real answer, compressed. */
  public static InjectedFault gzip() {
    return new InjectedFault.Gzip();
  }

  /** Returns the real answer, wrongly declared as compressed. */
  public static InjectedFault falseGzip() {
    return new InjectedFault.FalseGzip();
  }

  /** Returns the real answer in chunks of this many bytes. */
  public static InjectedFault chunked(int chunkBytes) {
    return new InjectedFault.Chunked(chunkBytes);
  }

  /** Returns the real answer with its body sent a few bytes at a time. */
  public static InjectedFault slowBody(int bytesAtATime, Duration pause) {
    return new InjectedFault.Slow(false, bytesAtATime, pause);
  }

  /** Returns the real answer with its status line and headers sent a few bytes at a time. */
  public static InjectedFault slowHeader(int bytesAtATime, Duration pause) {
    return new InjectedFault.Slow(true, bytesAtATime, pause);
  }

  /** Returns the real answer unchanged, for rules that only delay or count. */
  public static InjectedFault pass() {
    return new InjectedFault.Pass();
  }

  /** Returns exact bytes on the socket. */
  public static InjectedFault wire(WireScript script) {
    return new InjectedFault.Wire(script);
  }
}
