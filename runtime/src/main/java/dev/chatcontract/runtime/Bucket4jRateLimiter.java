package dev.chatcontract.runtime;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A limiter for the contract's call budgets, with one bucket per operation. It counts calls in this
 * process, or in a store that several processes share.
 *
 * <p>Calls are spaced {@value #MARGIN_PERMILLE}/1000 further apart than the budget requires,
 * because the server counts calls when they arrive: of two calls one window apart, the first may be
 * delayed on its way and the second not. A call that leaves late delays the waiting calls, which
 * keep their order. If other processes use the budget too, their calls cannot be delayed: the late
 * call then takes the following turn or, if that belongs to another call, waits for a new one. When
 * a call was answered later than usual, the next one is delayed.
 *
 * <p>If clients with different contracts share a limiter or a store, the smallest budget counts.
 *
 * <p>The clocks of processes that share a store must agree within a millisecond or two.
 */
public final class Bucket4jRateLimiter implements RateLimiter {
  /** The part of a window by which two network delays may differ; 98 % of the budget is used. */
  private static final int MARGIN_PERMILLE = 20;

  /** The part of the margin that a call may use up by leaving late. */
  private static final int LATE_PERMILLE = 5;

  /** The part that a call may use up on its way before the next one is delayed. */
  private static final int DELAY_PERMILLE = 10;

  /** A longer round trip counts as the usual one after about this many calls. */
  private static final int USUAL_OF = 8;

  /** Tokens per call, so that a late call can take part of the next turn. */
  private static final int TOKENS = 1000;

  /** Bucket4j refills at most one token per nanosecond. */
  private static final int MAX_CALLS_IN_PARTS = 100_000;

  /** Keys that are remembered; beyond that, the least recently used one gets its budget back. */
  private static final int MOST_KEYS = 10_000;

  /** Calls that wait for their turn keep it when a smaller budget replaces another. */
  private static final TokensInheritanceStrategy KEEPING_TOKENS = TokensInheritanceStrategy.AS_IS;

  private final Function<Operation<?, ?>, Bucket> buckets;
  private final BiFunction<Operation<?, ?>, String, Bucket> keyBuckets;
  private final Executor executor;
  private final int processes;

  /** Null if other processes use the budget too, since their calls cannot be delayed. */
  private final @Nullable TimeSource time;

  private final Map<String, Departures> departures = new ConcurrentHashMap<>();

  /** The usual time from sending to answer by operation, about the shortest seen. */
  private final Map<String, Long> roundTrips = new ConcurrentHashMap<>();

  private Bucket4jRateLimiter(
      Function<Operation<?, ?>, Bucket> buckets,
      BiFunction<Operation<?, ?>, String, Bucket> keyBuckets,
      Executor executor,
      int processes,
      @Nullable TimeSource time) {
    this.buckets = buckets;
    this.keyBuckets = keyBuckets;
    this.executor = executor;
    this.processes = processes;
    this.time = time;
  }

  /** Creates a limiter for this process alone. */
  public static Bucket4jRateLimiter local() {
    return local(TimeSource.system());
  }

  /** Creates a limiter for this process alone, with another clock. */
  public static Bucket4jRateLimiter local(TimeSource time) {
    return inMemory(time, 1);
  }

  /**
   * Creates a limiter for this process's share of budgets that several processes use without a
   * store. Each budget starts with a wait of one turn, because another process may have called a
   * moment ago.
   *
   * @param processes number of processes, at least 1
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
    Map<String, Counted> buckets = new ConcurrentHashMap<>();
    Map<String, Counted> ofKeys = Collections.synchronizedMap(new LastUsed());
    TimeMeter meter = meter(time);
    return new Bucket4jRateLimiter(
        op -> {
          Counted counted = buckets.get(op.name());
          if (counted == null) {
            counted =
                buckets.computeIfAbsent(
                    op.name(), name -> new Counted(meter, bandwidth(op, processes), slowness(op)));
          }
          return counted.atMost(slowness(op), () -> bandwidth(op, processes));
        },
        (op, key) ->
            ofKeys
                .computeIfAbsent(
                    op.name() + "/" + key,
                    name -> new Counted(meter, bandwidthPerKey(op, processes), slownessPerKey(op)))
                .atMost(slownessPerKey(op), () -> bandwidthPerKey(op, processes)),
        Runnable::run,
        processes,
        processes == 1 ? time : null);
  }

  /**
   * Creates a limiter for budgets that all processes with the same store and prefix share. While
   * the store is unavailable, each call fails with the store's exception before anything is sent,
   * unless {@link #orElse} provides another limiter.
   *
   * <p>The store keeps the smallest budget for as long as it keeps the key: one that a new contract
   * has raised needs another prefix.
   *
   * @param store one of Bucket4j's distributed back ends
   * @param prefix beginning of the keys, which separates apps that share a store; the operation's
   *     name is appended
   * @param executor executor on which asynchronous calls query the store, since that may block
   */
  public static Bucket4jRateLimiter shared(
      ProxyManager<String> store, String prefix, Executor executor) {
    return new Bucket4jRateLimiter(
        op ->
            store
                .builder()
                .withImplicitConfigurationReplacement(slowness(op), KEEPING_TOKENS)
                .build(
                    prefix + op.name(),
                    () -> BucketConfiguration.builder().addLimit(bandwidth(op, 1)).build()),
        (op, key) ->
            store
                .builder()
                .withImplicitConfigurationReplacement(slownessPerKey(op), KEEPING_TOKENS)
                .build(
                    prefix + op.name() + "/" + key,
                    () -> BucketConfiguration.builder().addLimit(bandwidthPerKey(op, 1)).build()),
        executor,
        1,
        null);
  }

  @Override
  public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
    if (operation.rateLimitOrNull() == null) {
      return 0;
    }
    long wait = reserve(buckets.apply(operation), tokens(operation), maxWaitNanos);
    if (time != null && wait > 0) {
      departures(operation).reserved(time.nanoTime() + wait);
    }
    return wait;
  }

  @Override
  public long reservePerKey(Operation<?, ?> operation, String key, long maxWaitNanos) {
    return operation.rateLimitPerKey().isEmpty()
        ? 0
        : reserve(keyBuckets.apply(operation, key), 1, maxWaitNanos);
  }

  private static long reserve(Bucket bucket, long tokens, long maxWaitNanos) {
    RecordedWait wait = new RecordedWait();
    try {
      return bucket.asBlocking().tryConsume(tokens, Math.max(1, maxWaitNanos), wait)
          ? wait.nanos
          : -1;
    } catch (InterruptedException impossible) {
      // RecordedWait never blocks.
      throw new AssertionError(impossible);
    }
  }

  @Override
  public CompletionStage<Long> reserveAsync(Operation<?, ?> operation, long maxWaitNanos) {
    return CompletableFuture.supplyAsync(() -> reserve(operation, maxWaitNanos), executor);
  }

  @Override
  public CompletionStage<Long> reservePerKeyAsync(
      Operation<?, ?> operation, String key, long maxWaitNanos) {
    return CompletableFuture.supplyAsync(
        () -> reservePerKey(operation, key, maxWaitNanos), executor);
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
      Departures.Delay delay =
          departures(operation).leave(now, lateNanos, turn, tolerated, maxWaitNanos);
      if (delay != null) {
        long lost = (long) (delay.owed() / turnNanos(limit) * tokens(operation));
        buckets.apply(operation).consumeIgnoringRateLimits(Math.max(1, lost));
        return delay.nanos();
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
    // Nothing is known about the first call, so all of its time may have been network delay.
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

  /** Delays the next call by this time, unless another call already has the following turn. */
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

  /** Returns the time between two calls: of two budgets, the one with more of it is smaller. */
  private static long slowness(Operation<?, ?> operation) {
    return slowness(operation.rateLimitOrNull());
  }

  private static long slownessPerKey(Operation<?, ?> operation) {
    return slowness(operation.rateLimitPerKey().orElseThrow().limit());
  }

  private static long slowness(RateLimit limit) {
    return spacedNanos(limit) / limit.calls();
  }

  private static Bandwidth bandwidth(Operation<?, ?> operation, int processes) {
    return bandwidth(operation.rateLimitOrNull(), tokens(operation), processes);
  }

  private static Bandwidth bandwidthPerKey(Operation<?, ?> operation, int processes) {
    return bandwidth(operation.rateLimitPerKey().orElseThrow().limit(), 1, processes);
  }

  /**
   * Allows no burst: a bucket that starts full would admit almost twice the budget in one window. A
   * share of a budget starts empty, because the whole budget may just have been used.
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

  /** Records the wait that Bucket4j computes, instead of waiting. */
  private static final class RecordedWait implements BlockingStrategy {
    private long nanos;

    @Override
    public void park(long nanosToPark) {
      nanos = nanosToPark;
    }
  }

  /** A bucket in memory and the smallest budget that a client has had for it. */
  private static final class Counted {
    private final Bucket bucket;
    private volatile long slowness;

    Counted(TimeMeter meter, Bandwidth bandwidth, long slowness) {
      this.bucket = Bucket.builder().withCustomTimePrecision(meter).addLimit(bandwidth).build();
      this.slowness = slowness;
    }

    Bucket atMost(long another, Supplier<Bandwidth> bandwidth) {
      if (another > slowness) {
        replace(another, bandwidth.get());
      }
      return bucket;
    }

    private synchronized void replace(long another, Bandwidth bandwidth) {
      if (another > slowness) {
        bucket.replaceConfiguration(
            BucketConfiguration.builder().addLimit(bandwidth).build(), KEEPING_TOKENS);
        slowness = another;
      }
    }
  }

  /** Drops the least recently used key. */
  private static final class LastUsed extends LinkedHashMap<String, Counted> {
    private static final long serialVersionUID = 1;

    LastUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
      return size() > MOST_KEYS;
    }
  }
}
