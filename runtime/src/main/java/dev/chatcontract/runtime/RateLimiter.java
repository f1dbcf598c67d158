package dev.chatcontract.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Spreads calls over time. It only computes the waits; the client does the waiting. */
public interface RateLimiter {

  /**
   * Takes one call from the operation's budget and returns how many nanoseconds to wait before
   * sending it. If that would be more than {@code maxWaitNanos}, takes nothing and returns a
   * negative number.
   */
  long reserve(Operation<?, ?> operation, long maxWaitNanos);

  /** As {@link #reserve}, for limiters that query a store over the network. */
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

  /** As {@link #reservePerKey}, for limiters that query a store over the network. */
  default CompletionStage<Long> reservePerKeyAsync(
      Operation<?, ?> operation, String key, long maxWaitNanos) {
    return CompletableFuture.completedFuture(reservePerKey(operation, key, maxWaitNanos));
  }

  /**
   * Called when a call whose turn has come is about to leave, often late because it had to connect
   * first or the machine was busy. Returns how many more nanoseconds it must wait; 0 lets it leave.
   */
  default long late(Operation<?, ?> operation, long lateNanos, long maxWaitNanos) {
    return 0;
  }

  /**
   * Returns by how many nanoseconds in total waiting calls have been delayed so far because others
   * left late. A waiting call is delayed by as much as this value grows while it waits.
   */
  default long putOffNanos(Operation<?, ?> operation) {
    return 0;
  }

  /**
   * Called when a call has been answered, {@code roundTripNanos} after it left. If that took longer
   * than usual, the server may have counted the call that much later.
   */
  default void answered(Operation<?, ?> operation, long roundTripNanos) {}

  /**
   * Returns a limiter that uses this one and, while this one throws, a substitute, for example
   * while the store that several processes share is unavailable. Each outage gets a new substitute;
   * this limiter is tried again once a second.
   *
   * <p>Without a substitute, each call fails with the limiter's exception before anything is sent.
   *
   * @param substitute supplier of the substitute, such as {@code () ->
   *     Bucket4jRateLimiter.localShare(3)}
   */
  default RateLimiter orElse(Supplier<? extends RateLimiter> substitute) {
    return new SubstituteRateLimiter(this, substitute, TimeSource.system());
  }

  /** Returns a limiter that delays no call. */
  static RateLimiter unlimited() {
    return (operation, maxWaitNanos) -> 0;
  }
}
