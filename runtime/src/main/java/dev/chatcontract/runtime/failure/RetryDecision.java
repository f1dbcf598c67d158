package dev.chatcontract.runtime.failure;

import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.ErrorEntry;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.runtime.Retry;
import dev.chatcontract.runtime.RetryPolicy;
import dev.chatcontract.runtime.TransportException;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Whether and when another attempt follows a failed one, decided by the contract and the request
 * alone.
 *
 * @param policy how long to wait
 * @param retries attempts after the first
 * @param repeatable whether the request does no harm when it is carried out twice
 */
public record RetryDecision(RetryPolicy policy, int retries, boolean repeatable) {
  /** No further attempt. */
  public static final long NONE = -1;

  /** A gateway's answer that it rejected the request before the service saw it. */
  private static final int TOO_MANY_REQUESTS = 429;

  private static final int REQUEST_TIMEOUT = 408;
  private static final int FIRST_SERVER_ERROR = 500;

  /**
   * Returns the nanoseconds to wait before the next attempt, or {@link #NONE}. Refusals that
   * require a new signature are not decided here, since that depends on the signer.
   *
   * @param retried number of retries so far
   * @param remaining nanoseconds until the deadline
   * @param random source of numbers from 0 to 1; used only if there is a next attempt
   */
  public long waitNanos(ChatException failure, int retried, long remaining, DoubleSupplier random) {
    if (failure instanceof ApiException api) {
      long seconds =
          api.entry().map(ErrorEntry::retryAfterSeconds).map(Integer::longValue).orElse(0L);
      return api.retryable() ? backoff(seconds, retried, remaining, random) : NONE;
    }
    if (failure instanceof HttpStatusException http) {
      boolean safe = http.status() == TOO_MANY_REQUESTS;
      return safe || (isUnclear(http.status()) && repeatable)
          ? backoff(http.retryAfterSeconds().orElse(0), retried, remaining, random)
          : NONE;
    }
    return failure instanceof TransportException transport && mayRepeat(transport)
        ? backoff(0, retried, remaining, random)
        : NONE;
  }

  /** Returns whether a request with this HTTP status may have been carried out. */
  static boolean isUnclear(int status) {
    return status >= FIRST_SERVER_ERROR || status == REQUEST_TIMEOUT;
  }

  /** Returns whether the contract allows a request with this answer to be sent again. */
  public boolean mayRepeat(Retry retry) {
    return switch (retry) {
      case NEVER -> false;
      case SAFE, RESIGN -> true;
      case IF_IDEMPOTENT -> repeatable;
    };
  }

  private boolean mayRepeat(TransportException failure) {
    return switch (failure.kind()) {
      case CONNECT, TIMEOUT, CONNECTION_LOST -> !failure.sent() || repeatable;
      case DEADLINE, RATE_LIMIT, INTERRUPTED, CANCELLED -> false;
    };
  }

  private long backoff(long atLeastSeconds, int retried, long remaining, DoubleSupplier random) {
    if (retried >= retries) {
      return NONE;
    }
    long wait =
        Math.max(
            policy.delayNanos(retried, random.getAsDouble()),
            TimeUnit.SECONDS.toNanos(atLeastSeconds));
    return wait < remaining ? wait : NONE;
  }
}
