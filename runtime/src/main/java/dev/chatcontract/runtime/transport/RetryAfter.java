package dev.chatcontract.runtime.transport;

import okhttp3.Response;

/** How long an answer asks to wait. */
public final class RetryAfter {
  private static final int MAX_DIGITS = 9;

  private RetryAfter() {}

  /**
   * Returns Retry-After in seconds, at most nine digits, or -1; a date is ignored, since clocks may
   * differ.
   */
  public static long seconds(Response response) {
    String value = response.header("Retry-After");
    if (value == null || value.isEmpty() || value.length() > MAX_DIGITS) {
      return -1;
    }
    long seconds = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      seconds = seconds * 10 + (c - '0');
    }
    return seconds;
  }
}
