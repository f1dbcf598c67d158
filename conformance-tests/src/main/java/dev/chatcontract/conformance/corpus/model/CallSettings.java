package dev.chatcontract.conformance.corpus.model;

import org.jspecify.annotations.Nullable;

/**
 * How the client is told to behave in one call.
 *
 * @param deadlineMs total time for the call, all attempts included; null leaves the client's own
 * @param retries how many further attempts are allowed; 0 in most cases so that one request is one
 *     attempt
 * @param locale BCP 47 tag of the default locale during the call; null leaves it alone
 * @param maxResponseBytes the largest answer the client may read; null leaves the client's own
 * @param paced whether the client keeps to the contract's rate limits, waiting for real; null means
 *     that it does not
 */
public record CallSettings(
    @Nullable Long deadlineMs,
    int retries,
    Validation validation,
    @Nullable String locale,
    @Nullable Long maxResponseBytes,
    @Nullable Boolean paced) {

  /** What is done to a request before it is sent. */
  public enum Validation implements Word {
    /** It is checked. */
    STRICT,
    /** Nothing. */
    OFF
  }

  /** One attempt, checked before it is sent. */
  public static final CallSettings STRICT =
      new CallSettings(null, 0, Validation.STRICT, null, null, null);

  /** One attempt, sent as it is. */
  public static final CallSettings UNCHECKED =
      new CallSettings(null, 0, Validation.OFF, null, null, null);

  /** The same with another total time. */
  public CallSettings withDeadlineMs(long millis) {
    return new CallSettings(millis, retries, validation, locale, maxResponseBytes, paced);
  }

  /** The same, kept to the contract's rate limits. */
  public CallSettings withPacing() {
    return new CallSettings(deadlineMs, retries, validation, locale, maxResponseBytes, true);
  }

  /** The same with another number of further attempts. */
  public CallSettings withRetries(int more) {
    return new CallSettings(deadlineMs, more, validation, locale, maxResponseBytes, paced);
  }
}
