package dev.chatcontract.conformance.corpus.model;

import org.jspecify.annotations.Nullable;

/**
 * How the client must behave in one call.
 *
 * @param deadlineMs total time for the call, all attempts included; null keeps the client's default
 * @param retries how many further attempts are allowed; 0 in most cases, so that one request is one
 *     attempt
 * @param locale BCP 47 tag of the default locale during the call; null does not change it
 * @param maxResponseBytes the largest answer that the client may read; null keeps the client's
 *     default
 * @param paced whether the client keeps to the contract's rate limits, with real waiting; null
 *     means no
 */
public record CallSettings(
    @Nullable Long deadlineMs,
    int retries,
    Validation validation,
    @Nullable String locale,
    @Nullable Long maxResponseBytes,
    @Nullable Boolean paced) {

  /** How a request is checked before it is sent. */
  public enum Validation implements Word {
    /** It is checked against the contract. */
    STRICT,
    /** It is not checked. */
    OFF
  }

  /** One attempt, checked before it is sent. */
  public static final CallSettings STRICT =
      new CallSettings(null, 0, Validation.STRICT, null, null, null);

  /** One attempt, sent without a check. */
  public static final CallSettings UNCHECKED =
      new CallSettings(null, 0, Validation.OFF, null, null, null);

  /** Returns a copy with another total time. */
  public CallSettings withDeadlineMs(long millis) {
    return new CallSettings(millis, retries, validation, locale, maxResponseBytes, paced);
  }

  /** Returns a copy that keeps to the contract's rate limits. */
  public CallSettings withPacing() {
    return new CallSettings(deadlineMs, retries, validation, locale, maxResponseBytes, true);
  }

  /** Returns a copy with another number of further attempts. */
  public CallSettings withRetries(int more) {
    return new CallSettings(deadlineMs, more, validation, locale, maxResponseBytes, paced);
  }
}
