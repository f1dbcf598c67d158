package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static dev.chatcontract.runtime.WireServer.reset;
import static dev.chatcontract.runtime.WireServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import dev.chatcontract.runtime.Observer.Outcome;
import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.metrics.MicrometerObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What observers are told and what logs show. */
class ObserversAndLogsTest {
  private static final String OK = "{\"Status\":\"OK\",\"Code\":0}";

  private final WireServer server = new WireServer();
  private final FakeTime time = new FakeTime();
  private final List<Observer.Report> attempts = new CopyOnWriteArrayList<>();
  private final List<Observer.Report> calls = new CopyOnWriteArrayList<>();
  private final Observer observer =
      new Observer() {
        @Override
        public void attempted(Report report) {
          attempts.add(report);
        }

        @Override
        public void called(Report report) {
          calls.add(report);
        }
      };
  private final Logged logged = new Logged("dev.chatcontract");

  @AfterEach
  void close() {
    logged.close();
    server.close();
  }

  private void call(Observer to, boolean async, Operation<Ask, ?> op, Ask ask) {
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server)
                .timeSource(time)
                .observer(to)
                .interceptor(
                    chain -> {
                      time.pass(20);
                      if (chain.request().header("Boom") != null) {
                        throw new IllegalStateException("boom");
                      }
                      return chain.proceed(
                          chain
                              .request()
                              .newBuilder()
                              .url(
                                  chain
                                      .request()
                                      .url()
                                      .newBuilder()
                                      .addQueryParameter("usersig", "SECRETSIG")
                                      .build())
                              .build());
                    })
                .build())) {
      CallOptions options =
          "boom".equals(ask.name()) ? CallOptions.none().header("Boom", "1") : CallOptions.none();
      Throwable failure =
          catchThrowable(
              () -> {
                if (async) {
                  caller.callAsync(op, ask, options).get(20, TimeUnit.SECONDS);
                } else {
                  caller.call(op, ask, options);
                }
              });
      logged.all().forEach(line -> assertThat(line).doesNotContain("SECRETSIG"));
      assertThat(String.valueOf(failure)).doesNotContain("SECRETSIG");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anObserverIsToldOfEveryAttemptAndOfTheCall(boolean async) {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"), json(OK));
    call(observer, async, Things.READ, Ask.empty());
    assertThat(attempts).extracting(Observer.Report::attempt).containsExactly(1, 2);
    assertThat(attempts)
        .extracting(Observer.Report::outcome)
        .containsExactly(Outcome.API_ERROR, Outcome.OK);
    assertThat(attempts).extracting(Observer.Report::code).containsExactly(101L, 0L);
    assertThat(attempts).extracting(Observer.Report::httpStatus).containsOnly(200);
    assertThat(attempts).extracting(Observer.Report::nanos).containsOnly(20_000_000L);
    assertThat(calls)
        .containsExactly(new Observer.Report(Things.READ, 2, Outcome.OK, 0, 200, 540_000_000L));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anObserverIsToldTheOutcome(boolean async) {
    server.then(
        json("{\"Status\":\"FAIL\",\"Code\":104}"),
        status(404, "text/plain", "x"),
        json("<"),
        reset());
    for (int i = 0; i < 4; i++) {
      call(observer, async, Things.WRITE, Ask.empty());
    }
    call(observer, async, Things.WRITE, Ask.named("n".repeat(31)));
    call(observer, async, Things.WRITE, Ask.named("boom"));
    assertThat(calls)
        .extracting(Observer.Report::outcome)
        .containsExactly(
            Outcome.API_ERROR,
            Outcome.HTTP_ERROR,
            Outcome.DECODE_ERROR,
            Outcome.TRANSPORT_ERROR,
            Outcome.INVALID_REQUEST,
            Outcome.OTHER);
    assertThat(calls)
        .extracting(Observer.Report::httpStatus)
        .containsExactly(200, 404, 200, 0, 0, 0);
    assertThat(calls).extracting(Observer.Report::attempt).containsExactly(1, 1, 1, 1, 0, 1);
    assertThat(attempts).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anObserverIsToldOfARequestThatCannotBeWritten(boolean async) {
    Operation<Ask, Found> op =
        Operation.named(
                "unwritable",
                JsonCodec.<Ask>of(
                    Ask.CODEC::read,
                    (v, g) -> {
                      throw new IOException("cannot");
                    }),
                Found.CODEC)
            .path("/x")
            .build();
    call(observer, async, op, Ask.empty());
    assertThat(calls).extracting(Observer.Report::outcome).containsExactly(Outcome.INVALID_REQUEST);
    assertThat(calls).extracting(Observer.Report::attempt).containsExactly(0);
    assertThat(attempts).isEmpty();
  }

  @Test
  void anObserverIsToldThatTheWaitBetweenAttemptsWasInterrupted() {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"));
    TimeSource interrupted =
        new TimeSource() {
          @Override
          public long nanoTime() {
            return time.nanoTime();
          }

          @Override
          public void sleep(long nanos) throws InterruptedException {
            throw new InterruptedException();
          }

          @Override
          public void schedule(Runnable task, long nanos, Executor executor) {
            throw new AssertionError("blocking calls sleep");
          }
        };
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server).timeSource(interrupted).observer(observer).build())) {
      assertThat(catchThrowable(() -> caller.call(Things.READ, Ask.empty(), CallOptions.none())))
          .isInstanceOf(TransportException.class);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(calls).containsExactly(reported(Outcome.TRANSPORT_ERROR, 200));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anObserverIsToldThatTheResignHookThrew(boolean async) {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":700}"));
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server)
                .observer(observer)
                .onResign(
                    () -> {
                      throw new IllegalStateException("no key");
                    })
                .build())) {
      assertThat(
              catchThrowable(
                  () -> {
                    if (async) {
                      caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()).join();
                    } else {
                      caller.call(Things.READ, Ask.empty(), CallOptions.none());
                    }
                  }))
          .hasStackTraceContaining("no key");
    }
    assertThat(attempts).extracting(Observer.Report::outcome).containsExactly(Outcome.API_ERROR);
    assertThat(calls).containsExactly(reported(Outcome.OTHER, 200));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anObserverIsToldThatAWaitingCallWasCancelled(boolean limited) throws Exception {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"));
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicReference<Runnable> later = new AtomicReference<>();
    TimeSource held =
        new FakeTime() {
          @Override
          public void schedule(Runnable task, long nanos, Executor executor) {
            later.set(task);
            waiting.countDown();
          }
        };
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server)
                .timeSource(held)
                .rateLimiter((op, max) -> limited ? 5 : 0)
                .observer(observer)
                .build())) {
      CompletableFuture<?> future = caller.callAsync(Things.READ, Ask.empty(), CallOptions.none());
      assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
      future.cancel(true);
      later.get().run();
    }
    assertThat(calls).containsExactly(reported(Outcome.TRANSPORT_ERROR, 0));
    assertThat(attempts).hasSize(1);
  }

  private Observer.Report reported(Outcome outcome, int status) {
    return new Observer.Report(Things.READ, 1, outcome, 0, status, calls.get(0).nanos());
  }

  @Test
  void anObserverThatFailsDoesNotHarmTheCall() {
    Observer bad =
        new Observer() {
          @Override
          public void called(Report report) {
            throw new IllegalStateException("full");
          }
        };
    try (OperationCaller caller =
        OperationCaller.create(Things.options(server).observer(bad).build())) {
      assertThat(caller.call(Things.READ, Ask.empty(), CallOptions.none()).code()).isZero();
    }
    assertThat(logged.warnings()).containsExactly("the observer failed; the call continues");
  }

  @Test
  void timersHaveFewTags() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"), json(OK));
    call(new MicrometerObserver(registry), false, Things.READ, Ask.empty());
    assertThat(
            registry
                .get("chat.attempts")
                .tags(
                    "operation",
                    "read_things",
                    "outcome",
                    "api-error",
                    "code",
                    "101",
                    "status",
                    "200")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("chat.calls")
                .tags("operation", "read_things", "outcome", "ok", "code", "0", "status", "200")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(540);
  }

  @Test
  void aServerCannotAddTagsWithoutLimit() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    MicrometerObserver timers = new MicrometerObserver(registry);
    for (int i = 0; i < 20; i++) {
      server.then(json("{\"Status\":\"FAIL\",\"Code\":" + (-i - 1) * 1_000_003L + "}"));
      call(timers, false, Things.WRITE, Ask.empty());
    }
    for (int i = 0; i < 20; i++) {
      server.then(status(430 + i, "text/plain", "x"));
      call(timers, false, Things.WRITE, Ask.empty());
    }
    server.then(status(999, "text/plain", "x"));
    call(timers, false, Things.WRITE, Ask.empty());

    assertThat(registry.find("chat.calls").timers())
        .extracting(timer -> timer.getId().getTag("code") + " " + timer.getId().getTag("status"))
        .containsExactlyInAnyOrder("unlisted 200", "0 431", "0 4xx", "0 unlisted");
  }

  @Test
  void debugLogsEventsAndTraceLogsBodies() {
    server.then(
        json("{\"Status\":\"FAIL\",\"Code\":101,\"Info\":\"try later\"}"),
        json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Id\":\"a\",\"Name\":\"hidden\"}]}"));
    call(Observer.none(), false, Things.READ, Ask.named("private"));
    assertThat(logged.at(Level.DEBUG))
        .containsExactly(
            "read_things attempt 1: API_ERROR status 200 code 101 in 20 ms",
            "read_things attempt 2 follows in 500 ms",
            "read_things attempt 2: OK status 200 code 0 in 20 ms");
    assertThat(logged.at(Level.TRACE))
        .containsExactly(
            "read_things attempt 1 sends {\"Name\":***}",
            "read_things attempt 1 receives {\"Status\":\"FAIL\",\"Code\":101,\"Info\":\"try later\"}",
            "read_things attempt 2 sends {\"Name\":***}",
            "read_things attempt 2 receives {\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Id\":\"a\",\"Name\":***}]}");
  }

  @Test
  void infoLogsNothing() {
    logged.level(Level.INFO);
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"), json(OK));
    call(Observer.none(), false, Things.READ, Ask.empty());
    assertThat(logged.all()).isEmpty();
  }
}
