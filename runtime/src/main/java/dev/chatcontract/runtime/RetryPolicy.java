package dev.chatcontract.runtime;

import java.time.Duration;

/**
 * How often, and after how long, a request is sent again. Whether it may be sent again at all is up
 * to the contract.
 *
 * @param retries attempts after the first, at least 0
 * @param base wait before the first retry, doubled for each further one
 * @param cap longest wait
 * @param jitter share of the wait that is random, from 0 to 1
 */
public record RetryPolicy(int retries, Duration base, Duration cap, double jitter) {

  /** Checks the bounds. */
  public RetryPolicy {
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be at least 0, not " + retries);
    }
    if (base.isNegative() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "base " + base + " must not be negative nor longer than cap " + cap);
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be from 0 to 1, not " + jitter);
    }
  }

  /** Returns the default: two retries, after about 0.5 and 1 s (a quarter random), at most 8 s. */
  public static RetryPolicy standard() {
    return new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(8), 0.25);
  }

  /** Returns a policy without retries. */
  public static RetryPolicy none() {
    return standard().withRetries(0);
  }

  /** Returns a policy with the same waits and another number of retries. */
  public RetryPolicy withRetries(int value) {
    return new RetryPolicy(value, base, cap, jitter);
  }

  /** Returns the nanoseconds before retry {@code index}, from 0; {@code random} is from 0 to 1. */
  public long delayNanos(int index, double random) {
    // Beyond 2^30 times the base every cap is reached; a larger shift would overflow.
    double wait = Math.min(nanos(base) * (1L << Math.min(index, 30)), nanos(cap));
    return (long) (wait * (1 - jitter * random));
  }

  /** A cap may be longer than the 292 years that a long can hold. */
  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
