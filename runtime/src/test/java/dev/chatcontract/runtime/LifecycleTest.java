package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static dev.chatcontract.runtime.WireServer.silent;
import static dev.chatcontract.runtime.WireServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LifecycleTest {
  private static final String OK = "{\"Status\":\"OK\",\"Code\":0}";

  private final WireServer server = new WireServer();
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  @AfterEach
  void close() {
    server.close();
  }

  /** Counts connections acquired by calls and released. */
  private static final class Lent extends EventListener {
    final AtomicInteger out = new AtomicInteger();
    final AtomicInteger ever = new AtomicInteger();

    @Override
    public void connectionAcquired(Call call, okhttp3.Connection connection) {
      out.incrementAndGet();
      ever.incrementAndGet();
    }

    @Override
    public void connectionReleased(Call call, okhttp3.Connection connection) {
      out.decrementAndGet();
    }
  }

  @Test
  void closesTheBodyOfEveryAnswer() {
    Lent lent = new Lent();
    OkHttpClient shared = new OkHttpClient.Builder().eventListener(lent).build();
    List<WireServer.Script> answers =
        List.of(
            json(OK),
            json("{\"Status\":\"FAIL\",\"Code\":104}"),
            json("{\"Status\":\"FAIL\",\"Code\":101}"),
            json("<html>"),
            json(""),
            json(OK + " ".repeat(4000)),
            status(502, "text/html", "<h1>" + "x".repeat(4000)),
            status(302, "Location: /", new byte[0]),
            status(503, "Retry-After: 0", new byte[0]),
            WireServer.raw(
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
                OK.getBytes(StandardCharsets.UTF_8),
                false));
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server)
                .okHttpClient(shared)
                .retryPolicy(RetryPolicy.none())
                .maxResponseBytes(2000)
                .build())) {
      for (WireServer.Script answer : answers) {
        server.then(answer);
        Throwable blocking =
            catchThrowable(() -> caller.call(Things.READ, Ask.empty(), CallOptions.none()));
        assertThat(lent.out).as("blocking: " + blocking).hasValue(0);
        server.then(answer);
        CompletableFuture<Found> future =
            caller.callAsync(Things.READ, Ask.empty(), CallOptions.none());
        Throwable async = catchThrowable(future::join);
        assertThat(async == null).isEqualTo(blocking == null);
      }
    }
    // An asynchronous call releases its connection before its thread becomes idle.
    shared.dispatcher().executorService().shutdown();
    assertThat(
            catchThrowable(
                () ->
                    assertThat(
                            shared
                                .dispatcher()
                                .executorService()
                                .awaitTermination(20, TimeUnit.SECONDS))
                        .isTrue()))
        .isNull();
    assertThat(lent.out).hasValue(0);
    assertThat(lent.ever).hasValue(2 * answers.size());
    shared.connectionPool().evictAll();
  }

  @Test
  void leavesAGivenOkHttpClientOpen() throws Exception {
    OkHttpClient shared = new OkHttpClient();
    OperationCaller caller =
        OperationCaller.create(Things.options(server).okHttpClient(shared).build());
    caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()).get();
    caller.close();
    assertThat(shared.dispatcher().executorService().isShutdown()).isFalse();
    assertThat(shared.connectionPool().connectionCount()).isEqualTo(1);
    assertThat(shared.interceptors()).isEmpty();
    assertThat(shared.networkInterceptors()).isEmpty();
    assertThat(shared.followRedirects()).isTrue();
    assertThat(shared.dispatcher().getMaxRequestsPerHost()).isEqualTo(5);
    assertThat(catchThrowable(() -> caller.call(Things.READ, Ask.empty(), CallOptions.none())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the client is closed");
    shared.dispatcher().executorService().shutdown();
    shared.connectionPool().evictAll();
  }

  @Test
  void runsManyCallsToOneHostAtTheSameTime() throws Exception {
    CountDownLatch all = new CountDownLatch(100);
    server.then(
        (seen, out, socket) -> {
          all.countDown();
          assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
          return json(OK).play(seen, out, socket);
        });
    try (OperationCaller caller = OperationCaller.create(Things.options(server).build())) {
      List<CompletableFuture<Found>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()));
      }
      for (CompletableFuture<Found> call : calls) {
        assertThat(call.get(20, TimeUnit.SECONDS).code()).isZero();
      }
    }
    assertThat(server.requests()).isEqualTo(100);
  }

  @Test
  void closingEndsOwnThreadsAndConnections() throws Exception {
    OperationCaller caller = OperationCaller.create(Things.options(server).build());
    caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()).get();
    List<Thread> own = ownThreads();
    assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);
    CountDownLatch hungUp = new CountDownLatch(1);
    server.then(
        (seen, out, socket) -> {
          int end = socket.getInputStream().read();
          hungUp.countDown();
          return end >= 0;
        });
    CompletableFuture<Found> running =
        caller.callAsync(Things.READ, Ask.empty(), CallOptions.none());
    server.arrival();
    server.arrival();
    caller.close();
    caller.close();
    TransportException e =
        (TransportException)
            catchThrowableOfType(ExecutionException.class, () -> running.get(20, TimeUnit.SECONDS))
                .getCause();
    assertThat(e.kind()).isEqualTo(TransportException.Kind.CANCELLED);
    assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    for (Thread thread : own) {
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()))
        .failsWithin(java.time.Duration.ofSeconds(1))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IllegalStateException.class);
  }

  /** OkHttp renames a thread while it works on a call. */
  private List<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            t -> t.getName().startsWith("chat-contract-") || t.getName().startsWith("OkHttp http"))
        .filter(t -> !before.contains(t))
        .toList();
  }

  @Test
  void fiveHundredClientsLeaveNothingBehind() throws Exception {
    for (int i = 0; i < 500; i++) {
      try (OperationCaller caller = OperationCaller.create(Things.options(server).build())) {
        if (i % 2 == 0) {
          caller.call(Things.READ, Ask.empty(), CallOptions.none());
        } else {
          caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()).get();
        }
      }
    }
    assertThat(server.requests()).isEqualTo(500);
    for (Thread thread : ownThreads()) {
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void closingFailsCallsThatWait() {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"), silent());
    OperationCaller[] caller = new OperationCaller[1];
    FakeTime time = new FakeTime();
    TimeSource closing =
        new TimeSource() {
          @Override
          public long nanoTime() {
            return time.nanoTime();
          }

          @Override
          public void sleep(long nanos) {
            time.sleep(nanos);
          }

          @Override
          public void schedule(Runnable task, long nanos, java.util.concurrent.Executor executor) {
            caller[0].close();
            executor.execute(task);
          }
        };
    caller[0] = OperationCaller.create(Things.options(server).timeSource(closing).build());
    CompletableFuture<Found> future =
        caller[0].callAsync(Things.READ, Ask.empty(), CallOptions.none());
    TransportException e =
        (TransportException)
            catchThrowableOfType(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
                .getCause();
    assertThat(e.kind()).isEqualTo(TransportException.Kind.CANCELLED);
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void aClosedClientSendsNothing(boolean async, boolean limited) throws Exception {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"), json(OK));
    OkHttpClient shared = new OkHttpClient();
    OperationCaller[] caller = new OperationCaller[1];
    FakeTime time =
        new FakeTime() {
          @Override
          public void sleep(long nanos) {
            super.sleep(nanos);
            caller[0].close();
          }
        };
    caller[0] =
        OperationCaller.create(
            Things.options(server)
                .okHttpClient(shared)
                .timeSource(time)
                .rateLimiter((op, max) -> limited ? 1_000_000_000L : 0)
                .build());
    TransportException e =
        async
            ? (TransportException)
                catchThrowableOfType(
                        ExecutionException.class,
                        () ->
                            caller[0]
                                .callAsync(Things.READ, Ask.empty(), CallOptions.none())
                                .get(20, TimeUnit.SECONDS))
                    .getCause()
            : catchThrowableOfType(
                TransportException.class,
                () -> caller[0].call(Things.READ, Ask.empty(), CallOptions.none()));
    assertThat(e.kind()).isEqualTo(TransportException.Kind.CANCELLED);
    assertThat(e.sent()).isFalse();
    assertThat(server.requests()).isEqualTo(limited ? 0 : 1);
    shared.dispatcher().executorService().shutdown();
    shared.connectionPool().evictAll();
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void closingEndsCallsOnItsOwnAndOnAGivenOkHttpClient(boolean async, boolean given)
      throws Exception {
    server.then(silent());
    OkHttpClient shared = new OkHttpClient();
    ClientOptions.Builder options = Things.options(server);
    OperationCaller caller =
        OperationCaller.create((given ? options.okHttpClient(shared) : options).build());
    CompletableFuture<Found> call =
        async
            ? caller.callAsync(Things.WRITE, Ask.empty(), CallOptions.none())
            : CompletableFuture.supplyAsync(
                () -> caller.call(Things.WRITE, Ask.empty(), CallOptions.none()));
    server.arrival();
    caller.close();
    TransportException e =
        (TransportException)
            catchThrowableOfType(ExecutionException.class, () -> call.get(5, TimeUnit.SECONDS))
                .getCause();
    assertThat(e.kind()).isEqualTo(TransportException.Kind.CANCELLED);
    assertThat(e.maybeApplied()).isTrue();
    shared.dispatcher().executorService().shutdown();
    shared.connectionPool().evictAll();
  }

  @Test
  void failsAtOnceIfAGivenExecutorRejectsTasks() {
    OkHttpClient shared = new OkHttpClient();
    shared.dispatcher().executorService().shutdown();
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server).okHttpClient(shared).retryPolicy(RetryPolicy.none()).build())) {
      CompletableFuture<Found> future =
          caller.callAsync(Things.WRITE, Ask.empty(), CallOptions.none());
      TransportException e =
          (TransportException)
              catchThrowableOfType(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
                  .getCause();
      assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT);
      assertThat(e.maybeApplied()).isFalse();
      assertThat(e).hasMessageContaining("executor rejected");
    }
    assertThat(server.requests()).isZero();
  }
}
