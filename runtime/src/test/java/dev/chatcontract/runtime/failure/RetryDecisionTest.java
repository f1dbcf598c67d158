package dev.chatcontract.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.runtime.RetryPolicy;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.runtime.TransportException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retry decisions on their own: no server, no clock, no thread. */
class RetryDecisionTest {
  private static final long SECOND = 1_000_000_000L;

  private static double unexpectedJitter() {
    throw new AssertionError("there is no next attempt to wait for");
  }

  private static RetryDecision decision(boolean repeatable) {
    return new RetryDecision(
        new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(8), 0), 2, repeatable);
  }

  private static TransportException transport(Kind kind, boolean sent) {
    return new TransportException("o", kind, "", 1, sent, sent, null);
  }

  private static HttpStatusException status(int status, long retryAfter) {
    return new HttpStatusException("o", status, "", retryAfter, "", 1, false);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT,false,true,true",
    "TIMEOUT,false,true,true",
    "TIMEOUT,true,true,false",
    "CONNECTION_LOST,true,true,false",
    "DEADLINE,false,false,false",
    "RATE_LIMIT,false,false,false",
    "INTERRUPTED,false,false,false",
    "CANCELLED,false,false,false"
  })
  void repeatsWhatIsSafeToRepeat(Kind kind, boolean sent, boolean reads, boolean writes) {
    assertThat(decision(true).waitNanos(transport(kind, sent), 0, 60 * SECOND, () -> 0) >= 0)
        .isEqualTo(reads);
    assertThat(decision(false).waitNanos(transport(kind, sent), 0, 60 * SECOND, () -> 0) >= 0)
        .isEqualTo(writes);
  }

  @ParameterizedTest
  @CsvSource({
    "429,true,true",
    "408,true,false",
    "503,true,false",
    "500,true,false",
    "499,false,false",
    "404,false,false"
  })
  void repeatsAGatewayStatusByWhetherTheServiceMayHaveActed(
      int code, boolean reads, boolean writes) {
    assertThat(decision(true).waitNanos(status(code, -1), 0, 60 * SECOND, () -> 0) >= 0)
        .isEqualTo(reads);
    assertThat(decision(false).waitNanos(status(code, -1), 0, 60 * SECOND, () -> 0) >= 0)
        .isEqualTo(writes);
  }

  @Test
  void waitsTwiceAsLongEachTimeAndAsLongAsTheServerSays() {
    assertThat(decision(true).waitNanos(status(503, -1), 0, 60 * SECOND, () -> 0))
        .isEqualTo(SECOND / 2);
    assertThat(decision(true).waitNanos(status(503, -1), 1, 60 * SECOND, () -> 0))
        .isEqualTo(SECOND);
    assertThat(decision(true).waitNanos(status(503, 7), 0, 60 * SECOND, () -> 0))
        .isEqualTo(7 * SECOND);
  }

  @Test
  void stopsAfterTheLastRetryAndBeforeTheDeadline() {
    assertThat(
            decision(true)
                .waitNanos(status(503, -1), 2, 60 * SECOND, RetryDecisionTest::unexpectedJitter))
        .isEqualTo(RetryDecision.NONE);
    assertThat(decision(true).waitNanos(status(503, -1), 0, SECOND / 2, () -> 0))
        .isEqualTo(RetryDecision.NONE);
    assertThat(decision(true).waitNanos(status(503, -1), 0, SECOND / 2 + 1, () -> 0))
        .isEqualTo(SECOND / 2);
  }
}
