package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static dev.chatcontract.runtime.WireServer.raw;
import static dev.chatcontract.runtime.WireServer.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines in real time, against servers that do not answer. */
@Timeout(30)
class DeadlineTest {
  private final WireServer server = new WireServer();
  private final OperationCaller caller = OperationCaller.create(Things.options(server).build());

  @AfterEach
  void close() {
    caller.close();
    server.close();
  }

  private TransportException failure(boolean async, Operation<Ask, Found> op, CallOptions options) {
    if (!async) {
      return catchThrowableOfType(
          TransportException.class, () -> caller.call(op, Ask.empty(), options));
    }
    CompletableFuture<Found> future = caller.callAsync(op, Ask.empty(), options);
    return (TransportException)
        catchThrowableOfType(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
            .getCause();
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsADeadlineOfHalfASecond(boolean async) {
    server.then(silent());
    long start = System.nanoTime();
    TransportException e =
        failure(async, Things.READ, CallOptions.none().deadline(Duration.ofMillis(500)));
    assertThat(millisSince(start)).isBetween(490L, 1500L);
    assertThat(e.kind()).isEqualTo(TransportException.Kind.DEADLINE);
    assertThat(e.sent()).isTrue();
    assertThat(e.attempts()).isEqualTo(1);
    assertThat(e).hasMessageContaining("no answer within the deadline of 500 ms");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void theDeadlineCoversAllAttempts() {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"), silent());
    try (OperationCaller quick =
        OperationCaller.create(
            Things.options(server)
                .retryPolicy(new RetryPolicy(5, Duration.ofMillis(50), Duration.ofMillis(50), 0))
                .deadline(Duration.ofMillis(400))
                .build())) {
      long start = System.nanoTime();
      TransportException e =
          catchThrowableOfType(
              TransportException.class,
              () -> quick.call(Things.WRITE, Ask.empty(), CallOptions.none()));
      assertThat(millisSince(start)).isBetween(390L, 1400L);
      assertThat(e.kind()).isEqualTo(TransportException.Kind.DEADLINE);
      assertThat(e.attempts()).isEqualTo(2);
      assertThat(e.maybeApplied()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theDeadlineCoversASlowBody(boolean async) {
    server.then(
        (seen, out, socket) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          return socket.getInputStream().read() >= 0;
        });
    TransportException e =
        failure(async, Things.READ, CallOptions.none().deadline(Duration.ofMillis(300)));
    assertThat(e.kind()).isEqualTo(TransportException.Kind.DEADLINE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallHasItsOwnReadTimeout(boolean async) {
    server.then(silent());
    TransportException e =
        failure(
            async,
            Things.WRITE,
            CallOptions.none()
                .connectTimeout(Duration.ofSeconds(1))
                .readTimeout(Duration.ofMillis(200))
                .writeTimeout(Duration.ofSeconds(1)));
    assertThat(e.kind()).isEqualTo(TransportException.Kind.TIMEOUT);
    assertThat(e.getMessage()).contains("fell silent").contains("verify before it is repeated");
    assertThat(e.attempts()).isEqualTo(1);
  }

  /**
   * The JDK polls before each read of a socket with a timeout, and Okio enforces the timeout
   * anyway.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theReadTimeoutCoversTheBodyWithoutASocketTimeout(boolean handedIn) {
    List<Integer> onTheSocket = new CopyOnWriteArrayList<>();
    AtomicReference<Connection> connection = new AtomicReference<>();
    OkHttpClient watching =
        new OkHttpClient.Builder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void connectionAcquired(Call call, Connection acquired) {
                    connection.set(acquired);
                  }

                  @Override
                  public void responseBodyStart(Call call) {
                    try {
                      onTheSocket.add(connection.get().socket().getSoTimeout());
                    } catch (SocketException e) {
                      throw new AssertionError(e);
                    }
                  }
                })
            .build();
    server.then(
        (seen, out, socket) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
          out.flush();
          return socket.getInputStream().read() >= 0;
        });
    ClientOptions.Builder options =
        Things.options(server).readTimeout(Duration.ofMillis(200)).timeSource(new FakeTime());
    try (OperationCaller quick =
        OperationCaller.create((handedIn ? options.okHttpClient(watching) : options).build())) {
      TransportException e =
          catchThrowableOfType(
              TransportException.class,
              () -> quick.call(Things.WRITE, Ask.empty(), CallOptions.none()));
      assertThat(e.kind()).isEqualTo(TransportException.Kind.TIMEOUT);
    }
    assertThat(onTheSocket).isEqualTo(handedIn ? List.of(0) : List.of());
  }

  @Test
  void retriesAReadAfterAReadTimeout() {
    server.then(silent(), json("{\"Status\":\"OK\",\"Code\":0}"));
    try (OperationCaller quick =
        OperationCaller.create(
            Things.options(server)
                .readTimeout(Duration.ofMillis(200))
                .timeSource(new FakeTime())
                .build())) {
      assertThat(quick.call(Things.READ, Ask.empty(), CallOptions.none()).code()).isZero();
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void setsEachTimeoutOfACallInOkHttp() {
    List<Integer> seen = new ArrayList<>();
    try (OperationCaller watched =
        OperationCaller.create(
            Things.options(server)
                .connectTimeout(Duration.ofMillis(1100))
                .readTimeout(Duration.ofMillis(1200))
                .writeTimeout(Duration.ofMillis(1300))
                .interceptor(
                    chain -> {
                      seen.addAll(
                          List.of(
                              chain.connectTimeoutMillis(),
                              chain.readTimeoutMillis(),
                              chain.writeTimeoutMillis()));
                      return chain.proceed(chain.request());
                    })
                .build())) {
      watched.call(Things.READ, Ask.empty(), CallOptions.none());
      watched.call(
          Things.READ, Ask.empty(), CallOptions.none().connectTimeout(Duration.ofMillis(7)));
      watched.call(Things.READ, Ask.empty(), CallOptions.none().readTimeout(Duration.ofSeconds(8)));
      watched.call(
          Things.READ, Ask.empty(), CallOptions.none().writeTimeout(Duration.ofSeconds(9)));
    }
    assertThat(seen)
        .containsExactly(1100, 1200, 1300, 7, 1200, 1300, 1100, 8000, 1300, 1100, 1200, 9000);
  }

  @Test
  void keepsTheDeadlineOfCallsQueuedInASharedClient() throws Exception {
    Dispatcher narrow = new Dispatcher();
    narrow.setMaxRequests(1);
    OkHttpClient shared = new OkHttpClient.Builder().dispatcher(narrow).build();
    server.then(silent());
    try (OperationCaller queued =
        OperationCaller.create(Things.options(server).okHttpClient(shared).build())) {
      CompletableFuture<Found> running =
          queued.callAsync(Things.READ, Ask.empty(), CallOptions.none());
      CompletableFuture<Found> waiting =
          queued.callAsync(
              Things.WRITE, Ask.empty(), CallOptions.none().deadline(Duration.ofMillis(200)));
      CompletableFuture<String> thread =
          waiting.handle((found, failure) -> Thread.currentThread().getName());
      assertThat(thread.get(5, TimeUnit.SECONDS)).startsWith("OkHttp ").endsWith("Dispatcher");
      TransportException e =
          (TransportException)
              catchThrowableOfType(ExecutionException.class, () -> waiting.get(5, TimeUnit.SECONDS))
                  .getCause();
      assertThat(e.kind()).isEqualTo(TransportException.Kind.DEADLINE);
      assertThat(e.maybeApplied()).isFalse();
      assertThat(running.cancel(true)).isTrue();
    } finally {
      narrow.executorService().shutdown();
    }
  }

  @Test
  void keepsTheDeadlineInsideABlockedInterceptor() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    List<Observer.Report> calls = new CopyOnWriteArrayList<>();
    try (OperationCaller hanging =
        OperationCaller.create(
            Things.options(server)
                .observer(
                    new Observer() {
                      @Override
                      public void called(Report report) {
                        calls.add(report);
                      }
                    })
                .interceptor(
                    chain -> {
                      awaitQuietly(stuck);
                      try {
                        return chain.proceed(chain.request());
                      } finally {
                        free.countDown();
                      }
                    })
                .build())) {
      CompletableFuture<Found> future =
          hanging.callAsync(
              Things.READ, Ask.empty(), CallOptions.none().deadline(Duration.ofMillis(200)));
      TransportException e =
          (TransportException)
              catchThrowableOfType(ExecutionException.class, () -> future.get(5, TimeUnit.SECONDS))
                  .getCause();
      assertThat(e.kind()).isEqualTo(TransportException.Kind.DEADLINE);
      assertThat(e.sent()).isFalse();
      stuck.countDown();
      assertThat(free.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(server.requests()).isZero();
    assertThat(calls)
        .extracting(Observer.Report::outcome)
        .containsExactly(Observer.Outcome.TRANSPORT_ERROR);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsTheDeadlineIfTheLimiterNeverAnswers(boolean closed) {
    CompletableFuture<Long> silence = new CompletableFuture<>();
    RateLimiter limiter =
        new RateLimiter() {
          @Override
          public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
            throw new AssertionError("not asked for");
          }

          @Override
          public CompletionStage<Long> reserveAsync(Operation<?, ?> operation, long maxWaitNanos) {
            return silence;
          }
        };
    OperationCaller limited =
        OperationCaller.create(Things.options(server).rateLimiter(limiter).build());
    CompletableFuture<Found> future =
        limited.callAsync(
            Things.READ, Ask.empty(), CallOptions.none().deadline(Duration.ofMillis(100)));
    if (closed) {
      limited.close();
    }
    TransportException e =
        (TransportException)
            catchThrowableOfType(ExecutionException.class, () -> future.get(5, TimeUnit.SECONDS))
                .getCause();
    assertThat(e.kind()).isEqualTo(TransportException.Kind.DEADLINE);
    assertThat(e.maybeApplied()).isFalse();
    silence.complete(0L);
    limited.close();
    assertThat(server.requests()).isZero();
  }

  @Test
  void cancellingTheFutureClosesTheConnection() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.then(
        (seen, out, socket) -> {
          int end = socket.getInputStream().read();
          hungUp.countDown();
          return end >= 0;
        });
    CompletableFuture<Found> future =
        caller.callAsync(Things.READ, Ask.empty(), CallOptions.none());
    server.arrival();
    assertThat(future.cancel(true)).isTrue();
    assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(catchThrowable(future::join)).isInstanceOf(CancellationException.class);
    assertThat(future.cancel(true)).isTrue();
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void nothingIsSentAfterCancellingBetweenAttempts() throws Exception {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"));
    AtomicReference<Runnable> later = new AtomicReference<>();
    CountDownLatch waiting = new CountDownLatch(1);
    TimeSource held =
        new TimeSource() {
          @Override
          public long nanoTime() {
            return 0;
          }

          @Override
          public void sleep(long nanos) {
            throw new AssertionError("asynchronous calls do not sleep");
          }

          @Override
          public void schedule(Runnable task, long nanos, java.util.concurrent.Executor executor) {
            later.set(task);
            waiting.countDown();
          }
        };
    try (OperationCaller slow =
        OperationCaller.create(Things.options(server).timeSource(held).build())) {
      CompletableFuture<Found> future =
          slow.callAsync(Things.READ, Ask.empty(), CallOptions.none());
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      future.cancel(false);
      later.get().run();
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void nothingIsSentAfterCancellingDuringTheRateLimitWait() {
    AtomicReference<Runnable> later = new AtomicReference<>();
    FakeTime time = new FakeTime();
    TimeSource held =
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
            later.set(task);
          }
        };
    try (OperationCaller slow =
        OperationCaller.create(
            Things.options(server).timeSource(held).rateLimiter((op, max) -> 5).build())) {
      CompletableFuture<Found> future =
          slow.callAsync(Things.READ, Ask.empty(), CallOptions.none());
      future.cancel(false);
      later.get().run();
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void anInterruptEndsAWaitForAnAnswer() throws Exception {
    server.then(silent());
    AtomicReference<TransportException> failure = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              failure.set(
                  catchThrowableOfType(
                      TransportException.class,
                      () -> caller.call(Things.WRITE, Ask.empty(), CallOptions.none())));
              flag.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    server.arrival();
    long start = System.nanoTime();
    thread.interrupt();
    thread.join(10_000);
    assertThat(millisSince(start)).isLessThan(2000);
    assertThat(failure.get().kind()).isEqualTo(TransportException.Kind.INTERRUPTED);
    assertThat(failure.get().maybeApplied()).isTrue();
    assertThat(flag).isTrue();
  }

  @Test
  void anInterruptedThreadSendsNothing() {
    Thread.currentThread().interrupt();
    TransportException e = failure(false, Things.WRITE, CallOptions.none());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.kind()).isEqualTo(TransportException.Kind.INTERRUPTED);
    assertThat(e.maybeApplied()).isFalse();
    assertThat(server.requests()).isZero();
  }

  @Test
  void anInterruptEndsTheWaitBetweenAttempts() {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"));
    InterruptedException thrown = new InterruptedException();
    TimeSource time =
        new TimeSource() {
          @Override
          public long nanoTime() {
            return System.nanoTime();
          }

          @Override
          public void sleep(long nanos) throws InterruptedException {
            throw thrown;
          }

          @Override
          public void schedule(Runnable task, long nanos, java.util.concurrent.Executor executor) {
            throw new AssertionError("blocking calls sleep");
          }
        };
    try (OperationCaller interrupted =
        OperationCaller.create(Things.options(server).timeSource(time).build())) {
      TransportException e =
          catchThrowableOfType(
              TransportException.class,
              () -> interrupted.call(Things.READ, Ask.empty(), CallOptions.none()));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(e.kind()).isEqualTo(TransportException.Kind.INTERRUPTED);
      assertThat(e).hasCause(thrown);
      assertThat(e.attempts()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerLongerThanItsLengthIsCutThere() {
    server.then(
        raw(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
            "{\"Status\":\"OK\",\"Code\":0}".getBytes(StandardCharsets.UTF_8),
            true));
    assertThat(catchThrowable(() -> caller.call(Things.READ, Ask.empty(), CallOptions.none())))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void theSystemClockSleepsAndSchedules() throws Exception {
    TimeSource time = TimeSource.system();
    long start = time.nanoTime();
    time.sleep(20_000_000);
    assertThat(time.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    CountDownLatch ran = new CountDownLatch(1);
    AtomicReference<Thread> on = new AtomicReference<>();
    Thread here = Thread.currentThread();
    time.schedule(
        () -> {
          on.set(Thread.currentThread());
          ran.countDown();
        },
        20_000_000,
        Runnable::run);
    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(time.nanoTime() - start).isGreaterThanOrEqualTo(40_000_000);
    assertThat(on.get()).isNotSameAs(here);
  }
}
