package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatcontract.runtime.HostileAnswers.Outcome;
import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileAnswerTest {
  private static final byte[] OK =
      "{\"Status\":\"OK\",\"Code\":0}".getBytes(StandardCharsets.US_ASCII);

  private final WireServer server = new WireServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 OK|Content-Length: -5",
        "200 OK|Content-Length: +23",
        "200 OK|Content-Length:",
        "200 OK|Content-Length: 0x17",
        "200 OK|Content-Length: 23, 23",
        "200 OK|Content-Length: 9999999999999999999",
        "200 OK|Content-Length: 23|content-length: 5",
        "200 OK|Transfer-Encoding: chunked|Content-Length: -5",
        "-10 OK|Content-Length: 23",
        "+20 OK|Content-Length: 23",
        "099 OK|Content-Length: 23",
        "20 OK|Content-Length: 23",
        "2O0 OK|Content-Length: 23",
        "٢٠٠ OK|Content-Length: 23",
        "|Content-Length: 23"
      })
  void anAnswerThatIsNotHttpIsALostAnswer(String head) {
    server.then(raw("HTTP/1.1 " + head.replace("|", "\r\n") + "\r\n\r\n", OK, true));
    try (OperationCaller caller =
        OperationCaller.create(Things.options(server).retryPolicy(RetryPolicy.none()).build())) {
      assertLost(catchThrowable(() -> caller.call(Things.WRITE, Ask.empty(), CallOptions.none())));
      Throwable async =
          catchThrowable(
              () -> caller.callAsync(Things.WRITE, Ask.empty(), CallOptions.none()).join());
      assertThat(async).isInstanceOf(CompletionException.class);
      assertLost(async.getCause());
    }
    // The connection is not used again after such an answer.
    assertThat(server.connections()).isEqualTo(2);
  }

  private static void assertLost(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECTION_LOST);
              assertThat(e.maybeApplied()).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN,false",
    "PLAIN,true",
    "TLS_1_2,false",
    "TLS_1_2,true",
    "TLS_1_3,false",
    "TLS_1_3,true"
  })
  void mutatedAnswersEndInSealedExceptionsAndLeaveNothingOpen(Wiring wiring, boolean async)
      throws Exception {
    assertThat(HostileAnswers.run(wiring, async, 1_000_000, 60)).matches(Outcome::asPromised);
  }
}
