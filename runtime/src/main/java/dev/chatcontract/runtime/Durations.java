package dev.chatcontract.runtime;

import java.time.Duration;

/** Checks on durations from callers. */
final class Durations {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** OkHttp holds its timeouts as int milliseconds. */
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private Durations() {}

  static Duration positive(String name, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be from 1 ms to " + LONGEST.toDays() + " days, not " + value);
    }
    return value;
  }
}
