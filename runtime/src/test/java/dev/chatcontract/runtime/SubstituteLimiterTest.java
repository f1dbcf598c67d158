package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.operation.Idempotency;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a fleet limits its calls while its store is unavailable. */
class SubstituteLimiterTest {
  private static final long LONG = Long.MAX_VALUE / 4;
  private static final long SECOND = 1_000_000_000L;

  private final FakeTime time = new FakeTime();
  private final FailingStore store = new FailingStore(time);
  private final Operation<Ask, Found> once =
      Things.operation("once").idempotency(Idempotency.always()).rateLimit(1, 1).build();
  private final Logged logged = new Logged("dev.chatcontract");

  @AfterEach
  void close() {
    logged.close();
  }

  @Test
  void aShareOfABudgetIsSpacedWiderAndStartsWithAWait() {
    RateLimiter part = Bucket4jRateLimiter.localShare(3, time);
    assertThat(part.reserve(once, LONG)).isEqualTo(3_060_000_000L);
    assertThat(part.reserve(once, LONG)).isEqualTo(6_120_000_000L);
    time.pass(6_120);
    assertThat(part.reserve(once, LONG)).isEqualTo(3_060_000_000L);
    assertThat(Bucket4jRateLimiter.localShare(1, time).reserve(once, LONG)).isZero();
    assertThat(Bucket4jRateLimiter.local().reserve(once, LONG)).isZero();
    assertThat(Bucket4jRateLimiter.localShare(3).reserve(once, LONG))
        .isBetween(1L, 3_060_000_000L); // the real clock goes on
    assertThatThrownBy(() -> Bucket4jRateLimiter.localShare(0))
        .hasMessage("processes is 0, not 1 or more");
  }

  @Test
  void aLateCallOfAShareDelaysTheNextByAsMuch() {
    RateLimiter part = Bucket4jRateLimiter.localShare(3, time);
    time.passNanos(part.reserve(once, LONG) + SECOND);
    assertThat(part.late(once, SECOND, LONG)).isZero();
    assertThat(part.reserve(once, LONG)).isBetween(3_056_000_000L, 3_060_000_000L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSubstituteCountsWhileTheStoreIsUnavailable(boolean async) {
    RateLimiter limiter = limiter(Runnable::run);
    assertThat(reserve(limiter, async)).isZero();
    store.away = true;
    assertThat(reserve(limiter, async)).isEqualTo(2_040_000_000L);
    assertThat(reserve(limiter, async)).isEqualTo(4_080_000_000L);
    assertThat(logged.warnings())
        .containsExactly("the rate limiter failed; another one counts until it answers again");
    store.away = false;
    time.pass(1_020);
    assertThat(reserve(limiter, async)).isZero();
    assertThat(reserve(limiter, async)).isEqualTo(1_020_000_000L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUnavailableStoreIsTriedOnceASecond(boolean async) {
    RateLimiter limiter = limiter(Runnable::run);
    store.away = true;
    for (int i = 0; i < 30; i++) {
      reserve(limiter, async);
      limiter.late(once, SECOND, LONG);
      limiter.answered(once, SECOND);
      time.pass(100);
    }
    assertThat(store.asked).isEqualTo(3);
  }

  @Test
  void callsMayContinueWithoutALimitAndBothChangesAreLogged() {
    RateLimiter limiter =
        new SubstituteRateLimiter(
            Bucket4jRateLimiter.shared(store, "", Runnable::run), RateLimiter::unlimited, time);
    store.away = true;
    for (int i = 0; i < 5; i++) {
      assertThat(limiter.reserve(once, LONG)).isZero();
    }
    store.away = false;
    time.pass(1_020);
    limiter.reserve(once, LONG);
    assertThat(logged.warnings()).hasSize(1);
    assertThat(logged.at(Level.INFO)).containsExactly("the rate limiter answers again");
  }

  @Test
  void budgetsPerKeyAreSharedToo() {
    Operation<Ask, Found> keyed =
        Things.operation("keyed").rateLimit(200, 1).rateLimitPerKey("Name", 2, 1).build();
    RateLimiter limiter = limiter(Runnable::run);
    assertThat(limiter.reservePerKey(keyed, "a", LONG)).isZero();
    store.away = true;
    assertThat(limiter.reservePerKey(keyed, "a", LONG)).isEqualTo(1_020_000_000L);
    assertThat(limiter.reservePerKey(keyed, "a", LONG)).isEqualTo(2_040_000_000L);
    assertThat(limiter.reservePerKey(keyed, "b", LONG)).isEqualTo(1_020_000_000L);
  }

  @Test
  void eachOutageStartsWithANewSubstitute() {
    RateLimiter limiter = limiter(Runnable::run);
    for (int i = 0; i < 2; i++) {
      store.away = true;
      assertThat(limiter.reserve(once, LONG)).isEqualTo(2_040_000_000L);
      store.away = false;
      time.pass(60_000);
      assertThat(limiter.reserve(once, LONG)).isZero();
      time.pass(60_000);
    }
  }

  @Test
  void aStoreThatFailsBetweenTurnAndAnswerLosesNoCall() {
    RateLimiter limiter = limiter(Runnable::run);
    limiter.reserve(once, LONG);
    store.away = true;
    // Later than the turns that the substitute would have given out by now: it needs a new turn.
    assertThat(limiter.late(once, SECOND, LONG)).isEqualTo(2_040_000_000L);
    store.away = false;
    time.pass(1_020);
    limiter.reserve(once, LONG);
    store.away = true;
    limiter.answered(once, SECOND);
    assertThat(logged.warnings()).hasSize(2);
  }

  @Test
  void theLimiterInChargeAnswersEveryQuestion() {
    Fixed first = new Fixed(10);
    RateLimiter limiter = new SubstituteRateLimiter(first, () -> new Fixed(20), time);
    for (int i = 10; i <= 20; i += 10) {
      assertThat(limiter.reserve(once, LONG)).isEqualTo(i);
      assertThat(reserve(limiter, true)).isEqualTo(i);
      assertThat(limiter.reservePerKey(once, "a", LONG)).isEqualTo(i + 1);
      assertThat(limiter.late(once, 1, LONG)).isEqualTo(i + 2);
      assertThat(limiter.putOffNanos(once)).isEqualTo(i + 3);
      first.failure = new IllegalStateException("away");
    }
  }

  @Test
  void aLimiterOfTheApplicationMayHaveASubstituteToo() {
    Fixed first = new Fixed(10);
    RateLimiter limiter = first.orElse(() -> new Fixed(20));
    assertThat(limiter.reserve(once, LONG)).isEqualTo(10);
    first.failure = new IllegalStateException("away");
    assertThat(limiter.reserve(once, LONG)).isEqualTo(20);
  }

  @Test
  void aSubstituteThatFailsHasNoSubstitute() {
    IllegalStateException away = new IllegalStateException("away");
    IllegalStateException broken = new IllegalStateException("broken");
    Fixed first = new Fixed(0);
    Fixed second = new Fixed(0);
    RateLimiter limiter = new SubstituteRateLimiter(first, () -> second, time);
    first.failure = away;
    limiter.answered(once, SECOND);
    second.failure = broken;
    assertThatThrownBy(() -> limiter.answered(once, SECOND)).isSameAs(broken);
    assertThatThrownBy(() -> limiter.late(once, SECOND, LONG)).isSameAs(broken);
    assertThatThrownBy(() -> limiter.reserve(once, LONG)).isSameAs(broken);
    assertThat(logged.warnings()).hasSize(1);
  }

  @Test
  void anExecutorThatRejectsTasksCountsAsAnUnavailableStore() {
    RateLimiter limiter =
        limiter(
            task -> {
              throw new RejectedExecutionException("full");
            });
    assertThat(reserve(limiter, true)).isEqualTo(2_040_000_000L);
  }

  @Test
  void anInterruptedCallIsNotAFailureOfTheStore() {
    RateLimiter limiter = limiter(Runnable::run);
    store.away = true;
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> limiter.reserve(once, LONG)).hasMessage("store away");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(logged.warnings()).isEmpty();
  }

  @Test
  void anInterruptAfterTheTurnIsNotAFailureOfTheStoreEither() {
    RateLimiter limiter = limiter(Runnable::run);
    limiter.reserve(once, LONG);
    store.away = true;
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> limiter.late(once, SECOND, LONG)).hasMessage("store away");
      assertThatThrownBy(() -> limiter.answered(once, SECOND)).hasMessage("store away");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(logged.warnings()).isEmpty();
  }

  @Test
  void aClientContinuesWithItsShare() {
    store.away = true;
    try (WireServer server = new WireServer();
        OperationCaller caller =
            OperationCaller.create(
                Things.options(server)
                    .timeSource(time)
                    .rateLimiter(limiter(Runnable::run))
                    .build())) {
      assertThat(caller.call(once, Ask.empty(), CallOptions.none()).code()).isZero();
      assertThat(caller.callAsync(once, Ask.empty(), CallOptions.none()).join().code()).isZero();
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  private RateLimiter limiter(Executor asker) {
    return new SubstituteRateLimiter(
        Bucket4jRateLimiter.shared(store, "", asker),
        () -> Bucket4jRateLimiter.localShare(2, time),
        time);
  }

  private long reserve(RateLimiter limiter, boolean async) {
    return async
        ? limiter.reserveAsync(once, LONG).toCompletableFuture().join()
        : limiter.reserve(once, LONG);
  }

  /** Answers each question with another number, or fails. */
  private static final class Fixed implements RateLimiter {
    private final long base;
    private IllegalStateException failure;

    Fixed(long base) {
      this.base = base;
    }

    private long answer(int offset) {
      if (failure != null) {
        throw failure;
      }
      return base + offset;
    }

    @Override
    public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
      return answer(0);
    }

    @Override
    public long reservePerKey(Operation<?, ?> operation, String key, long maxWaitNanos) {
      return answer(1);
    }

    @Override
    public long late(Operation<?, ?> operation, long lateNanos, long maxWaitNanos) {
      return answer(2);
    }

    @Override
    public long putOffNanos(Operation<?, ?> operation) {
      return answer(3);
    }

    @Override
    public void answered(Operation<?, ?> operation, long roundTripNanos) {
      answer(4);
    }
  }

  private static final class FailingStore extends LimiterTest.Store {
    boolean away;
    int asked;

    FailingStore(TimeSource time) {
      super(time);
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
      if (away) {
        asked++;
        throw new IllegalStateException("store away");
      }
      return super.beginCompareAndSwapOperation(key);
    }
  }
}
