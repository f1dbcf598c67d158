package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.operation.Idempotency;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
  private static final long LONG = Long.MAX_VALUE / 4;

  private final FakeTime time = new FakeTime();
  private final WireServer server = new WireServer();
  private final Operation<Ask, Found> twice =
      Things.operation("twice").idempotency(Idempotency.always()).rateLimit(2, 1).build();
  private final Operation<Ask, Found> once = Things.operation("once").rateLimit(1, 10).build();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void spreadsTheBudgetOverItsWindow() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    assertThat(limiter.reserve(twice, LONG)).isZero();
    assertThat(limiter.reserve(twice, LONG)).isEqualTo(510_000_000L);
    assertThat(limiter.reserve(twice, LONG)).isEqualTo(1_020_000_000L);
    assertThat(limiter.reserve(once, LONG)).isZero();
    assertThat(limiter.reserve(once, LONG)).isEqualTo(10_200_000_000L);
    assertThat(limiter.reserve(Things.READ, 0)).isZero();
  }

  private final Operation<Ask, Found> keyed =
      Things.operation("keyed").rateLimit(200, 1).rateLimitPerKey("Name", 2, 1).build();

  @Test
  void eachKeyHasItsOwnBudget() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    assertThat(limiter.reservePerKey(keyed, "a", LONG)).isZero();
    assertThat(limiter.reservePerKey(keyed, "a", LONG)).isEqualTo(510_000_000L);
    assertThat(limiter.reservePerKey(keyed, "b", LONG)).isZero();
    assertThat(limiter.reservePerKey(keyed, "a", 1)).isNegative();
    assertThat(limiter.reservePerKey(twice, "a", LONG)).isZero();
    for (int i = 0; i < 10_001; i++) {
      limiter.reservePerKey(keyed, "other-" + i, LONG);
    }
    assertThat(limiter.reservePerKey(keyed, "a", LONG)).as("forgotten").isZero();
  }

  @Test
  void tenThousandKeysAreRemembered() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    assertThat(limiter.reservePerKey(keyed, "a", LONG)).isZero();
    for (int i = 1; i < 10_000; i++) {
      limiter.reservePerKey(keyed, "other-" + i, LONG);
    }
    assertThat(limiter.reservePerKey(keyed, "a", LONG)).isEqualTo(510_000_000L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallUsesTheBudgetOfTheKeyThatItNames(boolean async) throws Exception {
    List<String> keys = new CopyOnWriteArrayList<>();
    RateLimiter noting =
        new RateLimiter() {
          @Override
          public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
            return 0;
          }

          @Override
          public long reservePerKey(Operation<?, ?> operation, String key, long maxWaitNanos) {
            keys.add(key);
            return key.equals("full") ? -1 : 0;
          }
        };
    try (OperationCaller caller =
        OperationCaller.create(Things.options(server).rateLimiter(noting).build())) {
      for (Ask ask : List.of(Ask.named("a"), Ask.empty(), Ask.named("full"))) {
        Throwable thrown =
            catchThrowable(
                () -> {
                  if (async) {
                    try {
                      caller.callAsync(keyed, ask, CallOptions.none()).get(20, TimeUnit.SECONDS);
                    } catch (ExecutionException e) {
                      throw e.getCause();
                    }
                  } else {
                    caller.call(keyed, ask, CallOptions.none());
                  }
                });
        if (ask.equals(Ask.named("full"))) {
          assertThat(thrown).isInstanceOf(TransportException.class);
        } else {
          assertThat(thrown).isNull();
        }
      }
      assertThat(keys).containsExactly("a", "full");
    }
  }

  @Test
  void aRequestThatFailsValidationIsNotSearchedForKeys() {
    Operation<Ask, Found> refusing =
        Things.operation("keyed")
            .rateLimitPerKey("Name", 2, 1)
            .check(ask -> List.of(new Fault("/Name", "enum", "is odd", Fault.Severity.ERROR)))
            .build();
    try (OperationCaller caller = OperationCaller.create(Things.options(server).build())) {
      assertThatThrownBy(() -> caller.call(refusing, Ask.named("a"), CallOptions.none()))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 1", "1, 1", "7, 3", "2, 60"})
  void noWindowHoldsMoreThanTheBudget(int calls, int seconds) {
    Operation<Ask, Found> op = Things.operation("paced").rateLimit(calls, seconds).build();
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    long window = seconds * 1_000_000_000L;
    long[] at = new long[3 * calls + 1];
    for (int i = 0; i < at.length; i++) {
      at[i] = limiter.reserve(op, LONG);
      if (i >= calls) {
        assertThat(at[i] - at[i - calls]).isGreaterThanOrEqualTo(window / 1000 * 1020);
      }
    }
    assertThat(at[3 * calls]).isLessThanOrEqualTo((long) (3 * window / 0.97));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "200, 1, 4", "200, 1, 16", "7, 3, 2"})
  void aServerThatEnforcesEveryWindowRefusesNoCall(int calls, int seconds, int threads) {
    for (int seed = 0; seed < 5; seed++) {
      PacedFleet one = new PacedFleet(calls, seconds, seed);
      one.run(List.of(Bucket4jRateLimiter.local(one.clock())), threads, 100);
      assertThat(one.refused()).isZero();
      assertThat(one.rate()).isGreaterThanOrEqualTo(0.97);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 8", "200, 1, 16", "200, 1, 1000", "7, 3, 50"})
  void noCallerWaitsMoreThanTwiceAsLongAsOthers(int calls, int seconds, int threads) {
    for (int seed = 0; seed < 5; seed++) {
      PacedFleet one = new PacedFleet(calls, seconds, seed);
      one.run(List.of(Bucket4jRateLimiter.local(one.clock())), threads, 100);
      assertThat(one.longestWait()).isLessThanOrEqualTo(2);
      assertThat(one.refused()).isZero();
      assertThat(one.rate()).isGreaterThanOrEqualTo(0.97);
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 1, 200", "200, 1, 1000"})
  void callersStayInOrderWhenTheMachinePauses(int calls, int seconds, int threads) {
    for (int seed = 0; seed < 5; seed++) {
      PacedFleet pausing = new PacedFleet(calls, seconds, seed);
      pausing.pauses(3000, 100);
      pausing.run(List.of(Bucket4jRateLimiter.local(pausing.clock())), threads, 60);
      assertThat(pausing.longestWait()).isLessThanOrEqualTo(2);
      assertThat(pausing.refused()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "200, 1, 8", "7, 3, 2"})
  void aServerRefusesNoCallOfAFleetThatSharesAStore(int calls, int seconds, int threads) {
    for (int seed = 0; seed < 5; seed++) {
      PacedFleet three = new PacedFleet(calls, seconds, seed);
      three.run(PacedFleet.shared(3, new Store(three.clock())), threads, 100);
      assertThat(three.refused()).isZero();
      assertThat(three.rate()).isGreaterThanOrEqualTo(0.97);
    }
  }

  @Test
  void aCallThatLeavesLateDelaysTheNext() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    assertThat(limiter.reserve(once, LONG)).isZero();
    time.pass(4_000);
    assertThat(limiter.late(once, 4_000_000_000L, LONG)).isZero();
    // Accurate to a thousandth of the interval.
    assertThat(limiter.reserve(once, LONG)).isBetween(10_189_800_000L, 10_200_000_000L);
  }

  @Test
  void aCallThatIsHardlyLateLeavesAtOnce() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    assertThat(limiter.reserve(once, LONG)).isZero();
    time.pass(40);
    assertThat(limiter.late(once, 40_000_000L, LONG)).isZero();
    assertThat(limiter.reserve(once, LONG)).isEqualTo(10_160_000_000L);
    assertThat(limiter.late(Things.READ, LONG, LONG)).isZero();
  }

  @Test
  void aLateCallOfAFleetTakesANewTurnIfItsTimeBelongsToAnotherCall() {
    RateLimiter limiter = Bucket4jRateLimiter.shared(new Store(time), "", Runnable::run);
    assertThat(limiter.reserve(once, LONG)).isZero();
    assertThat(limiter.reserve(once, LONG)).isEqualTo(10_200_000_000L);
    time.pass(4_000);
    assertThat(limiter.late(once, 4_000_000_000L, LONG)).isEqualTo(16_400_000_000L);
    // Better late than never: the server may not refuse the call.
    assertThat(limiter.late(once, 4_000_000_000L, 1_000_000_000L)).isZero();
  }

  @Test
  void aCallThatLeavesLateDelaysThoseThatWait() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    assertThat(limiter.reserve(once, LONG)).isZero();
    assertThat(limiter.reserve(once, LONG)).isEqualTo(10_200_000_000L);
    assertThat(limiter.reserve(once, LONG)).isEqualTo(20_400_000_000L);
    time.pass(4_000);
    assertThat(limiter.late(once, 4_000_000_000L, LONG)).isZero();
    time.pass(6_200);
    // Ten seconds after the first; less than a two-hundredth of the window is tolerated.
    assertThat(limiter.late(once, 0, LONG)).isEqualTo(3_950_000_000L);
    assertThat(limiter.putOffNanos(once)).isEqualTo(3_950_000_000L);
    assertThat(limiter.reserve(once, LONG)).isBetween(24_330_000_000L, 24_350_000_000L);
    // Better early than never: the server may not refuse the call.
    assertThat(limiter.late(once, 0, 1_000_000_000L)).isZero();
    assertThat(limiter.putOffNanos(Things.READ)).isZero();
  }

  @Test
  void aPauseOfTheMachineDoesNotDelayNewCallsByAsMuch() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    assertThat(limiter.reserve(twice, LONG)).isZero();
    assertThat(limiter.reserve(twice, LONG)).isEqualTo(510_000_000L);
    assertThat(limiter.reserve(twice, LONG)).isEqualTo(1_020_000_000L);
    time.pass(60_000);
    assertThat(limiter.late(twice, 60_000_000_000L, LONG)).isZero();
    assertThat(limiter.late(twice, 59_490_000_000L, LONG)).isEqualTo(505_000_000L);
    // The third leaves 510 ms after the second, and the new one another 510 ms later.
    assertThat(limiter.putOffNanos(twice)).isEqualTo(59_995_000_000L);
    assertThat(limiter.reserve(twice, LONG)).isBetween(1_515_000_000L, 1_530_000_000L);
  }

  @Test
  void aSlowAnswerDelaysTheNextCall() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    // Nothing is known about the first call: the server may have counted it only when it answered.
    limiter.reserve(once, LONG);
    time.pass(3_000);
    limiter.answered(once, 3_000_000_000L);
    assertThat(limiter.reserve(once, LONG)).isBetween(10_189_800_000L, 10_200_000_000L);
    // As long as the others: the server always takes this long.
    time.pass(10_200 + 3_000);
    limiter.answered(once, 3_000_000_000L);
    assertThat(limiter.reserve(once, LONG)).isBetween(7_189_800_000L, 7_200_000_000L);
    // Four seconds longer than the others.
    time.pass(7_200 + 7_000);
    limiter.answered(once, 7_000_000_000L);
    assertThat(limiter.reserve(once, LONG)).isBetween(7_189_800_000L, 7_200_000_000L);
    limiter.answered(Things.READ, LONG);
  }

  @ParameterizedTest
  @CsvSource({
    "1800, 1200, false", // 1100 are usual then: one eighth of the difference more than before
    "1800, 1201, true",
    "400, 500, false", // a shorter time counts at once
    "400, 501, true"
  })
  void anAnswerThatTakesAHundredthOfTheWindowLongerThanUsualDelaysTheNextCall(
      int second, int third, boolean delays) {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    limiter.answered(once, 1_000_000_000L);
    limiter.answered(once, second * 1_000_000L);
    time.pass(60_000);
    limiter.answered(once, third * 1_000_000L);
    assertThat(limiter.reserve(once, LONG) > 0).isEqualTo(delays);
  }

  @ParameterizedTest
  @CsvSource({"50000000, false", "50000001, true"})
  void aCallOfAFleetMayLeaveATwoHundredthOfTheWindowLate(long late, boolean delays) {
    RateLimiter limiter = Bucket4jRateLimiter.shared(new Store(time), "", Runnable::run);
    assertThat(limiter.late(once, late, LONG)).isZero();
    assertThat(limiter.reserve(once, LONG) > 0).isEqualTo(delays);
  }

  @Test
  void aLimiterThatFailsAfterTheAnswerLosesNoAnswer() {
    RateLimiter broken =
        new RateLimiter() {
          @Override
          public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
            return 0;
          }

          @Override
          public void answered(Operation<?, ?> operation, long roundTripNanos) {
            throw new NoSuchMethodError("an old store");
          }
        };
    try (Logged quiet = new Logged("dev.chatcontract");
        OperationCaller caller =
            OperationCaller.create(Things.options(server).rateLimiter(broken).build())) {
      assertThat(caller.call(twice, Ask.empty(), CallOptions.none()).code()).isZero();
      assertThat(caller.callAsync(twice, Ask.empty(), CallOptions.none()).join().code()).isZero();
      assertThat(quiet.warnings()).containsOnly("the rate limiter failed; the call continues");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallThatHadToConnectFirstIsDelayed(boolean async) {
    List<Long> asked = new CopyOnWriteArrayList<>();
    RateLimiter strict =
        new RateLimiter() {
          @Override
          public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
            return 1_000_000_000L;
          }

          @Override
          public long late(Operation<?, ?> operation, long lateNanos, long maxWaitNanos) {
            asked.add(lateNanos);
            return 300_000_000L;
          }
        };
    try (OperationCaller caller =
        OperationCaller.create(
            ClientOptions.builder()
                .baseUrl(server.url())
                .timeSource(time)
                .rateLimiter(strict)
                .interceptor(
                    chain -> {
                      time.pass(70);
                      return chain.proceed(chain.request());
                    })
                .build())) {
      if (async) {
        caller.callAsync(twice, Ask.empty(), CallOptions.none()).join();
      } else {
        caller.call(twice, Ask.empty(), CallOptions.none());
      }
    }
    assertThat(asked).containsExactly(70_000_000L);
    assertThat(time.waits()).containsExactly(1000L, 300L);
    assertThat(server.requests()).isEqualTo(1);
  }

  private static RateLimiter alwaysLate(List<Long> asked) {
    return new RateLimiter() {
      @Override
      public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
        return 0;
      }

      @Override
      public long late(Operation<?, ?> operation, long lateNanos, long maxWaitNanos) {
        asked.add(lateNanos);
        return 300_000_000L;
      }
    };
  }

  @Test
  void aCallOnAMachineThatIsTooSlowForAnyTurnLeavesAfterTheFourth() {
    List<Long> asked = new CopyOnWriteArrayList<>();
    FakeTime slow =
        new FakeTime() {
          @Override
          public void sleep(long nanos) {
            super.sleep(nanos);
            pass(10);
          }
        };
    try (OperationCaller caller =
        OperationCaller.create(
            ClientOptions.builder()
                .baseUrl(server.url())
                .timeSource(slow)
                .rateLimiter(alwaysLate(asked))
                .interceptor(
                    chain -> {
                      slow.pass(70);
                      return chain.proceed(chain.request());
                    })
                .build())) {
      caller.call(twice, Ask.empty(), CallOptions.none());
    }
    assertThat(asked).containsExactly(70_000_000L, 10_000_000L, 10_000_000L, 10_000_000L);
    assertThat(slow.waits()).containsExactly(300L, 300L, 300L, 300L);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheWaitOfALateCall() {
    List<Long> asked = new CopyOnWriteArrayList<>();
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
            ClientOptions.builder()
                .baseUrl(server.url())
                .timeSource(interrupted)
                .rateLimiter(alwaysLate(asked))
                .interceptor(
                    chain -> {
                      time.pass(70);
                      return chain.proceed(chain.request());
                    })
                .build())) {
      assertThat(catchThrowable(() -> caller.call(twice, Ask.empty(), CallOptions.none())))
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(TransportException.Kind.INTERRUPTED);
                assertThat(e.sent()).isFalse();
              });
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.requests()).isZero();
  }

  @Test
  void takesNothingIfTheWaitWouldBeTooLong() {
    RateLimiter limiter = Bucket4jRateLimiter.local(time);
    limiter.reserve(once, LONG);
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.reserve(once, 10_199_999_999L)).isNegative();
    }
    time.pass(10_200);
    assertThat(limiter.reserve(once, 0)).isZero();
    assertThat(limiter.reserve(once, 0)).isNegative();
  }

  @Test
  void isOnByDefaultForEveryCallOfAClient() {
    try (OperationCaller caller =
        OperationCaller.create(
            ClientOptions.builder().baseUrl(server.url()).timeSource(time).build())) {
      for (int i = 0; i < 4; i++) {
        caller.call(twice, Ask.empty(), CallOptions.none());
      }
      assertThat(time.waits()).containsExactly(510L, 510L, 510L);
      caller.callAsync(twice, Ask.empty(), CallOptions.none()).join();
      assertThat(time.waits()).containsExactly(510L, 510L, 510L, 510L);
      assertThat(
              catchThrowable(
                  () -> {
                    caller.call(once, Ask.empty(), CallOptions.none());
                    caller.call(
                        once,
                        Ask.empty(),
                        CallOptions.none().deadline(java.time.Duration.ofSeconds(3)));
                  }))
          .isInstanceOf(TransportException.class)
          .hasMessage(
              "once: the wait for the rate limit of 1 per 10 s would pass the deadline. (1 attempt)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aLimiterThatThrowsFailsTheCall(int attempt) {
    IllegalStateException full = new IllegalStateException("store gone");
    RateLimiter broken =
        new RateLimiter() {
          private int asked;

          @Override
          public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
            if (++asked % attempt == 0) {
              throw full;
            }
            return 0;
          }
        };
    server.then(WireServer.json("{\"Status\":\"FAIL\",\"Code\":101}"));
    assertThat(failure(false, broken)).isSameAs(full);
    assertThat(failure(true, broken)).isSameAs(full);
    assertThat(server.requests()).isEqualTo(2 * (attempt - 1));
  }

  @Test
  void aLimiterWhoseExecutorRejectsTasksFailsTheCall() {
    RejectedExecutionException closed = new RejectedExecutionException("closed");
    assertThat(
            failure(
                true,
                Bucket4jRateLimiter.shared(
                    new Store(),
                    "",
                    task -> {
                      throw closed;
                    })))
        .isSameAs(closed);
  }

  @Test
  void aStoreThatFailsAndALimiterWithoutAResultFailTheCall() {
    IllegalStateException down = new IllegalStateException("store down");
    RateLimiter failing =
        Bucket4jRateLimiter.shared(
            new Store() {
              @Override
              protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
                throw down;
              }
            },
            "",
            Runnable::run);
    assertThat(failure(true, failing)).isSameAs(down);
    assertThat(
            failure(
                true,
                new RateLimiter() {
                  @Override
                  public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
                    throw new AssertionError("not asked for");
                  }

                  @Override
                  public CompletionStage<Long> reserveAsync(
                      Operation<?, ?> operation, long maxWaitNanos) {
                    return CompletableFuture.completedFuture(null);
                  }
                }))
        .isInstanceOf(NullPointerException.class);
    assertThat(server.requests()).isZero();
  }

  private Throwable failure(boolean async, RateLimiter limiter) {
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server).timeSource(time).rateLimiter(limiter).build())) {
      if (!async) {
        return catchThrowable(() -> caller.call(twice, Ask.empty(), CallOptions.none()));
      }
      CompletableFuture<Found> future = caller.callAsync(twice, Ask.empty(), CallOptions.none());
      return catchThrowableOfType(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
          .getCause();
    }
  }

  @ParameterizedTest
  @CsvSource({"false,10,2", "false,2,10", "true,10,2", "true,2,10"})
  void theSmallestBudgetOfClientsThatShareALimiterCounts(boolean stored, int first, int second) {
    RateLimiter limiter =
        stored
            ? Bucket4jRateLimiter.shared(new Store(time), "", Runnable::run)
            : Bucket4jRateLimiter.local(time);
    Operation<Ask, Found> before = shared(first);
    Operation<Ask, Found> after = shared(second);

    assertThat(limiter.reserve(before, LONG)).isZero();
    assertThat(limiter.reserve(after, LONG)).isEqualTo(510_000_000L);
    assertThat(limiter.reserve(before, LONG)).isEqualTo(1_020_000_000L);
    assertThat(limiter.reserve(after, LONG)).isEqualTo(1_530_000_000L);
    assertThat(limiter.reservePerKey(before, "a", LONG)).isZero();
    assertThat(limiter.reservePerKey(after, "a", LONG)).isEqualTo(510_000_000L);
    assertThat(limiter.reservePerKey(before, "a", LONG)).isEqualTo(1_020_000_000L);
  }

  private static Operation<Ask, Found> shared(int calls) {
    return Things.operation("same").rateLimit(calls, 1).rateLimitPerKey("Name", calls, 1).build();
  }

  @Test
  void aFleetCountsItsCallsInASharedStore() {
    Store store = new Store();
    RateLimiter here = Bucket4jRateLimiter.shared(store, "app1/", Runnable::run);
    RateLimiter there = Bucket4jRateLimiter.shared(store, "app1/", Runnable::run);
    RateLimiter elsewhere = Bucket4jRateLimiter.shared(store, "app2/", Runnable::run);
    assertThat(here.reserve(once, 1)).isZero();
    assertThat(there.reserveAsync(once, 1).toCompletableFuture().join()).isNegative();
    assertThat(elsewhere.reserve(once, 1)).isZero();
    assertThat(here.reserve(Things.READ, 1)).isZero();
    assertThat(store.states.keySet()).containsExactlyInAnyOrder("app1/once", "app2/once");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAsynchronousCallNeverQueriesTheStoreOnTheThreadOfItsCaller(boolean substituted)
      throws Exception {
    List<Thread> asking = new CopyOnWriteArrayList<>();
    Store store =
        new Store() {
          @Override
          protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
            asking.add(Thread.currentThread());
            return super.beginCompareAndSwapOperation(key);
          }
        };
    Executor waitingForEachTask =
        task -> {
          Thread thread = new Thread(task);
          thread.start();
          try {
            thread.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    RateLimiter limiter = Bucket4jRateLimiter.shared(store, "", waitingForEachTask);
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server)
                .rateLimiter(substituted ? limiter.orElse(RateLimiter::unlimited) : limiter)
                .build())) {
      caller.callAsync(keyed, Ask.named("a"), CallOptions.none()).get(20, TimeUnit.SECONDS);
    }
    assertThat(store.states.keySet()).containsExactlyInAnyOrder("keyed", "keyed/a");
    assertThat(asking).doesNotContain(Thread.currentThread());
  }

  @Test
  void queriesTheSharedStoreOnTheGivenExecutor() {
    boolean[] used = new boolean[1];
    RateLimiter limiter =
        Bucket4jRateLimiter.shared(
            new Store(),
            "",
            task -> {
              used[0] = true;
              task.run();
            });
    assertThat(limiter.reserveAsync(once, 1).toCompletableFuture().join()).isZero();
    assertThat(used[0]).isTrue();
  }

  @Test
  void anUnlimitedLimiterNeverWaits() {
    assertThat(RateLimiter.unlimited().reserve(once, 0)).isZero();
    assertThat(RateLimiter.unlimited().reserveAsync(once, 0).toCompletableFuture().join()).isZero();
  }

  /** The smallest store that Bucket4j accepts. */
  static class Store extends AbstractCompareAndSwapBasedProxyManager<String> {
    final Map<String, byte[]> states = new ConcurrentHashMap<>();

    Store() {
      super(ClientSideConfig.getDefault());
    }

    Store(TimeSource time) {
      super(ClientSideConfig.getDefault().withClientClock(Bucket4jRateLimiter.meter(time)));
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
      return new CompareAndSwapOperation() {
        @Override
        public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
          return Optional.ofNullable(states.get(key));
        }

        @Override
        public boolean compareAndSwap(
            byte[] original,
            byte[] replacement,
            RemoteBucketState state,
            Optional<Long> timeoutNanos) {
          byte[] before = states.get(key);
          if (before != null && !Arrays.equals(before, original)) {
            return false;
          }
          states.put(key, replacement);
          return true;
        }
      };
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
      throw new AssertionError("not asked for");
    }

    @Override
    public boolean isAsyncModeSupported() {
      return false;
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
      throw new AssertionError("not asked for");
    }

    @Override
    public void removeProxy(String key) {
      states.remove(key);
    }
  }
}
