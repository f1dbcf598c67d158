package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.InterruptionRun.Phase;
import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.transport.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptionTest {

  /** A short run; {@code .ci/calls} has the long one. */
  @Test
  void anInterruptEndsEveryWaitWithASealedException() throws Exception {
    try (InterruptionRun run = new InterruptionRun(7)) {
      run.shoot(4 * Phase.values().length);
      assertThat(run.faults()).isEmpty();
      for (Phase phase : Phase.values()) {
        assertThat(run.counts().keySet()).anyMatch(what -> what.startsWith(phase + " "));
      }
    }
  }

  @Test
  void aDnsLookupKeepsTheDeadline() {
    CountDownLatch never = new CountDownLatch(1);
    OkHttpClient hanging =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return Dns.SYSTEM.lookup(host);
                })
            .build();
    try (WireServer server = new WireServer();
        OperationCaller caller =
            OperationCaller.create(Things.options(server).okHttpClient(hanging).build())) {
      TransportException e =
          catchThrowableOfType(
              TransportException.class,
              () ->
                  caller.call(
                      Things.WRITE,
                      Ask.empty(),
                      CallOptions.none()
                          .baseUrl(server.url().replace("127.0.0.1", "slow.test"))
                          .deadline(Duration.ofMillis(200))));
      assertThat(e.kind()).isEqualTo(TransportException.Kind.DEADLINE);
      assertThat(e.maybeApplied()).isFalse();
      assertThat(server.connections()).isZero();
    } finally {
      never.countDown();
    }
  }

  /** The threads of a client that was passed in may be interrupted by its owner. */
  @Test
  void callsEndWhenTheirThreadsAreInterrupted() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(2);
    OkHttpClient given = new OkHttpClient.Builder().dispatcher(dispatcher).build();
    try (WireServer server = new WireServer();
        OperationCaller caller =
            OperationCaller.create(
                Things.options(server)
                    .okHttpClient(given)
                    .retryPolicy(RetryPolicy.none())
                    .build())) {
      server.then(WireServer.silent());
      List<CompletableFuture<Found>> calls = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        calls.add(
            caller.callAsync(
                Things.WRITE, Ask.empty(), CallOptions.none().deadline(Duration.ofSeconds(2))));
      }
      server.arrival();
      server.arrival();
      threads.shutdownNow();
      int inDoubt = 0;
      for (CompletableFuture<Found> call : calls) {
        TransportException e =
            (TransportException)
                catchThrowableOfType(ExecutionException.class, () -> call.get(20, TimeUnit.SECONDS))
                    .getCause();
        inDoubt += e.maybeApplied() ? 1 : 0;
      }
      assertThat(inDoubt).isEqualTo(2);
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  @Test
  void distinguishesAnInterruptFromATimeout() {
    assertThat(Interruption.isIn(new InterruptedException())).isTrue();
    assertThat(Interruption.isIn(new InterruptedIOException())).isTrue();
    assertThat(Interruption.isIn(new InterruptedIOException("interrupted"))).isTrue();
    assertThat(Interruption.isIn(new InterruptedIOException("thread interrupted"))).isTrue();
    assertThat(Interruption.isIn(new ClosedByInterruptException())).isTrue();
    assertThat(Interruption.isIn(new IllegalStateException(new InterruptedException()))).isTrue();
    assertThat(Interruption.isIn(new SocketTimeoutException())).isFalse();
    assertThat(Interruption.isIn(new InterruptedIOException("timeout"))).isFalse();
    assertThat(Interruption.isIn(new InterruptedIOException("executor rejected"))).isFalse();
    assertThat(Interruption.isIn(new IOException("interrupted"))).isFalse();
    Exception circle = new Exception();
    circle.initCause(new Exception(circle));
    assertThat(Interruption.isIn(circle)).isFalse();
    assertThat(Interruption.isIn(wrapped(19))).isTrue();
    assertThat(Interruption.isIn(wrapped(20))).isFalse();
  }

  private static Throwable wrapped(int times) {
    Throwable thrown = new InterruptedException();
    for (int i = 0; i < times; i++) {
      thrown = new IllegalStateException(thrown);
    }
    return thrown;
  }
}
