package dev.chatcontract.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallFutureTest {
  private final CallFuture<String> future = new CallFuture<>();
  private final AtomicInteger cancelled = new AtomicInteger();

  @Test
  void cancellingCancelsTheRequestInFlight() {
    future.current(() -> cancelled.addAndGet(1));
    future.current(() -> cancelled.addAndGet(10));
    assertThat(cancelled).hasValue(0);
    assertThat(future.cancel(true)).isTrue();
    assertThat(future).isCancelled();
    assertThat(cancelled).hasValue(10);
  }

  @Test
  void cancellingBeforeTheRequestCancelsItWhenItBegins() {
    assertThat(future.cancel(false)).isTrue();
    assertThat(cancelled).hasValue(0);
    future.current(cancelled::incrementAndGet);
    assertThat(cancelled).hasValue(1);
  }

  @Test
  void aFutureThatIsDoneCannotBeCancelled() {
    future.current(cancelled::incrementAndGet);
    future.complete("answer");
    assertThat(future.cancel(true)).isFalse();
    assertThat(future).isCompletedWithValue("answer");
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void cancellingADependentFutureLeavesTheCallAlone() {
    future.current(cancelled::incrementAndGet);
    CompletableFuture<Integer> dependent = future.thenApply(String::length);
    assertThat(dependent.cancel(true)).isTrue();
    assertThat(future).isNotDone();
    assertThat(cancelled).hasValue(0);
    assertThat(future.thenApply(String::length)).isNotInstanceOf(CallFuture.class);
  }
}
