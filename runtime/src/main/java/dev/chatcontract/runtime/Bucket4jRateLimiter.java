package dev.chatcontract.runtime;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The contract's call budgets, one bucket an operation: counted in this process, or in a store that
 * a fleet shares.
 *
 * <p>Calls are spaced {@value #MARGIN_PERMILLE}/1000 wider than the budget allows, since the server
 * counts when they arrive: of two calls one window apart, the first may be held up on its way and
 * the second may not. One that leaves late puts off those that wait, which keep their order; where
 * other processes count too, which cannot be put off, it takes the time that follows, or, if that
 * is given to another call, a new turn. After one that was answered later than others, the next is
 * put off.
 *
 * <p>The clocks of a fleet must agree to a millisecond or two.
 */
public final class Bucket4jRateLimiter implements RateLimiter {
  /** 98 % of the budget is used; so much of a window may two ways through the net differ. */
  private static final int MARGIN_PERMILLE = 20;

  /** The share of the margin that a call may use up before it leaves. */
  private static final int LATE_PERMILLE = 5;

  /** The share that a call may be delayed on its way before the next one is put off. */
  private static final int DELAY_PERMILLE = 10;

  /** A way that has become longer is the usual one after some such number of calls. */
  private static final int USUAL_OF = 8;

  /** Tokens a call, so that a late one can take a part of the next turn. */
  private static final int TOKENS = 1000;

  /** Bucket4j refills at most one token a nanosecond. */
  private static final int MAX_CALLS_IN_PARTS = 100_000;

  /** So many keys are remembered; one that nobody used for longest has its budget back. */
  private static final int MOST_KEYS = 10_000;

  private final Function<Operation<?, ?>, Bucket> buckets;
  private final BiFunction<Operation<?, ?>, String, Bucket> keyBuckets;
  private final Executor asker;
  private final int processes;

  /** Null if calls of other processes count too, which cannot be put off. */
  private final @Nullable TimeSource time;

  private final Map<String, Departures> departures = new ConcurrentHashMap<>();

  /** The usual time from leaving to answer, by operation; about the shortest that was seen. */
  private final Map<String, Long> roundTrips = new ConcurrentHashMap<>();

  private Bucket4jRateLimiter(
      Function<Operation<?, ?>, Bucket> buckets,
      BiFunction<Operation<?, ?>, String, Bucket> keyBuckets,
      Executor asker,
      int processes,
      @Nullable TimeSource time) {
    this.buckets = buckets;
    this.keyBuckets = keyBuckets;
    this.asker = asker;
    this.processes = processes;
    this.time = time;
  }

  /** Budgets of this process alone. */
  public static Bucket4jRateLimiter local() {
    return local(TimeSource.system());
  }

  /** Budgets of this process alone, by another clock. */
  public static Bucket4jRateLimiter local(TimeSource time) {
    return inMemory(time, 1);
  }

  /**
   * This process's part of budgets that so many processes share without a store. Each begins with a
   * wait of one turn: others may have called a moment ago.
   *
   * @param processes at least 1
   */
  public static Bucket4jRateLimiter localShare(int processes) {
    return localShare(processes, TimeSource.system());
  }

  static Bucket4jRateLimiter localShare(int processes, TimeSource time) {
    if (processes < 1) {
      throw new IllegalArgumentException("processes is " + processes + ", not 1 or more");
    }
    return inMemory(time, processes);
  }

  private static Bucket4jRateLimiter inMemory(TimeSource time, int processes) {
    Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    Map<String, Bucket> ofKeys = Collections.synchronizedMap(new LastUsed());
    TimeMeter meter = meter(time);
    return new Bucket4jRateLimiter(
        op -> {
          Bucket bucket = buckets.get(op.name());
          return bucket != null
              ? bucket
              : buckets.computeIfAbsent(
                  op.name(),
                  name ->
                      Bucket.builder()
                          .withCustomTimePrecision(meter)
                          .addLimit(bandwidth(op, processes))
                          .build());
        },
        (op, key) ->
            ofKeys.computeIfAbsent(
                op.name() + "/" + key,
                name ->
                    Bucket.builder()
                        .withCustomTimePrecision(meter)
                        .addLimit(bandwidthPerKey(op, processes))
                        .build()),
        Runnable::run,
        processes,
        processes == 1 ? time : null);
  }

  /**
   * Budgets that everybody with the same store and prefix shares. While the store is away, what it
   * throws ends each call before anything is sent, unless {@link #orElse} names another limiter.
   *
   * @param store one of Bucket4j's distributed back ends
   * @param prefix tells apps apart that share a store; the operation's name is added to it
   * @param asker where asynchronous calls ask the store, since that may block
   */
  public static Bucket4jRateLimiter shared(
      ProxyManager<String> store, String prefix, Executor asker) {
    return new Bucket4jRateLimiter(
        op ->
            store
                .builder()
                .build(
                    prefix + op.name(),
                    () -> BucketConfiguration.builder().addLimit(bandwidth(op, 1)).build()),
        (op, key) ->
            store
                .builder()
                .build(
                    prefix + op.name() + "/" + key,
                    () -> BucketConfiguration.builder().addLimit(bandwidthPerKey(op, 1)).build()),
        asker,
        1,
        null);
  }

  @Override
  public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
    if (operation.rateLimitOrNull() == null) {
      return 0;
    }
    return reserve(buckets.apply(operation), tokens(operation), maxWaitNanos);
  }

  @Override
  public long reservePerKey(Operation<?, ?> operation, String key, long maxWaitNanos) {
    return operation.rateLimitPerKey().isEmpty()
        ? 0
        : reserve(keyBuckets.apply(operation, key), 1, maxWaitNanos);
  }

  private static long reserve(Bucket bucket, long tokens, long maxWaitNanos) {
    Reckoning wait = new Reckoning();
    try {
      return bucket.asBlocking().tryConsume(tokens, Math.max(1, maxWaitNanos), wait)
          ? wait.nanos
          : -1;
    } catch (InterruptedException impossible) {
      // Reckoning does not wait.
      throw new AssertionError(impossible);
    }
  }

  @Override
  public CompletionStage<Long> reserveAsync(Operation<?, ?> operation, long maxWaitNanos) {
    return CompletableFuture.supplyAsync(() -> reserve(operation, maxWaitNanos), asker);
  }

  @Override
  public long late(Operation<?, ?> operation, long lateNanos, long maxWaitNanos) {
    RateLimit limit = operation.rateLimitOrNull();
    if (limit == null) {
      return 0;
    }
    long tolerated = windowNanos(limit) / 1000 * LATE_PERMILLE;
    if (time != null) {
      long turn = (long) turnNanos(limit);
      long now = time.nanoTime();
      long wait = departures(operation).leave(now, lateNanos, turn, tolerated, maxWaitNanos);
      if (wait > 0) {
        long lost = (long) ((lateNanos + wait) / turnNanos(limit) * tokens(operation));
        buckets.apply(operation).consumeIgnoringRateLimits(Math.max(1, lost));
        return wait;
      }
    }
    if (lateNanos <= tolerated || putOff(operation, limit, lateNanos) || time != null) {
      return 0;
    }
    return Math.max(0, reserve(operation, maxWaitNanos));
  }

  @Override
  public long putOffNanos(Operation<?, ?> operation) {
    return time == null || operation.rateLimitOrNull() == null ? 0 : departures(operation).putOff();
  }

  private Departures departures(Operation<?, ?> operation) {
    Departures known = departures.get(operation.name());
    return known != null
        ? known
        : departures.computeIfAbsent(operation.name(), name -> new Departures());
  }

  @Override
  public void answered(Operation<?, ?> operation, long roundTripNanos) {
    RateLimit limit = operation.rateLimitOrNull();
    if (limit == null) {
      return;
    }
    // Of the first call nothing is known, so all of its time may have been spent on the way.
    Long usual = roundTrips.get(operation.name());
    roundTrips.put(
        operation.name(),
        usual == null || roundTripNanos < usual
            ? roundTripNanos
            : usual + (roundTripNanos - usual) / USUAL_OF);
    long delay = roundTripNanos - (usual == null ? 0 : usual);
    if (delay > windowNanos(limit) / 1000 * DELAY_PERMILLE) {
      putOff(operation, limit, delay);
    }
  }

  /** Puts off what comes next by so much, unless somebody was promised the time that follows. */
  private boolean putOff(Operation<?, ?> operation, RateLimit limit, long nanos) {
    double turns = Math.min(1, nanos / turnNanos(limit));
    long lost = Math.max(1, (long) (turns * tokens(operation)));
    return buckets.apply(operation).tryConsume(lost);
  }

  private double turnNanos(RateLimit limit) {
    return (double) spacedNanos(limit) * processes / limit.calls();
  }

  private static long tokens(Operation<?, ?> operation) {
    return operation.rateLimitOrNull().calls() <= MAX_CALLS_IN_PARTS ? TOKENS : 1;
  }

  private static long windowNanos(RateLimit limit) {
    return TimeUnit.SECONDS.toNanos(limit.perSeconds());
  }

  private static long spacedNanos(RateLimit limit) {
    return windowNanos(limit) / 1000 * (1000 + MARGIN_PERMILLE);
  }

  private static Bandwidth bandwidth(Operation<?, ?> operation, int processes) {
    return bandwidth(operation.rateLimitOrNull(), tokens(operation), processes);
  }

  private static Bandwidth bandwidthPerKey(Operation<?, ?> operation, int processes) {
    return bandwidth(operation.rateLimitPerKey().orElseThrow().limit(), 1, processes);
  }

  /**
   * No burst: a bucket that starts full would let almost twice the budget into one window. A part
   * of a budget starts empty, for the whole of it may just have been used.
   */
  private static Bandwidth bandwidth(RateLimit limit, long tokens, int processes) {
    return Bandwidth.builder()
        .capacity(tokens)
        .refillGreedy(
            limit.calls() * tokens, Duration.ofNanos(spacedNanos(limit)).multipliedBy(processes))
        .initialTokens(processes == 1 ? tokens : 0)
        .build();
  }

  static TimeMeter meter(TimeSource time) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return time.nanoTime();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }

  /** Takes down the wait that Bucket4j works out, instead of waiting. */
  private static final class Reckoning implements BlockingStrategy {
    private long nanos;

    @Override
    public void park(long nanosToPark) {
      nanos = nanosToPark;
    }
  }

  /** Forgets the key that was not used for longest. */
  private static final class LastUsed extends LinkedHashMap<String, Bucket> {
    private static final long serialVersionUID = 1;

    LastUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > MOST_KEYS;
    }
  }
}
