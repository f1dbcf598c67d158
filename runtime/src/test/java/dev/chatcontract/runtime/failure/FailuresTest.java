package dev.chatcontract.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.RetryPolicy;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.runtime.TransportException.Kind;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.operation.Idempotency;
import dev.chatcontract.runtime.transport.HookException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The meaning of what is thrown, without a server. */
class FailuresTest {
  private long remaining = 1;
  private final Failures failures = failures(operation().rateLimit(3, 4).build());

  private static Operation.Builder<JsonNode, JsonNode> operation() {
    return Operation.named("o", JsonCodec.NODE, JsonCodec.NODE).path("/o");
  }

  private Failures failures(Operation<?, ?> op) {
    Failures made =
        new Failures(
            op,
            HttpUrl.get("https://h:8443/o"),
            new RetryDecision(RetryPolicy.standard(), 2, false),
            TimeUnit.SECONDS.toNanos(2),
            () -> remaining);
    made.attempt(1);
    return made;
  }

  private TransportException meaning(IOException e, boolean sent, boolean cancelled) {
    return (TransportException) failures.meaning(e, sent, false, cancelled);
  }

  @Test
  void anIoExceptionMeansWhatHadHappenedToTheRequest() {
    IOException broken = new IOException("broken pipe");
    assertThat(meaning(broken, false, false))
        .hasMessage("o: no connection to h:8443, nothing was sent: broken pipe. (1 attempt)")
        .matches(e -> e.kind() == Kind.CONNECT && !e.sent() && !e.maybeApplied());
    assertThat(meaning(new IOException(), false, true))
        .hasMessage("o: the call was cancelled or the client closed. (1 attempt)")
        .matches(e -> e.kind() == Kind.CANCELLED && !e.sent() && !e.maybeApplied());
    assertThat(meaning(new SocketTimeoutException("timeout"), true, false))
        .hasMessageStartingWith("o: the connection to h fell silent: timeout. The request may have")
        .matches(e -> e.kind() == Kind.TIMEOUT && e.sent() && e.maybeApplied());
    assertThat(meaning(new IOException(""), true, false))
        .hasMessageStartingWith("o: the connection to h broke before the whole answer arrived. The")
        .matches(e -> e.kind() == Kind.CONNECTION_LOST && e.sent() && e.maybeApplied());
  }

  @Test
  void theDeadlineExplainsWhateverWasThrownAfterIt() {
    assertThat(meaning(new InterruptedIOException("timeout"), false, true).kind())
        .isEqualTo(Kind.DEADLINE);
    assertThat(meaning(new InterruptedIOException("rejected"), false, true).kind())
        .isEqualTo(Kind.CANCELLED);
    remaining = 0;
    assertThat(meaning(new IOException("reset"), false, false))
        .hasMessage("o: no answer within the deadline of 2000 ms. (1 attempt)")
        .matches(e -> e.kind() == Kind.DEADLINE && !e.maybeApplied());
    assertThat(meaning(new IOException("reset"), true, false))
        .hasMessageContaining("verify before it is repeated")
        .matches(e -> e.kind() == Kind.DEADLINE && e.sent() && e.maybeApplied());
  }

  @Test
  void aLostAnswerIsRememberedUnlessTheRequestDoesNoHarm() {
    failures.attempt(2);
    assertThat(failures.rateLimit())
        .hasMessage(
            "o: the wait for the rate limit of 3 per 4 s would pass the deadline. (2 attempts)")
        .matches(e -> e.kind() == Kind.RATE_LIMIT && !e.maybeApplied());
    failures.decode(DecodeException.Kind.EMPTY, 200, "", "", "the answer is empty", null);
    assertThat(failures.rateLimit().maybeApplied()).isTrue();
    assertThat(failures.cancelled())
        .hasMessageContaining("The request may have been carried out")
        .matches(e -> e.kind() == Kind.CANCELLED && e.maybeApplied() && !e.sent());

    Failures harmless = failures(operation().idempotency(Idempotency.always()).build());
    assertThat(harmless.deadline(true, null).maybeApplied()).isFalse();
    assertThat(harmless.rateLimit())
        .hasMessage("o: the wait for the rate limit would pass the deadline. (1 attempt)");
  }

  @ParameterizedTest
  @CsvSource({"299,false", "300,true", "399,true", "400,false"})
  void onlyARedirectAdvisesToCorrectTheBaseUrl(int status, boolean redirect) {
    String message = failures.http(status, "", -1).getMessage();
    assertThat(message.contains("correct the base URL")).isEqualTo(redirect);
    assertThat(message).endsWith("Body: empty (1 attempt)");
  }

  @Test
  void aStatusThatLeavesTheOutcomeOpenAdvisesToVerify() {
    assertThat(failures.http(404, "not \"found\"", 7))
        .hasMessage(
            "o: HTTP status 404: a gateway or proxy answered, not the service. Body:"
                + " \"not \"found\"\" (1 attempt)")
        .matches(e -> !e.maybeApplied() && e.retryAfterSeconds().getAsLong() == 7);
    assertThat(failures.http(503, "", -1))
        .hasMessageContaining("verify before it is repeated")
        .matches(e -> e.maybeApplied() && e.retryAfterSeconds().isEmpty());
    assertThat(failures.http(503, "", 0).retryAfterSeconds()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "199,false",
    "200,true",
    "203,true",
    "299,true",
    "300,false",
    "407,false",
    "408,true",
    "409,false",
    "499,false",
    "500,true"
  })
  void aStatusThatMeansSuccessLeavesTheOutcomeOpenToo(int status, boolean open) {
    assertThat(failures.http(status, "", -1).maybeApplied()).isEqualTo(open);
    assertThat(failures.rateLimit().maybeApplied()).isEqualTo(open);
  }

  @Test
  void anInterruptIsNamedWithItsReason() {
    assertThat(failures.meaning(new IOException("Canceled"), false, true, true))
        .hasMessage("o: the thread was interrupted: Canceled. (1 attempt)");
    assertThat(failures.interrupted(false, new InterruptedException("x")))
        .hasMessage("o: the thread was interrupted. (1 attempt)")
        .matches(e -> e.kind() == Kind.INTERRUPTED && !e.maybeApplied());
    assertThat(failures.interrupted(true, null).maybeApplied()).isTrue();
  }

  @Test
  void whatAHookThrewComesOutAsItIsIfJavaAllowsIt() {
    IllegalStateException unchecked = new IllegalStateException("boom");
    AssertionError error = new AssertionError("boom");
    TransportException known = failures.cancelled();
    assertThat(failures.meaning(unchecked, true, false, true)).isSameAs(unchecked);
    assertThat(failures.meaning(new HookException(unchecked), true, false, true))
        .isSameAs(unchecked);
    assertThat(failures.meaning(error, true, true, true)).isSameAs(error);
    assertThat(failures.meaning(known, true, true, true)).isSameAs(known);
    assertThat(failures.meaning(new TimeoutException("x"), false, false, false))
        .hasMessage(
            "o: a hook threw java.util.concurrent.TimeoutException, nothing was sent. (1 attempt)")
        .matches(e -> ((TransportException) e).kind() == Kind.CONNECT);
    assertThat(failures.meaning(new TimeoutException("x"), true, false, false))
        .hasMessageContaining("TimeoutException after the request had begun to leave. The request")
        .matches(e -> ((TransportException) e).kind() == Kind.CONNECTION_LOST);
  }

  @Test
  void aClosedClientIsNamed() {
    IllegalStateException cause = new IllegalStateException("closed");
    assertThat(failures.closed(cause))
        .hasMessage("o: the client or its executor was closed. (1 attempt)")
        .matches(e -> e.kind() == Kind.CANCELLED && !e.sent());
  }

  @Test
  void anErrorIsThrownAndAnExceptionReturned() {
    IllegalStateException unchecked = new IllegalStateException("boom");
    AssertionError error = new AssertionError("boom");
    assertThat(Failures.unchecked(unchecked)).isSameAs(unchecked);
    assertThatThrownBy(() -> Failures.unchecked(error)).isSameAs(error);
  }
}
