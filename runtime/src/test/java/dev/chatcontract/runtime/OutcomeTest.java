package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.bytes;
import static dev.chatcontract.runtime.WireServer.json;
import static dev.chatcontract.runtime.WireServer.raw;
import static dev.chatcontract.runtime.WireServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.operation.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
  private final WireServer server = new WireServer();
  private final OperationCaller caller =
      OperationCaller.create(
          Things.options(server).retryPolicy(RetryPolicy.none()).maxResponseBytes(10_000).build());

  @AfterEach
  void close() {
    caller.close();
    server.close();
  }

  private Found read() {
    return caller.call(Things.READ, Ask.empty(), CallOptions.none());
  }

  private <E extends ChatException> E failure(Class<E> kind) {
    return catchThrowableOfType(kind, this::read);
  }

  @Test
  void sendsOnePostWithTheBodyAsJson() {
    Found found =
        caller.call(
            Things.READ,
            new Ask(List.of("a", "\u6f22"), 4454685361L, null),
            CallOptions.none().header("X-Trace", "7"));
    assertThat(found.code()).isZero();
    assertThat(server.requests()).isEqualTo(1);
    WireServer.Seen seen = server.request(0);
    assertThat(seen.line()).isEqualTo("POST /v1/things/read_things HTTP/1.1");
    assertThat(seen.body()).isEqualTo("{\"Ids\":[\"a\",\"\u6f22\"],\"Cursor\":4454685361}");
    assertThat(seen.headers())
        .containsEntry("content-type", "application/json; charset=utf-8")
        .containsEntry("content-length", "39")
        .hasEntrySatisfying(
            "user-agent", agent -> assertThat(agent).startsWith("chat-contract-java/"))
        .containsEntry("x-trace", "7");
  }

  @Test
  void usesTheHttpMethodOfTheOperation() {
    Operation<Ask, Found> put = Things.operation("m").method("PUT").build();
    caller.call(put, Ask.empty(), CallOptions.none());
    assertThat(server.request(0).line()).startsWith("PUT /v1/things/m ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/prefix", "/prefix/"})
  void keepsThePathOfTheBaseUrlAsPrefix(String path) {
    caller.call(Things.READ, Ask.empty(), CallOptions.none().baseUrl(server.url() + path));
    String prefix = path.startsWith("/prefix") ? "/prefix" : "";
    assertThat(server.request(0).line())
        .isEqualTo("POST " + prefix + "/v1/things/read_things HTTP/1.1");
  }

  @Test
  void keepsUnknownMembers() throws IOException {
    String body =
        "{\"Extra\":{\"a\":[1,1.50,12345678901234567890,null,true,\"x\"]},\"Status\":\"OK\",\"Things\":[{\"Id\":null,\"New\":false}],\"Next\":null,\"Code\":0}";
    server.then(json(body));
    Found found = read();
    assertThat(Found.CODEC.toTree(found)).isEqualTo(JsonCodec.NODE.fromString(body));
    assertThat(found.things()).hasSize(1);
    assertThat(found.things().get(0).id()).isNull();
  }

  @Test
  void aRefusalCarriesWhatTheContractSaysAboutIt() {
    server.then(json("{\"Code\":104,\"Status\":\"FAIL\",\"Info\":\"Ids is bad\"}"));
    ApiException e = failure(ApiException.class);
    assertThat(e.code()).isEqualTo(104);
    assertThat(e.info()).isEqualTo("Ids is bad");
    assertThat(e.status()).hasValue("FAIL");
    assertThat(e.operation()).isEqualTo("read_things");
    assertThat(e.entry().orElseThrow().name()).isEqualTo("BAD");
    assertThat(e.errorClass()).isEqualTo(ErrorClass.INVALID_REQUEST);
    assertThat(e.retry()).isEqualTo(Retry.NEVER);
    assertThat(e.retryable()).isFalse();
    assertThat(e.attempts()).isEqualTo(1);
    assertThat(e.maybeApplied()).isFalse();
    assertThat(e.kind()).isEqualTo(ApiException.Kind.REJECTED);
    assertThat(e.partial()).isEmpty();
    assertThat(e)
        .hasMessage(
            "read_things: 104 BAD: Meaning of BAD. Action for BAD. Server: \"Ids is bad\". (invalid-request, retry never, 1 attempt)");
  }

  @Test
  void anUnlistedCodeIsClassifiedByItsRange() {
    server.then(
        json("{\"Status\":\"FAIL\",\"Code\":777}"), json("{\"Status\":\"FAIL\",\"Code\":9}"));
    ApiException ranged = failure(ApiException.class);
    assertThat(ranged.errorClass()).isEqualTo(ErrorClass.AUTH);
    assertThat(ranged.entry()).isEmpty();
    assertThat(ranged.info()).isEmpty();
    assertThat(ranged.retryable()).isFalse();
    assertThat(ranged)
        .hasMessage(
            "read_things: 777: the contract does not list this code, its range means: signatures. (auth, retry never, 1 attempt)");
    ApiException unknown = failure(ApiException.class);
    assertThat(unknown.errorClass()).isEqualTo(ErrorClass.UNLISTED);
    assertThat(unknown)
        .hasMessage(
            "read_things: 9: the contract does not list this code. (unlisted, retry never, 1 attempt)");
  }

  @ParameterizedTest
  @CsvSource({"OK,101", "FAIL,0", "MAYBE,0", "'',0", "ok,0"})
  void onlyOkTogetherWithZeroIsASuccess(String status, long code) {
    server.then(json("{\"Status\":\"" + status + "\",\"Code\":" + code + "}"));
    ApiException e = failure(ApiException.class);
    assertThat(e.kind()).isEqualTo(ApiException.Kind.MISMATCH);
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.retryable()).isFalse();
    assertThat(e).hasMessageContaining("contradict each other, so the outcome is unknown.");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void anUnknownStatusWithACodeIsARefusal() {
    server.then(json("{\"Status\":\"NO\",\"Code\":104}"));
    assertThat(failure(ApiException.class).kind()).isEqualTo(ApiException.Kind.REJECTED);
  }

  @Test
  void readsARefusalEvenIfOtherMembersHaveWrongTypes() {
    server.then(
        json(
            "{\"Things\":\"none\",\"Other\":{\"Code\":1},\"Status\":\"FAIL\",\"Info\":\"no\",\"Code\":104}"),
        json("{\"Things\":\"none\",\"Code\":104}"));
    ApiException e = failure(ApiException.class);
    assertThat(e.code()).isEqualTo(104);
    assertThat(e.info()).isEqualTo("no");
    assertThat(e.getSuppressed()).hasSize(1);
    assertThat(failure(ApiException.class).status()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Status\":\"OK\",\"Code\":0,\"Things\":\"none\"}",
        "{\"Status\":\"OK\",\"Code\":104,\"Code\":0}",
        "{\"Status\":\"FAIL\",\"Code\":\"104\"}",
        "{\"Status\":\"FAIL\",\"Code\":104.0}",
        "{\"Status\":\"FAIL\",\"Code\":9223372036854775808}",
        "{\"Status\":\"FAIL\",\"Code\":null}",
        "{}",
        "[]",
        "null",
        "{\"Status\":\"OK\",\"Code\":0} {\"Code\":104}",
        "{\"Status\":\"FAIL\",\"Code\":104} 1"
      })
  void refusesAnswersOfAnotherShape(String body) {
    server.then(json(body));
    DecodeException e = failure(DecodeException.class);
    assertThat(e.kind()).isEqualTo(DecodeException.Kind.SHAPE);
    assertThat(e.status()).isEqualTo(200);
    assertThat(e).hasMessageStartingWith("read_things: the answer is not as the contract says: ");
    assertThat(e.snippet()).isEqualTo(body);
  }

  /** A contract may leave the code out of what it requires; its record then has none to unbox. */
  @ParameterizedTest
  @ValueSource(
      strings = {"{\"Status\":\"OK\",\"Code\":0}", "{\"Status\":\"OK\",\"Code\":0,\"Next\":null}"})
  void anAnswerWithoutTheCodeOfTheEnvelopeIsOfAnotherShape(String body) throws Exception {
    Operation<Ask, Found> op =
        Things.operation("o")
            .envelope(
                new Envelope<>(
                    new Envelope.Names("Status", "OK", "Next", 0, "Info"),
                    Found::status,
                    Found::next,
                    Found::info))
            .build();
    server.then(json(body));
    DecodeException e =
        catchThrowableOfType(
            DecodeException.class, () -> caller.call(op, Ask.empty(), CallOptions.none()));
    assertThat(e.kind()).isEqualTo(DecodeException.Kind.SHAPE);
    assertThat(e).hasMessageContaining("required member missing or null: Next");
    assertThat(caller.callAsync(op, Ask.empty(), CallOptions.none()))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(DecodeException.class);
    JsonNode ask = JsonCodec.NODE.fromString("{}");
    assertThat(
            catchThrowableOfType(
                    DecodeException.class, () -> caller.callRaw(op, ask, CallOptions.none()))
                .kind())
        .isEqualTo(DecodeException.Kind.SHAPE);
    server.then(json("{\"Status\":\"OK\",\"Code\":0,\"Next\":0}"));
    assertThat(caller.call(op, Ask.empty(), CallOptions.none()).next()).isZero();
  }

  @Test
  void namesThePlaceOfTheFault() {
    server.then(json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Id\":\"a\"},{\"Id\":7}]}"));
    DecodeException e = failure(DecodeException.class);
    assertThat(e.pointer()).isEqualTo("/Things/1/Id");
    assertThat(e)
        .hasMessage(
            "read_things: the answer is not as the contract says: /Things/1/Id: expected a string, found an integer. Body: \"{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Id\":\"a\"},{\"Id\":7}]}\" (1 attempt)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"13800138000", "13800138.5", "1e13800138"})
  void doesNotQuoteASensitiveNumberWhereTextWasExpected(String number) {
    server.then(json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Name\":" + number + "}]}"));
    DecodeException e = failure(DecodeException.class);
    assertThat(e.pointer()).isEqualTo("/Things/0/Name");
    assertThat(e).hasStackTraceContaining("expected a string, found");
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("13800138");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"Status\":\"OK\",\"Code\":0", "plain", "{\"Status\":\"OK\",}", "\u0001"})
  void refusesAnswersThatAreNotJson(String body) {
    server.then(json(body));
    DecodeException e = failure(DecodeException.class);
    assertThat(e.kind()).isEqualTo(DecodeException.Kind.NOT_JSON);
    assertThat(e).hasMessageStartingWith("read_things: the answer is not JSON: ");
    assertThat(e).hasCauseInstanceOf(com.fasterxml.jackson.core.JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000fffe7b7d", "0000feff00110000", "0000feff0000007b00110000"})
  void refusesAnswersInOtherEncodings(String hex) {
    server.then(bytes(HexFormat.of().parseHex(hex)));
    DecodeException e = failure(DecodeException.class);
    assertThat(e.kind()).isEqualTo(DecodeException.Kind.NOT_JSON);
    assertThat(e).hasMessageStartingWith("read_things: the answer is not JSON: ");
    assertThat(e).hasCauseInstanceOf(java.io.CharConversionException.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void acceptsAnAnswerOfAnySizeIfConfigured() {
    server.then(json("{\"Status\":\"OK\",\"Code\":0}" + " ".repeat(20_000)));
    try (OperationCaller any =
        OperationCaller.create(Things.options(server).maxResponseBytes(Long.MAX_VALUE).build())) {
      assertThat(any.call(Things.READ, Ask.empty(), CallOptions.none()).code()).isZero();
    }
  }

  @Test
  void aTruncatedRefusalIsALostAnswer() {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":104,"));
    assertThat(failure(DecodeException.class).kind()).isEqualTo(DecodeException.Kind.NOT_JSON);
  }

  @Test
  void saysThatMarkupCameFromAGateway() {
    server.then(status(200, "text/html", "  <html>usersig=abc&x</html>"));
    DecodeException e = failure(DecodeException.class);
    assertThat(e.kind()).isEqualTo(DecodeException.Kind.NOT_JSON);
    assertThat(e.pointer()).isEmpty();
    assertThat(e.snippet()).isEqualTo("<html>usersig=***&x</html>");
    assertThat(e).hasMessageContaining("the answer is markup, not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void failsOnAnEmptyAnswer(String body) {
    server.then(json(body));
    DecodeException e = failure(DecodeException.class);
    assertThat(e).hasMessageContaining("empty");
    assertThat(e.kind())
        .isEqualTo(body.isEmpty() ? DecodeException.Kind.EMPTY : DecodeException.Kind.SHAPE);
  }

  @Test
  void skipsAByteOrderMark() {
    server.then(json("\ufeff{\"Status\":\"OK\",\"Code\":0}"));
    assertThat(read().status()).isEqualTo("OK");
  }

  @Test
  void limitsTheSizeOfAnAnswer() {
    String ok = "{\"Status\":\"OK\",\"Code\":0}";
    server.then(
        json(ok + " ".repeat(10_000 - ok.length())), json(ok + " ".repeat(10_001 - ok.length())));
    assertThat(read().code()).isZero();
    DecodeException e = failure(DecodeException.class);
    assertThat(e.kind()).isEqualTo(DecodeException.Kind.TOO_LARGE);
    assertThat(e).hasMessageContaining("more than 10000 bytes; raise maxResponseBytes");
    assertThat(e.snippet()).startsWith(ok);
  }

  @Test
  void limitsTheSizeOfADecompressedAnswer() throws IOException {
    server.then(gzip("{\"Status\":\"OK\",\"Code\":0}"), gzip(" ".repeat(1_000_000)));
    assertThat(read().code()).isZero();
    assertThat(failure(DecodeException.class).kind()).isEqualTo(DecodeException.Kind.TOO_LARGE);
  }

  private static WireServer.Script gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return status(200, "Content-Encoding: gzip", packed.toByteArray());
  }

  @Test
  void decodesAMegabyteByDefault() {
    StringBuilder body = new StringBuilder("{\"Things\":[{\"Id\":\"0\"}");
    for (int i = 1; i < 40_000; i++) {
      body.append(",{\"Id\":\"@TGS#").append(100_000_000 + i).append("\"}");
    }
    body.append("],\"Status\":\"OK\",\"Code\":0}");
    server.then(json(body.toString()));
    try (OperationCaller roomy = OperationCaller.create(Things.options(server).build())) {
      Found found = roomy.call(Things.READ, Ask.empty(), CallOptions.none());
      assertThat(found.things()).hasSize(40_000);
      assertThat(found.things().get(39_999).id()).isEqualTo("@TGS#100039999");
    }
  }

  @Test
  void aWrongContentLengthIsALostConnection() {
    server.then(
        raw(
            "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n",
            "{\"Status\":\"OK\",\"Code\":0}".getBytes(StandardCharsets.UTF_8),
            false));
    TransportException e = failure(TransportException.class);
    assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECTION_LOST);
    assertThat(e.sent()).isTrue();
    assertThat(e.attempts()).isEqualTo(1);
    assertThat(e).hasMessageContaining("broke before the whole answer arrived");
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "404", "429", "201", "300", "302", "399", "400"})
  void neverReadsAnotherStatusAsSuccess(int code) {
    server.then(status(code, "application/json", "{\"Status\":\"OK\",\"Code\":0}"));
    HttpStatusException e = failure(HttpStatusException.class);
    assertThat(e.status()).isEqualTo(code);
    assertThat(e.snippet()).isEqualTo("{\"Status\":\"OK\",\"Code\":0}");
    assertThat(e.retryAfterSeconds()).isEmpty();
    assertThat(e).hasMessageContaining("HTTP status " + code + ": a gateway or proxy answered");
    assertThat(e.getMessage().contains("Redirects are not followed"))
        .isEqualTo(code >= 300 && code < 400);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void quotesEmptyAndTruncatedGatewayPages() {
    server.then(
        status(502, "text/html", ""),
        raw(
            "HTTP/1.1 502 Bad\r\nContent-Length: 500\r\n\r\n",
            "<h1>Bad".getBytes(StandardCharsets.UTF_8),
            false));
    assertThat(failure(HttpStatusException.class))
        .hasMessage(
            "read_things: HTTP status 502: a gateway or proxy answered, not the service. Body: empty (1 attempt)");
    assertThat(failure(HttpStatusException.class).snippet()).isEqualTo("<h1>Bad");
  }

  @ParameterizedTest
  @CsvSource({
    "7,7",
    "90,90",
    "123456789,123456789",
    "0,0",
    "'',-1",
    "-1,-1",
    "soon,-1",
    "9999999999,-1",
    "':',-1",
    "1/2,-1"
  })
  void readsRetryAfterInSecondsOnly(String header, long seconds) {
    server.then(status(503, "Retry-After: " + header, new byte[0]));
    assertThat(failure(HttpStatusException.class).retryAfterSeconds().orElse(-1))
        .isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<p>",
        "[]",
        "{\"Status\":\"OK\",\"Code\":0}",
        "{\"longer\":\"than the limit\"}"
      })
  void anAnswerThatCannotBeDecodedShowsItsHttpStatus(String body) {
    Operation<Ask, Found> op =
        Things.operation("o")
            .statuses("2XX")
            .requiredOnSuccess("Things", r -> r.things() != null)
            .build();
    server.then(status(201, "application/json", body));
    try (OperationCaller small =
        OperationCaller.create(Things.options(server).maxResponseBytes(28).build())) {
      assertThat(
              catchThrowableOfType(
                  DecodeException.class, () -> small.call(op, Ask.empty(), CallOptions.none())))
          .extracting(DecodeException::status)
          .isEqualTo(201);
    }
  }

  @Test
  void failsWithoutAMemberThatSuccessPromises() {
    Operation<Ask, Found> op =
        Things.operation("o").requiredOnSuccess("Things", r -> r.things() != null).build();
    server.then(
        json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[]}"),
        json("{\"Status\":\"OK\",\"Code\":0,\"Things\":null}"),
        json("{\"Status\":\"FAIL\",\"Code\":104}"));
    assertThat(caller.call(op, Ask.empty(), CallOptions.none()).things()).isEmpty();
    DecodeException e =
        catchThrowableOfType(
            DecodeException.class, () -> caller.call(op, Ask.empty(), CallOptions.none()));
    assertThat(e.kind()).isEqualTo(DecodeException.Kind.SHAPE);
    assertThat(e.pointer()).isEqualTo("/Things");
    assertThat(e).hasMessageContaining("/Things is missing from an answer that says it succeeded");
    assertThat(
            catchThrowableOfType(
                ApiException.class, () -> caller.call(op, Ask.empty(), CallOptions.none())))
        .isNotNull();
  }

  @Test
  void withoutAnEnvelopeTheHttpStatusDecides() {
    Operation<Ask, Found> op =
        Operation.named("bare", Ask.CODEC, Found.CODEC).path("/bare").build();
    server.then(json("{\"Status\":\"FAIL\",\"Code\":104}"), json("{\"Code\":104}"));
    assertThat(caller.call(op, Ask.empty(), CallOptions.none()).code()).isEqualTo(104);
    assertThat(
            catchThrowableOfType(
                DecodeException.class, () -> caller.call(op, Ask.empty(), CallOptions.none())))
        .isNotNull();
  }

  @Test
  void callsWithTreesFollowTheSameRules() throws IOException {
    JsonNode body = JsonCodec.NODE.fromString("{\"Ids\":[\"a\"],\"Unknown\":1.50}");
    Operation<Ask, Found> op =
        Things.operation("t").requiredOnSuccess("Things", r -> r.things() != null).build();
    server.then(
        json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[],\"More\":1}"),
        json("{\"Status\":\"OK\",\"Code\":0}"),
        json("{\"Status\":\"FAIL\",\"Code\":104,\"Info\":\"i\"}"),
        json("{\"Code\":0}"),
        json("{\"Status\":\"OK\",\"Code\":\"0\"}"),
        json("{\"Status\":\"OK\",\"Code\":0.0}"));
    assertThat(caller.callRaw(op, body, CallOptions.none()))
        .isEqualTo(
            JsonCodec.NODE.fromString("{\"Status\":\"OK\",\"Code\":0,\"Things\":[],\"More\":1}"));
    assertThat(server.request(0).body()).isEqualTo("{\"Ids\":[\"a\"],\"Unknown\":1.50}");
    assertThat(rawFailure(op, body, DecodeException.class).pointer()).isEqualTo("/Things");
    ApiException e = rawFailure(op, body, ApiException.class);
    assertThat(e.info()).isEqualTo("i");
    assertThat(e.entry().orElseThrow().name()).isEqualTo("BAD");
    for (int i = 0; i < 3; i++) {
      assertThat(rawFailure(op, body, DecodeException.class))
          .hasMessageContaining("required member missing or of another type: Status, Code");
    }
  }

  private <E extends ChatException> E rawFailure(Operation<?, ?> op, JsonNode body, Class<E> kind) {
    return catchThrowableOfType(kind, () -> caller.callRaw(op, body, CallOptions.none()));
  }

  @Test
  void callsWithTreesNeedNoEnvelope() throws Exception {
    Operation<Ask, Found> op =
        Operation.named("bare", Ask.CODEC, Found.CODEC).path("/bare").build();
    server.then(bytes("[1]".getBytes(StandardCharsets.UTF_8)));
    JsonNode body = JsonCodec.NODE.fromString("{}");
    assertThat(caller.callRaw(op, body, CallOptions.none())).hasToString("[1]");
    assertThat(caller.callRawAsync(op, body, CallOptions.none()).get()).hasToString("[1]");
  }

  @Test
  void neitherNamesNorCausesFromTheServerForgeLinesOrControlATerminal() {
    String name = "a\\nFORGED\\u001b[2J " + "b ".repeat(2_500);
    server.then(
        json("{\"" + name + "\":{\"x\":1,\"x\":2}}"),
        raw("HTTP/1.1 2\u001b[2J OK\r\n\r\n", new byte[0], false));
    DecodeException shape = failure(DecodeException.class);
    assertThat(shape.kind()).isEqualTo(DecodeException.Kind.SHAPE);
    assertThat(shape.pointer()).startsWith("/a\nFORGED\u001b[2J b b ").endsWith("b /x");
    assertThat(shape)
        .hasMessageStartingWith(
            "read_things: the answer is not as the contract says: /a?FORGED?[2J b b ")
        .hasMessageContaining("...: the member occurs twice.");
    for (Throwable e : List.of(shape, failure(TransportException.class))) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(e.getMessage()).hasSizeLessThan(600);
      assertThat(trace.toString())
          .contains("Caused by: ")
          .doesNotContain("\u001b")
          .doesNotContain("\nFORGED")
          .doesNotContain("b ".repeat(150));
    }
  }

  @Test
  void shortensAndCleansTheServersTextInMessagesOnly() {
    String info = "line\\nusersig=AAA " + "y ".repeat(300);
    server.then(json("{\"Status\":\"FAIL\",\"Code\":104,\"Info\":\"" + info + "\"}"));
    ApiException e = failure(ApiException.class);
    assertThat(e.info()).hasSizeGreaterThan(600);
    assertThat(e.getMessage()).contains("Server: \"line usersig=*** y y").hasSizeLessThan(480);
    assertThat(e.getMessage()).doesNotContain("AAA").doesNotContain("\n");
  }
}
