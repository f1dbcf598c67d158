package dev.chatcontract.runtime;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The contract's call budgets, one bucket an operation: counted in this process, or in a store that
 * a fleet shares.
 */
public final class Bucket4jRateLimiter implements RateLimiter {
  private final Function<Operation<?, ?>, Bucket> buckets;
  private final Executor asker;

  private Bucket4jRateLimiter(Function<Operation<?, ?>, Bucket> buckets, Executor asker) {
    this.buckets = buckets;
    this.asker = asker;
  }

  /** Budgets of this process alone. */
  public static Bucket4jRateLimiter local() {
    return local(TimeSource.system());
  }

  /** Budgets of this process alone, by another clock. */
  public static Bucket4jRateLimiter local(TimeSource time) {
    Map<String, Bucket> buckets = new ConcurrentHashMap<>();
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
                          .addLimit(bandwidth(op))
                          .build());
        },
        Runnable::run);
  }

  /**
   * Budgets that everybody with the same store and prefix shares.
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
                    () -> BucketConfiguration.builder().addLimit(bandwidth(op)).build()),
        asker);
  }

  @Override
  public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
    if (operation.rateLimitOrNull() == null) {
      return 0;
    }
    Reckoning wait = new Reckoning();
    try {
      return buckets.apply(operation).asBlocking().tryConsume(1, Math.max(1, maxWaitNanos), wait)
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

  /** No burst: a bucket that starts full would let almost twice the budget into one window. */
  private static Bandwidth bandwidth(Operation<?, ?> operation) {
    RateLimit limit = operation.rateLimitOrNull();
    return Bandwidth.builder()
        .capacity(1)
        .refillGreedy(limit.calls(), Duration.ofSeconds(limit.perSeconds()))
        .build();
  }

  private static TimeMeter meter(TimeSource time) {
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
}
