package dev.chatcontract.conformance.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.log.RecordedRequest;
import dev.chatcontract.conformance.wire.WireScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String OPERATION = "get_group_attr";
  private static final String REQUEST = "{\"GroupId\":\"@TGS#aC5SZEAEF\"}";
  private static final String IMPORT = "{\"Type\":\"Public\",\"GroupId\":\"g\",\"Name\":\"x\"}";

  private static Simulator simulator;
  private static ApiCaller api;
  private static byte[] real;

  @BeforeAll
  static void start() {
    simulator = Simulator.start();
    api = new ApiCaller(simulator);
    real = api.http(OPERATION, REQUEST).body();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
  }

  @Test
  void aScriptIsPlayedInOrderAndThenAnswersAreNormal() {
    show(FaultRule.on(OPERATION).skip(1).times(2).fault(Faults.code(10002)));
    show(FaultRule.on(OPERATION).fault(Faults.code(88888, "never heard of")));
    assertThat(codes(5)).containsExactly(0, 10002, 10002, 88888, 0);
  }

  @Test
  void aRuleForOneOperationDoesNotAffectOthers() {
    show(FaultRule.on("import_group").always().fault(Faults.code(10002)));
    assertThat(codes(1)).containsExactly(0);
    assertThat(api.code("import_group", IMPORT)).isEqualTo(10002);
    assertThat(api.code("import_group", IMPORT)).isEqualTo(10002);
  }

  @Test
  void aFaultForAnOperationThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> simulator.addFault(FaultRule.on("get_group")))
        .isInstanceOf(SimulatorException.class)
        .hasMessageContaining("get_group ")
        .hasMessageContaining("get_group_info");
  }

  @Test
  void badGatewayEmptyAndRedirectAreWellFormedHttp() {
    show(FaultRule.onAny().fault(Faults.badGateway()));
    HttpResponse<byte[]> gateway = api.http(OPERATION, REQUEST);
    assertThat(gateway.statusCode()).isEqualTo(502);
    assertThat(gateway.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(new String(gateway.body(), UTF_8)).startsWith("<html>");

    show(FaultRule.onAny().fault(Faults.empty()));
    HttpResponse<byte[]> empty = api.http(OPERATION, REQUEST);
    assertThat(empty.statusCode()).isEqualTo(200);
    assertThat(empty.body()).isEmpty();

    show(FaultRule.onAny().fault(Faults.redirect(307, "http://127.0.0.1:1/elsewhere")));
    HttpResponse<byte[]> redirect = api.http(OPERATION, REQUEST);
    assertThat(redirect.statusCode()).isEqualTo(307);
    assertThat(redirect.headers().firstValue("Location")).hasValue("http://127.0.0.1:1/elsewhere");

    show(
        FaultRule.onAny()
            .fault(Faults.http(503, List.of(Map.entry("Retry-After", "0")), new byte[0])));
    assertThat(api.http(OPERATION, REQUEST).headers().firstValue("Retry-After")).hasValue("0");
  }

  @Test
  void aResetBeforeTheEffectChangesNothingAndAResetAfterItDoes() {
    long before = simulator.world().collection("groups").count();
    show(FaultRule.on("import_group").fault(Faults.reset()));
    assertThatThrownBy(() -> api.raw("import_group", IMPORT)).isInstanceOf(SocketException.class);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(before);

    show(FaultRule.on("import_group").afterEffect().fault(Faults.reset()));
    assertThatThrownBy(() -> api.raw("import_group", IMPORT)).isInstanceOf(SocketException.class);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(before + 1);
    assertThat(api.code("import_group", IMPORT)).isEqualTo(10021);
  }

  @Test
  void aHangUpEndsTheConnectionWithoutAByte() throws IOException {
    show(FaultRule.onAny().fault(Faults.hangUp()));
    assertThat(api.raw(OPERATION, REQUEST)).isEmpty();
  }

  @Test
  void aTruncatedAnswerPromisesMoreThanItSends() throws IOException {
    show(FaultRule.onAny().fault(Faults.truncated(25)));
    String answer = new String(api.raw(OPERATION, REQUEST), UTF_8);
    assertThat(answer).contains("Content-Length: " + real.length);
    assertThat(body(answer)).isEqualTo(new String(real, 0, 25, UTF_8));
  }

  @Test
  void gzipIsValidAndFalseGzipIsNot() throws IOException {
    show(FaultRule.onAny().fault(Faults.gzip()));
    HttpResponse<byte[]> packed = api.http(OPERATION, REQUEST);
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(real);
    }
    show(FaultRule.onAny().fault(Faults.falseGzip()));
    HttpResponse<byte[]> plain = api.http(OPERATION, REQUEST);
    assertThat(plain.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(plain.body()).isEqualTo(real);
  }

  @Test
  void slowAndChunkedAnswersArriveComplete() {
    show(FaultRule.onAny().fault(Faults.slowBody(50, Duration.ofMillis(2))));
    assertThat(api.http(OPERATION, REQUEST).body()).isEqualTo(real);
    show(FaultRule.onAny().fault(Faults.slowHeader(20, Duration.ofMillis(2))));
    assertThat(api.http(OPERATION, REQUEST).body()).isEqualTo(real);
    show(FaultRule.onAny().fault(Faults.chunked(7)));
    HttpResponse<byte[]> chunked = api.http(OPERATION, REQUEST);
    assertThat(chunked.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
    assertThat(chunked.body()).isEqualTo(real);
  }

  @Test
  void aSlowAnswerPausesAsConfigured() {
    show(FaultRule.onAny().delay(Duration.ofMillis(60)).fault(Faults.pass()));
    long start = System.nanoTime();
    assertThat(api.http(OPERATION, REQUEST).body()).isEqualTo(real);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(59));
  }

  @Test
  void aRawScriptIsSentByteForByte() throws IOException {
    byte[] wire = "HTTP/1.1 200 \r\ncontent-LENGTH: 3\r\n\r\n\0\u00ff?".getBytes(US_ASCII);
    show(
        FaultRule.onAny()
            .fault(
                Faults.wire(
                    WireScript.builder()
                        .send(wire)
                        .pause(Duration.ofMillis(1))
                        .send("!")
                        .thenClose())));
    assertThat(new String(api.raw(OPERATION, REQUEST), US_ASCII))
        .isEqualTo(new String(wire, US_ASCII) + "!");
  }

  @Test
  void anAnswerOfMegabytesIsWrittenCompletely() throws IOException {
    byte[] much = new byte[5_000_000];
    show(FaultRule.onAny().fault(Faults.wire(WireScript.builder().send(much).thenClose())));
    assertThat(api.raw(OPERATION, REQUEST)).hasSize(much.length);
  }

  @Test
  void closingEndsAHangAtOnce() throws Exception {
    CompletableFuture<byte[]> hanging;
    try (Simulator other =
        Simulator.builder()
            .requestLog(1)
            .fault(FaultRule.onAny().always().fault(Faults.hang()))
            .start()) {
      ApiCaller caller = new ApiCaller(other);
      hanging =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return caller.raw(OPERATION, REQUEST);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      while (other.requests().count() == 0 && !hanging.isDone()) {
        Thread.onSpinWait();
      }
    }
    assertThat(hanging.handle((answer, failure) -> answer == null || answer.length == 0))
        .succeedsWithin(10, TimeUnit.SECONDS)
        .isEqualTo(true);
  }

  @Test
  void everyAttemptIsRecordedWithTheResultOfTheChecksEvenIfAFaultAnswers() {
    show(FaultRule.onAny().times(2).fault(Faults.badGateway()));
    api.http(OPERATION, REQUEST);
    api.http(OPERATION, "{\"GroupId\":1}");
    List<RecordedRequest> seen = simulator.requests().all();
    assertThat(seen).extracting(RecordedRequest::checkCode).containsExactly(0, 10004);
    assertThat(seen).extracting(RecordedRequest::number).containsExactly(1L, 2L);
    RecordedRequest first = seen.get(0);
    assertThat(first.operation()).isEqualTo(OPERATION);
    assertThat(first.method()).isEqualTo("POST");
    assertThat(new String(first.body(), UTF_8)).isEqualTo(REQUEST);
    assertThat(first.header("HOST")).contains("127.0.0.1");
    assertThat(first.query())
        .extracting(Map.Entry::getKey)
        .containsExactly("sdkappid", "identifier", "usersig", "random", "contenttype");
    assertThat(first.toString()).doesNotContain("usersig");
  }

  @Test
  void aDelayedRefusalIsLoggedWithItsCodeAndALostOneWithout() {
    show(FaultRule.onAny().fault(Faults.pass()));
    show(FaultRule.onAny().fault(Faults.gzip()));
    show(FaultRule.onAny().fault(Faults.chunked(7)));
    show(FaultRule.onAny().fault(Faults.falseGzip()));
    assertThat(api.code(OPERATION, "{\"GroupId\":1}")).isEqualTo(10004);
    for (int i = 0; i < 3; i++) {
      api.http(OPERATION, "{\"GroupId\":1}");
    }
    assertThat(api.admin("GET", "/requests", ""))
        .extracting(entry -> entry.path("answer").path("code").asInt(-1))
        .containsExactly(10004, 10004, 10004, 0);
  }

  @Test
  void theRequestLogIsLimited() {
    try (Simulator other = Simulator.builder().requestLog(3).start()) {
      ApiCaller caller = new ApiCaller(other);
      for (int i = 0; i < 5; i++) {
        caller.call(OPERATION, REQUEST);
      }
      assertThat(other.requests().count()).isEqualTo(5);
      assertThat(other.requests().all())
          .extracting(RecordedRequest::number)
          .containsExactly(3L, 4L, 5L);
    }
  }

  @Test
  void faultsAreSetAndSeenOverHttp() {
    JsonNode added =
        api.admin(
            "POST",
            "/faults",
            """
            [{"operation": "get_group_attr", "fault": "code", "code": 10002, "times": 2},
             {"fault": "http", "status": 408, "body": {"a": 1}, "headers": {"X-A": "b"}},
             {"fault": "raw", "bytes": "HTTP/1.1 204 No Content\\r\\nConnection: close\\r\\n\\r\\n"},
             {"fault": "truncated", "sentBytes": 3},
             {"fault": "slow-body", "bytesAtATime": 100, "pauseMs": 1, "delayMs": 1}]
            """);
    assertThat(added).hasSize(5);
    assertThat(codes(2)).containsExactly(10002, 10002);
    assertThat(api.admin("GET", "/faults", "")).hasSize(4);
    HttpResponse<byte[]> timeout = api.http(OPERATION, REQUEST);
    assertThat(timeout.statusCode()).isEqualTo(408);
    assertThat(timeout.headers().firstValue("X-A")).hasValue("b");
    assertThat(api.http(OPERATION, REQUEST).statusCode()).isEqualTo(204);
    assertThatThrownBy(() -> api.http(OPERATION, REQUEST)).isInstanceOf(UncheckedIOException.class);
    assertThat(api.http(OPERATION, REQUEST).body()).isEqualTo(real);

    api.admin("POST", "/faults", "{\"fault\": \"reset\", \"times\": 0}");
    assertThat(api.admin("DELETE", "/faults", "").path("faults").asInt(-1)).isZero();
    assertThat(codes(1)).containsExactly(0);
    assertThat(api.admin("GET", "/requests", "")).hasSize(7);
    assertThat(api.admin("POST", "/groups", "{\"count\": 40}").path("groups").asLong())
        .isGreaterThan(40);
    JsonNode fresh = api.admin("POST", "/reset", "");
    assertThat(fresh.path("requests").asInt(-1)).isZero();
    assertThat(fresh.path("groups").asLong()).isLessThan(40);
    assertThat(fresh).isEqualTo(api.admin("GET", "", ""));
  }

  @Test
  void anUnknownFaultIsRefusedWithTheKnownOnes() {
    assertThat(error("{\"fault\": \"rset\"}")).contains("rset", "reset");
    assertThat(error("{\"fault\": \"code\"}")).contains("needs \"code\"");
    assertThat(error("{\"fault\": \"reset\", \"count\": 2}")).contains("count", "times");
    assertThat(error("{\"fault\": \"reset\", \"times\": -1}")).contains("times", "-1");
    assertThat(error("{\"operation\": \"nope\"}")).contains("nope", "get_group_attr");
    assertThat(error("{\"fault\": \"raw\", \"bytesBase64\": \"?\"}")).contains("Base64");
    assertThat(error("{")).contains("not JSON");
    assertThat(simulator.faults().pending()).isEmpty();
  }

  private static String error(String rule) {
    return api.admin("POST", "/faults", rule).path("error").asText();
  }

  private static List<Integer> codes(int calls) {
    return java.util.stream.IntStream.range(0, calls)
        .mapToObj(i -> api.code(OPERATION, REQUEST))
        .toList();
  }

  private static void show(FaultRule rule) {
    simulator.addFault(rule);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }
}
