package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.testing.ChatExceptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an application needs from a client: exceptions for its tests, a user agent, a proxy, a
 * listener.
 */
class ClientInApplicationTest {
  private final WireServer server = new WireServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiException refused(ClientOptions options, CallOptions call) {
    try (OperationCaller caller = OperationCaller.create(options)) {
      return catchThrowableOfType(
          ApiException.class, () -> caller.call(Things.WRITE, Ask.empty(), call));
    }
  }

  @Test
  void anApiExceptionCreatedForATestEqualsTheOneThatTheServerCauses() {
    server.then(WireServer.json("{\"Status\":\"FAIL\",\"Code\":100,\"Info\":\"out of order\"}"));
    ApiException real = refused(Things.options(server).build(), CallOptions.none());

    ApiException made = ChatExceptions.api(Things.WRITE, 100, "out of order");

    assertThat(made).hasMessage(real.getMessage());
    assertThat(made)
        .usingRecursiveComparison()
        .comparingOnlyFields(
            "operation", "code", "info", "entry", "errorClass", "retry", "retryable", "attempts")
        .isEqualTo(real);
    assertThat(made.maybeApplied()).isEqualTo(real.maybeApplied());
    assertThat(ChatExceptions.api(Things.WRITE, 7, "").entry()).isEmpty();
  }

  @Test
  void impossibleFailuresAreNotCreated() {
    assertThatThrownBy(() -> ChatExceptions.api(Things.WRITE, 0, "fine"))
        .hasMessage("code 0 of write_thing means success");
    assertThatThrownBy(() -> ChatExceptions.httpStatus(Things.WRITE, 200, ""))
        .hasMessage("HTTP status 200 is not a failure");
    assertThatThrownBy(
            () ->
                ChatExceptions.api(
                    Operation.named("bare", Ask.CODEC, Things.Found.CODEC).path("/").build(),
                    1,
                    ""))
        .hasMessage("bare answers without a code; its refusals are HTTP statuses");
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfTransportExceptionCanBeCreated(TransportException.Kind kind) {
    TransportException made = ChatExceptions.transport(Things.WRITE, kind, true);

    assertThat(made.kind()).isEqualTo(kind);
    assertThat(made.operation()).isEqualTo("write_thing");
    assertThat(made.maybeApplied()).isEqualTo(made.sent());
    assertThat(ChatExceptions.transport(Things.READ, kind, true).maybeApplied()).isFalse();
  }

  @Test
  void theOtherExceptionsCanBeCreated() {
    assertThat(ChatExceptions.httpStatus(Things.WRITE, 503, "<html>busy"))
        .hasMessageContaining("HTTP status 503")
        .matches(e -> e.maybeApplied() && e.snippet().equals("<html>busy"));
    assertThat(ChatExceptions.decode(Things.WRITE, DecodeException.Kind.NOT_JSON).kind())
        .isEqualTo(DecodeException.Kind.NOT_JSON);
    assertThat(
            ChatExceptions.invalid(
                Things.WRITE, new Fault("/Id", "required", "is required", Fault.Severity.ERROR)))
        .hasMessage("write_thing: the request was not sent: /Id: is required");
  }

  @Test
  void theUserAgentNamesLibraryVersionAndApplication() {
    assertThat(userAgent(Things.options(server)))
        .matches("chat-contract-java/[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    assertThat(userAgent(Things.options(server).application("my-app/1.0")))
        .startsWith("my-app/1.0 chat-contract-java/");
    assertThat(userAgent(Things.options(server).application("my-app/1.0").userAgent("x")))
        .isEqualTo("my-app/1.0 x");
  }

  private String userAgent(ClientOptions.Builder options) {
    refused(options.build(), CallOptions.none());
    return server.request(server.requests() - 1).headers().get("user-agent");
  }

  @Test
  void callsGoThroughAConfiguredProxy() {
    int port = Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));
    ClientOptions options =
        ClientOptions.builder().baseUrl("http://service.invalid").proxy("127.0.0.1", port).build();
    try (OperationCaller caller = OperationCaller.create(options)) {
      assertThat(caller.call(Things.READ, Ask.empty(), CallOptions.none()).code()).isZero();
    }
    assertThat(server.request(0).line())
        .isEqualTo("POST http://service.invalid/v1/things/read_things HTTP/1.1");
  }

  /** A client for a plain HTTP server is set up without TLS. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallMayNameATlsServerAlthoughItsClientNamesNone(boolean async) throws Exception {
    try (ServerSocket tls = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        OperationCaller caller = OperationCaller.create(Things.options(server).build())) {
      CallOptions other =
          CallOptions.none().baseUrl("https://127.0.0.1:" + tls.getLocalPort()).retries(0);
      for (CallOptions each : List.of(other, other.connectTimeout(Duration.ofSeconds(5)))) {
        FutureTask<Integer> first = new FutureTask<>(() -> firstByte(tls));
        new Thread(first).start();
        Throwable failure =
            catchThrowable(
                () -> {
                  if (async) {
                    caller.callAsync(Things.WRITE, Ask.empty(), each).join();
                  } else {
                    caller.call(Things.WRITE, Ask.empty(), each);
                  }
                });
        assertThat(async ? failure.getCause() : failure)
            .isInstanceOfSatisfying(
                TransportException.class,
                e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT));
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(TLS_HANDSHAKE);
      }
      assertThat(caller.call(Things.WRITE, Ask.empty(), CallOptions.none()).code()).isZero();
    }
  }

  /** The type of the record with which a TLS client begins. */
  private static final int TLS_HANDSHAKE = 22;

  private static int firstByte(ServerSocket listener) throws IOException {
    try (Socket socket = listener.accept()) {
      return socket.getInputStream().read();
    }
  }

  @Test
  void aListenerSeesStatusHeadersAndRequestIdOfEachAnswer() throws Exception {
    List<String> seen = new ArrayList<>();
    server.then(
        WireServer.status(
            503, "X-Trace: a\r\nContent-Type: text/html", "busy".getBytes(StandardCharsets.UTF_8)),
        WireServer.status(
            200,
            "X-Trace: b\r\nContent-Type: application/json",
            "{\"Status\":\"OK\",\"Code\":0,\"Things\":[],\"RequestId\":\"r-1\",\"N\":12,\"O\":{},\"Z\":null}"
                .getBytes(StandardCharsets.UTF_8)));
    CallOptions call =
        CallOptions.none()
            .onAnswer(
                a -> {
                  seen.add(a.attempt() + " " + a.status() + " " + a.header("x-trace").orElse("-"));
                  seen.add(a.headers().get("x-trace") + " " + a.header("X-None").isPresent());
                  seen.add(a.member("RequestId") + " " + a.member("N") + " " + a.member("Code"));
                  seen.add(a.member("O") + " " + a.member("Z") + " " + a.member("None"));
                  seen.add(a.operation() + "; " + a);
                });
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server)
                .retryPolicy(
                    new RetryPolicy(1, java.time.Duration.ZERO, java.time.Duration.ZERO, 0))
                .onAnswer(a -> seen.add("client " + a.status()))
                .build())) {
      caller.call(Things.READ, Ask.empty(), call);
    }
    assertThat(seen)
        .containsExactly(
            "client 503",
            "1 503 a",
            "[a] false",
            "Optional.empty Optional.empty Optional.empty",
            "Optional.empty Optional.empty Optional.empty",
            "read_things; read_things attempt 1 answered with HTTP status 503",
            "client 200",
            "2 200 b",
            "[b] false",
            "Optional[r-1] Optional[12] Optional[0]",
            "Optional.empty Optional.empty Optional.empty",
            "read_things; read_things attempt 2 answered with HTTP status 200");
  }

  @Test
  void aListenerSeesStatusAndHeadersOfAnAnswerThatIsTooLarge() {
    List<String> seen = new ArrayList<>();
    CallOptions call =
        CallOptions.none()
            .onAnswer(a -> seen.add(a + ", code " + a.member("Code") + a.unknownMembers()));
    try (OperationCaller caller =
        OperationCaller.create(Things.options(server).maxResponseBytes(5).build())) {
      assertThatThrownBy(() -> caller.call(Things.WRITE, Ask.empty(), call))
          .isInstanceOf(DecodeException.class);
    }
    assertThat(seen)
        .containsExactly(
            "write_thing attempt 1 answered with HTTP status 200, code Optional.empty[]");
  }

  @Test
  void aListenerSeesRefusalsAndNonJsonAnswersAndMayThrow() {
    List<String> seen = new ArrayList<>();
    server.then(
        WireServer.json("{\"Status\":\"FAIL\",\"Code\":104,\"RequestId\":\"r-2\"}"),
        WireServer.json("[1]"),
        WireServer.json("{\"a\":"));
    CallOptions call =
        CallOptions.none()
            .onAnswer(
                a -> {
                  seen.add(String.valueOf(a.member("RequestId")));
                  throw new StackOverflowError("of the listener");
                });
    assertThat(refused(Things.options(server).build(), call).code()).isEqualTo(104);
    try (OperationCaller caller = OperationCaller.create(Things.options(server).build())) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(
                () -> caller.callRaw(Things.WRITE, JsonCodec.NODE.fromString("{}"), call))
            .isInstanceOf(DecodeException.class);
      }
    }
    assertThat(seen).containsExactly("Optional[r-2]", "Optional.empty", "Optional.empty");
  }
}
