package dev.chatcontract.conformance.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.simulator.door.IncomingBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every request is answered with the envelope or a plain refusal, and other callers are still
 * served.
 */
class HostileHttpTest {
  private static final String OPERATION = "get_group_attr";
  private static final String REQUEST = "{\"GroupId\":\"@TGS#aC5SZEAEF\"}";
  private static final byte[] BODY = REQUEST.getBytes(UTF_8);
  private static final byte[] NONE = {};

  /** Refusals at HTTP level; 505 is for another HTTP version, 0 for a closed connection. */
  private static final Object[] PLAIN = {
    0, 400, 403, 405, 408, 411, 413, 414, 415, 417, 426, 431, 505
  };

  private static Simulator simulator;
  private static ApiCaller api;
  private static String target;
  private static int port;

  @BeforeAll
  static void start() {
    simulator = Simulator.start();
    api = new ApiCaller(simulator);
    target = api.path(OPERATION) + "?" + api.query();
    port = simulator.port();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @AfterEach
  void otherCallersAreStillServed() {
    assertThat(api.code(OPERATION, REQUEST)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "multipart/mixed",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-7",
        "application/json; charset=\"",
        "text/plain",
        ";;;",
        "\u00ff"
      })
  void anyContentTypeIsReadAsJson(String type) throws IOException {
    assertThat(post(List.of("Content-Type: " + type), BODY).body()).contains("\"ErrorCode\":0");
  }

  @Test
  void gzipIsReadAndFalseGzipIsRefused() throws IOException {
    List<String> gzip = List.of("Content-Encoding: gzip");
    byte[] packed = packed(BODY);
    assertThat(post(gzip, packed).body()).contains("\"ErrorCode\":0");
    assertThat(post(List.of("Content-Encoding: GZIP"), packed).body()).contains("\"ErrorCode\":0");
    assertThat(post(gzip, BODY).status()).isEqualTo(400);
    assertThat(post(gzip, Arrays.copyOf(packed, packed.length / 2)).status()).isEqualTo(400);
    assertThat(post(gzip, Arrays.copyOf(packed, packed.length - 6)).status()).isEqualTo(400);
    for (String other : List.of("br", "deflate", "gzip, gzip", "identity;q=1", "")) {
      assertPlainOrEnvelope(post(List.of("Content-Encoding: " + other), packed));
    }
  }

  @Test
  void aGzipBombIsNotInflated() throws IOException {
    byte[] bomb = packed(new byte[100_000_000]);
    assertThat(bomb.length).isLessThan(200_000);
    assertThat(post(List.of("Content-Encoding: gzip"), bomb).status()).isEqualTo(413);
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedWithOrWithoutALength() throws IOException {
    assertThat(post(List.of(), new byte[IncomingBody.LARGEST_BYTES + 1]).status()).isEqualTo(413);
    byte[] chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(ISO_8859_1);
    byte[][] parts = new byte[7][];
    Arrays.fill(parts, chunk);
    parts[0] = head("Transfer-Encoding: chunked");
    assertThat(RawHttp.send(port, parts).status()).isEqualTo(413);
    assertThat(post(List.of(), " ".repeat(IncomingBody.LARGEST_BYTES - 10).getBytes(UTF_8)).body())
        .contains("60003");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nx\r\n0\r\n\r\n",
        "-1\r\n\r\n",
        "ffffffffffffffff\r\nx",
        "5\r\nab",
        "5\r\nabcdefgh\r\n0\r\n\r\n",
        "\r\n",
        "0\r\nTrailer: x\r\n\r\n",
        "2;ext=\"\r\n{}\r\n0\r\n\r\n",
        "1"
      })
  void malformedChunksAreRefused(String chunks) throws IOException {
    assertPlainOrEnvelope(
        RawHttp.send(port, head("Transfer-Encoding: chunked"), chunks.getBytes(ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/9.9\r\n\r\n",
        "GET\r\n\r\n",
        "\u0000\u0001\u0002\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET /\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: \u0000\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"
      })
  void requestsThatAreNotHttpGetAPlainRefusal(String bytes) throws IOException {
    assertPlainOrEnvelope(RawHttp.send(port, bytes.getBytes(ISO_8859_1)));
  }

  @Test
  void headersBeyondTheLimitAreRefused() throws IOException {
    assertThat(post(List.of("X-A: " + "a".repeat(100_000)), BODY).status()).isEqualTo(431);
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add("X-" + i + ": some value");
    }
    assertThat(post(many, BODY).status()).isEqualTo(431);
    RawHttp.Reply longTarget =
        RawHttp.send(port, "GET", "/" + "a".repeat(100_000), List.of(), NONE);
    assertThat(longTarget.status()).isIn(414, 431);
  }

  @ParameterizedTest
  @CsvSource({"100-continue,200", "nonsense,417"})
  void expectationsAreMetOrRefused(String expected, int status) throws IOException {
    RawHttp.Reply reply = post(List.of("Expect: " + expected), BODY);
    assertPlainOrEnvelope(reply);
    assertThat(reply.status()).isIn(status, 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "FOO!"})
  void anyOtherMethodGetsTheUnparsableCodeOfTheApi(String method) throws IOException {
    RawHttp.Reply reply = RawHttp.send(port, method, target, List.of(), BODY);
    assertThat(reply.body()).contains("\"ErrorCode\":60002", "POST");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void headHasNoBodyAndTraceRepeatsNothing() throws IOException {
    RawHttp.Reply head = RawHttp.send(port, "HEAD", target, List.of(), NONE);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    RawHttp.Reply trace = RawHttp.send(port, "TRACE", target, List.of("X-Secret: 42"), NONE);
    assertThat(trace.status()).isEqualTo(405);
    assertThat(trace.body()).doesNotContain("42", "usersig");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%00",
        "/v4/%",
        "/v4/%zz",
        "/v4/%c3%28",
        "/..",
        "/../../../../etc/passwd",
        "/v4/..%2f..%2fetc/passwd",
        "/v4/%2e%2e/x",
        "/v4;a=b/x",
        "/v4//x",
        "/\u00e4",
        "/?%",
        "/?%00",
        "/?a=%zz&b=%u1234",
        "/?&&&==&=",
        "/?a[]=1#x",
        "/x\\y",
        "/{}|^`\"<>",
        "/?\u00ff"
      })
  void anyTargetIsAnUnknownPathOrRefused(String odd) throws IOException {
    RawHttp.Reply reply = RawHttp.send(port, "POST", odd, List.of(), BODY);
    assertPlainOrEnvelope(reply);
    assertThat(reply.body()).doesNotContain("root:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"GroupId\":99999999999999999999999}",
        "{\"GroupId\":1e999999999}",
        "{\"GroupId\":\"\\ud800\"}",
        "{\"GroupId\":\"\\u0000\"}",
        "{\"GroupId\":\"a\",\"GroupId\":\"b\"}",
        "{\"GroupId\":\"@TGS#x\"}}",
        "{'GroupId':'x'}",
        "{\"GroupId\":NaN}",
        "[[[[[[",
        "\"",
        "\ufeff{}"
      })
  void anyJsonIsAnswered(String json) throws IOException {
    RawHttp.Reply reply = post(List.of(), json.getBytes(UTF_8));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("\"ActionStatus\":\"FAIL\"").hasSizeLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Next", "Limit", "StartIndex", "CreateTime", "MaxMemberCount"})
  void numbersOfAnySizeAreAnswered(String member) throws IOException {
    for (String operation :
        List.of("get_appid_group_list", "get_contact_group", "import_group", "get_group_info")) {
      String base =
          "{\"From_Account\":\"user0\",\"Type\":\"Public\",\"Name\":\"x\",\"GroupIdList\":[\"g\"],\"";
      for (String number :
          List.of(
              "9223372036854775807",
              "-9223372036854775808",
              "9223372036854775808",
              "18446744073709551616",
              "1" + "0".repeat(900),
              "1" + "0".repeat(2000),
              "1.0",
              "1e3",
              "1e-400",
              "1e400000000",
              "-0",
              "0.1")) {
        String at = api.path(operation) + "?" + api.query();
        byte[] body = (base + member + "\":" + number + "}").getBytes(UTF_8);
        assertPlainOrEnvelope(RawHttp.send(port, "POST", at, List.of(), body));
      }
    }
  }

  @Test
  void deepJsonAndBytesThatAreNotUtf8AreUnparsable() throws IOException {
    for (int depth : new int[] {900, 1_100, 100_000}) {
      String deep = "{\"GroupId\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
      assertThat(post(List.of(), deep.getBytes(UTF_8)).body()).contains("FAIL");
      String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
      assertThat(post(List.of(), objects.getBytes(UTF_8)).body()).contains("FAIL");
    }
    for (int first : new int[] {0x80, 0xC0, 0xFE, 0xFF}) {
      byte[] body = BODY.clone();
      body[13] = (byte) first;
      assertThat(post(List.of(), body).body()).contains("60003");
    }
    assertThat(post(List.of(), REQUEST.getBytes(java.nio.charset.StandardCharsets.UTF_16)).body())
        .contains("ErrorCode");
  }

  @Test
  void manySlowBodiesDoNotBlockOthers() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 400; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        slow.add(socket);
        socket
            .getOutputStream()
            .write(head(i % 2 == 0 ? "Content-Length: 1000" : "Transfer-Encoding: chunked"));
        socket
            .getOutputStream()
            .write(i % 2 == 0 ? "{\"Gr".getBytes(UTF_8) : "4\r\n{\"Gr\r\n".getBytes(UTF_8));
        socket.getOutputStream().flush();
      }
      for (int i = 0; i < 20; i++) {
        assertThat(api.code(OPERATION, REQUEST)).isZero();
      }
      // They are still open: each is answered once its body is complete.
      Socket last = slow.get(398);
      last.setSoTimeout(30_000);
      last.getOutputStream().write(" ".repeat(996).getBytes(UTF_8));
      assertThat(new String(last.getInputStream().readAllBytes(), UTF_8)).contains("60003");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aBodyInPiecesIsReadCompletely() throws IOException {
    byte[] chunked =
        ("5\r\n"
                + REQUEST.substring(0, 5)
                + "\r\n"
                + Integer.toHexString(REQUEST.length() - 5)
                + "\r\n"
                + REQUEST.substring(5)
                + "\r\n0\r\n\r\n")
            .getBytes(UTF_8);
    byte[][] parts = new byte[chunked.length + 1][];
    parts[0] = head("Transfer-Encoding: chunked");
    for (int i = 0; i < chunked.length; i++) {
      parts[i + 1] = new byte[] {chunked[i]};
    }
    assertThat(RawHttp.send(port, parts).body()).contains("\"ErrorCode\":0");
  }

  private static RawHttp.Reply post(List<String> headers, byte[] body) throws IOException {
    return RawHttp.send(port, "POST", target, headers, body);
  }

  private static byte[] head(String header) {
    return ("POST "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + header
            + "\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  private static byte[] packed(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  private static void assertPlainOrEnvelope(RawHttp.Reply reply) {
    if (reply.status() == 200) {
      assertThat(reply.body()).startsWith("{").contains("\"ActionStatus\":");
    } else {
      assertThat(reply.status()).as(reply.head() + reply.body()).isIn(PLAIN);
      assertThat(reply.body()).hasSizeLessThan(200).doesNotContain("<", "/");
    }
    assertThat(reply.body()).doesNotContain("Exception", "at dev.", "jetty", "<html");
  }
}
