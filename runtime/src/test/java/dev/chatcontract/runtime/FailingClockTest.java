package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that fails once, at each place where a call reads it before the request leaves. */
@Timeout(60)
class FailingClockTest {
  private final IllegalStateException failure = new IllegalStateException("boom");

  /** Fails at one reading, counted from 1. */
  private final class Clock extends FakeTime {
    private final AtomicInteger readings = new AtomicInteger();
    private final int bad;

    Clock(int bad) {
      this.bad = bad;
    }

    @Override
    public long nanoTime() {
      if (readings.incrementAndGet() == bad) {
        throw failure;
      }
      return super.nanoTime();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aBlockingCallEndsWithWhatTheClockThrew(int bad) {
    try (WireServer server = new WireServer();
        OperationCaller caller =
            OperationCaller.create(Things.options(server).timeSource(new Clock(bad)).build())) {
      assertThat(catchThrowable(() -> caller.call(Things.READ, Ask.empty(), CallOptions.none())))
          .isSameAs(failure);
      assertThat(server.requests()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void anAsynchronousCallEndsWithWhatTheClockThrew(int bad) {
    try (WireServer server = new WireServer();
        OperationCaller caller =
            OperationCaller.create(Things.options(server).timeSource(new Clock(bad)).build())) {
      assertThat(
              catchThrowable(
                  () ->
                      caller
                          .callAsync(Things.READ, Ask.empty(), CallOptions.none())
                          .orTimeout(30, TimeUnit.SECONDS)
                          .join()))
          .isInstanceOf(CompletionException.class)
          .hasCause(failure);
      assertThat(server.requests()).isZero();
    }
  }
}
