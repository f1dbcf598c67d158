package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallWatchTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final OkHttpClient CLIENT = new OkHttpClient();

  private final CallWatch watch = new CallWatch();

  private static Call call() {
    return CLIENT.newCall(new Request.Builder().url("https://h/").build());
  }

  @AfterEach
  void forget() {
    Wire.current().waiting(null);
  }

  @Test
  void aCallWhoseTimeIsOverExpires() throws InterruptedException {
    Seen seen = new Seen();
    watch.start(seen, 1);
    seen.expired.await();
    watch.stop(seen);
    assertThat(seen.cancelled.getCount()).isEqualTo(1);
  }

  @Test
  void aCallWhoseThreadIsInterruptedIsCancelledBeforeItsTime() throws InterruptedException {
    Seen seen = new Seen();
    seen.interrupted = true;
    watch.start(seen, MINUTE);
    seen.cancelled.await();
    watch.stop(seen);
    assertThat(seen.expired.getCount()).isEqualTo(1);
  }

  @Test
  void aBlockingCallIsCancelledWhenItsThreadIsInterrupted() throws Exception {
    Call call = call();
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              CallWatch.Blocking blocking = watch.start(call, MINUTE);
              while (!call.isCanceled()) {
                Thread.onSpinWait();
              }
              watch.stop(blocking);
              cancelled.complete(blocking.expired());
            });
    caller.start();
    caller.interrupt();
    assertThat(cancelled.get()).isFalse();
  }

  @Test
  void aBlockingCallWhoseTimeIsOverIsCancelledAndSaysSo() {
    Call call = call();
    CallWatch.Blocking blocking = watch.start(call, TimeUnit.MILLISECONDS.toNanos(60));
    while (!blocking.isCancelled()) {
      Thread.onSpinWait();
    }
    watch.stop(blocking);
    assertThat(blocking.expired()).isTrue();
    assertThat(call.isCanceled()).isTrue();
  }

  @Test
  void aHookThatFailsDuringACheckDoesNotEndTheWatch() throws InterruptedException {
    Seen failing = new Seen();
    failing.failure = new AssertionError("boom");
    watch.start(failing, 1);
    failing.expired.await();
    Seen next = new Seen();
    watch.start(next, 1);
    next.expired.await();
    watch.stop(failing);
    watch.stop(next);
    assertThat(next.cancelled.getCount()).isEqualTo(1);
  }

  @Test
  void onlyATimeShorterThanTheNextCheckIsAlsoGivenToOkHttp() {
    long look = TimeUnit.MILLISECONDS.toNanos(50);
    assertThat(timeout(look)).isZero();
    assertThat(timeout(look - 1)).isEqualTo(look - 1);
    assertThat(timeout(-5)).isEqualTo(1);
  }

  private long timeout(long nanos) {
    Call call = call();
    watch.stop(watch.start(call, nanos));
    return call.timeout().timeoutNanos();
  }

  @Test
  void everyCallUnderWayIsCancelledEvenIfOneFails() {
    Seen[] seen = {new Seen(), new Seen(), new Seen()};
    for (Seen each : seen) {
      each.failure = new AssertionError("boom");
      watch.start(each, MINUTE);
    }
    watch.cancelAll();
    for (Seen each : seen) {
      assertThat(each.cancelled.getCount()).isZero();
      watch.stop(each);
    }
  }

  @Test
  void aStoppedCallIsNotCancelled() {
    Call call = call();
    CallWatch.Blocking blocking = watch.start(call, MINUTE);
    assertThat(blocking.isCancelled()).isFalse();
    watch.stop(blocking);
    Seen seen = new Seen();
    watch.start(seen, MINUTE);
    watch.stop(seen);
    watch.cancelAll();
    assertThat(call.isCanceled()).isFalse();
    assertThat(seen.cancelled.getCount()).isEqualTo(1);
  }

  @Test
  void aCallInsideAnInterceptorOfAnotherWaitsForItself() {
    CallWatch.Blocking outer = watch.start(call(), MINUTE);
    assertThat(Wire.current().waiting()).isSameAs(outer);
    CallWatch.Blocking inner = watch.start(call(), MINUTE);
    assertThat(Wire.current().waiting()).isSameAs(inner);
    watch.stop(inner);
    assertThat(Wire.current().waiting()).isSameAs(outer);
    watch.stop(outer);
    assertThat(Wire.current().waiting()).isNull();
  }

  @Test
  void whatACallAwaitsIsCancelledWithIt() {
    CallWatch.Blocking blocking = watch.start(call(), MINUTE);
    CompletableFuture<Void> before = new CompletableFuture<>();
    CompletableFuture<Void> during = new CompletableFuture<>();
    CompletableFuture<Void> after = new CompletableFuture<>();
    blocking.awaits(before);
    blocking.awaits(during);
    watch.cancelAll();
    blocking.awaits(after);
    watch.stop(blocking);
    assertThat(before).isNotDone();
    assertThat(during).isCancelled();
    assertThat(after).isCancelled();
  }

  @Test
  void aCallWithoutAThreadThatWaitsIsNeverInterrupted() {
    CallWatch.Watched watched =
        new CallWatch.Watched() {
          @Override
          protected void expire() {
            throw new AssertionError("it is not watched");
          }

          @Override
          protected void cancel() {
            throw new AssertionError("it is not watched");
          }
        };
    assertThat(watched.isInterrupted()).isFalse();
  }

  @Test
  void aCallEqualsOnlyItself() {
    Seen one = new Seen();
    Set<Seen> set = new HashSet<>(List.of(one));
    assertThat(set.contains(one)).isTrue();
    assertThat(one).isNotEqualTo(new Seen());
    assertThat(set.contains(new Seen())).isFalse();
  }

  /** Records how it ended. */
  private static final class Seen extends CallWatch.Watched {
    final CountDownLatch expired = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);
    volatile boolean interrupted;
    volatile Error failure;

    @Override
    protected boolean isInterrupted() {
      return interrupted;
    }

    @Override
    protected void expire() {
      expired.countDown();
      fail();
    }

    @Override
    protected void cancel() {
      cancelled.countDown();
      fail();
    }

    private void fail() {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
