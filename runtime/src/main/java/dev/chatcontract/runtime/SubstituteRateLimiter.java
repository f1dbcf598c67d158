package dev.chatcontract.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses one limiter and, while that fails, a substitute, a new one for each outage. Once a second,
 * one call tries the first limiter again: a store that hangs must not hold up all calls.
 */
final class SubstituteRateLimiter implements RateLimiter {
  private static final Logger LOG = LoggerFactory.getLogger(SubstituteRateLimiter.class);
  private static final long ASKED_AGAIN_AFTER = 1_000_000_000L;

  private final RateLimiter first;
  private final Supplier<? extends RateLimiter> substitutes;
  private final TimeSource time;

  private @Nullable RateLimiter substitute;
  private long failedAt;

  SubstituteRateLimiter(
      RateLimiter first, Supplier<? extends RateLimiter> substitutes, TimeSource time) {
    this.first = first;
    this.substitutes = substitutes;
    this.time = time;
  }

  @Override
  public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
    return asked(limiter -> limiter.reserve(operation, maxWaitNanos));
  }

  @Override
  public long reservePerKey(Operation<?, ?> operation, String key, long maxWaitNanos) {
    return asked(limiter -> limiter.reservePerKey(operation, key, maxWaitNanos));
  }

  private long asked(ToLongFunction<RateLimiter> question) {
    RateLimiter now = inCharge(true);
    if (now != first) {
      return question.applyAsLong(now);
    }
    long wait;
    try {
      wait = question.applyAsLong(first);
    } catch (RuntimeException e) {
      if (isInterrupted()) {
        throw e;
      }
      return question.applyAsLong(failed(e));
    }
    recovered();
    return wait;
  }

  /** Whether this thread was interrupted; what a limiter then throws says nothing about it. */
  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public CompletionStage<Long> reserveAsync(Operation<?, ?> operation, long maxWaitNanos) {
    return askedAsync(limiter -> limiter.reserveAsync(operation, maxWaitNanos));
  }

  @Override
  public CompletionStage<Long> reservePerKeyAsync(
      Operation<?, ?> operation, String key, long maxWaitNanos) {
    return askedAsync(limiter -> limiter.reservePerKeyAsync(operation, key, maxWaitNanos));
  }

  private CompletionStage<Long> askedAsync(Function<RateLimiter, CompletionStage<Long>> question) {
    RateLimiter now = inCharge(true);
    if (now != first) {
      return question.apply(now);
    }
    CompletionStage<Long> asked;
    try {
      asked = question.apply(first);
    } catch (RuntimeException e) {
      asked = CompletableFuture.failedFuture(e);
    }
    return asked
        .handle(
            (wait, failure) -> {
              if (failure != null) {
                return question.apply(failed(failure));
              }
              recovered();
              return CompletableFuture.completedFuture(wait);
            })
        .thenCompose(stage -> stage);
  }

  @Override
  public long late(Operation<?, ?> operation, long lateNanos, long maxWaitNanos) {
    RateLimiter now = inCharge(false);
    try {
      return now.late(operation, lateNanos, maxWaitNanos);
    } catch (RuntimeException e) {
      if (now != first || isInterrupted()) {
        throw e;
      }
      return failed(e).late(operation, lateNanos, maxWaitNanos);
    }
  }

  @Override
  public long putOffNanos(Operation<?, ?> operation) {
    return inCharge(false).putOffNanos(operation);
  }

  @Override
  public void answered(Operation<?, ?> operation, long roundTripNanos) {
    RateLimiter now = inCharge(false);
    try {
      now.answered(operation, roundTripNanos);
    } catch (RuntimeException e) {
      if (now != first || isInterrupted()) {
        throw e;
      }
      failed(e);
    }
  }

  /** Returns the first limiter if it is not known to fail, or if this call should try it again. */
  private synchronized RateLimiter inCharge(boolean tries) {
    RateLimiter instead = substitute;
    if (instead == null) {
      return first;
    }
    long now = time.nanoTime();
    if (!tries || now - failedAt < ASKED_AGAIN_AFTER) {
      return instead;
    }
    failedAt = now;
    return first;
  }

  private synchronized RateLimiter failed(Throwable failure) {
    failedAt = time.nanoTime();
    RateLimiter instead = substitute;
    if (instead == null) {
      LOG.warn("the rate limiter failed; another one counts until it answers again", failure);
      instead = substitutes.get();
      substitute = instead;
    }
    return instead;
  }

  private synchronized void recovered() {
    if (substitute != null) {
      substitute = null;
      LOG.info("the rate limiter answers again");
    }
  }
}
