package dev.chatcontract.runtime;

/**
 * A documented call budget.
 *
 * @param calls calls allowed in one window, at least 1
 * @param perSeconds length of the window in seconds, at least 1
 */
public record RateLimit(int calls, int perSeconds) {
  /** Checks the bounds. */
  public RateLimit {
    if (calls < 1 || perSeconds < 1) {
      throw new IllegalArgumentException(
          "rate limit of " + calls + " calls per " + perSeconds + " s: both must be at least 1");
    }
  }
}
