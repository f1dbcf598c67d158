package dev.chatcontract.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Spreads calls over time; it only reckons, the waiting is done by the client. */
public interface RateLimiter {

  /**
   * Takes one call from the operation's budget and returns how many nanoseconds to wait before
   * sending, or a negative number, and takes nothing, if that would be more than {@code
   * maxWaitNanos}.
   */
  long reserve(Operation<?, ?> operation, long maxWaitNanos);

  /** As {@link #reserve}, for limiters that must ask over the network. */
  default CompletionStage<Long> reserveAsync(Operation<?, ?> operation, long maxWaitNanos) {
    return CompletableFuture.completedFuture(reserve(operation, maxWaitNanos));
  }

  /**
   * As {@link #reserve}, from the budget of the calls that name the same key; see {@link
   * Operation#rateLimitPerKey()}.
   */
  default long reservePerKey(Operation<?, ?> operation, String key, long maxWaitNanos) {
    return 0;
  }

  /**
   * A call whose time has come is about to leave, often late: it had to connect first, or the
   * machine was busy. Returns how many nanoseconds it is to wait now; 0 lets it go.
   */
  default long late(Operation<?, ?> operation, long lateNanos, long maxWaitNanos) {
    return 0;
  }

  /**
   * How long calls that waited have been put off until now, all in all, since others left late. A
   * call that waits is put off by as much as this has grown meanwhile.
   */
  default long putOffNanos(Operation<?, ?> operation) {
    return 0;
  }

  /**
   * A call was answered, so long after it left. One that took longer than others may have been
   * counted by the server as late as that.
   */
  default void answered(Operation<?, ?> operation, long roundTripNanos) {}

  /**
   * This limiter, and while it throws, another one: what a fleet does while its store is away. The
   * substitute is made anew for each such time; this limiter is asked again once a second.
   *
   * <p>Without it, a limiter that throws ends each call before anything is sent.
   *
   * @param substitute such as {@code () -> Bucket4jRateLimiter.localShare(3)}
   */
  default RateLimiter orElse(Supplier<? extends RateLimiter> substitute) {
    return new SubstituteRateLimiter(this, substitute, TimeSource.system());
  }

  /** Lets everything through. */
  static RateLimiter unlimited() {
    return (operation, maxWaitNanos) -> 0;
  }
}
