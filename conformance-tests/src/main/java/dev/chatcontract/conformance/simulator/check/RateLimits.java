package dev.chatcontract.conformance.simulator.check;

import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * The contract's rate limits, each over a window that slides with the clock. Refused calls do not
 * count.
 */
public final class RateLimits {
  private final Clock clock;
  private final Map<String, Window> windows = new HashMap<>();

  public RateLimits(Iterable<OperationDef> operations, Clock clock) {
    this.clock = clock;
    for (OperationDef operation : operations) {
      RateLimitDef limit = operation.rateLimit();
      if (limit != null) {
        windows.put(operation.name(), new Window(limit.calls(), 1000L * limit.perSeconds()));
      }
    }
  }

  /** Counts a call; returns false when there were too many already. */
  public boolean admit(String operation) {
    Window window = windows.get(operation);
    return window == null || window.admit(clock.millis());
  }

  public void clear() {
    windows.values().forEach(Window::clear);
  }

  /** Times of the last admitted calls, in a ring. */
  private static final class Window {
    private final long[] admitted;
    private final long millis;
    private int next;
    private long count;

    Window(int calls, long millis) {
      this.admitted = new long[calls];
      this.millis = millis;
    }

    synchronized boolean admit(long now) {
      if (count >= admitted.length && now - admitted[next] < millis) {
        return false;
      }
      admitted[next] = now;
      next = (next + 1) % admitted.length;
      count++;
      return true;
    }

    synchronized void clear() {
      count = 0;
      next = 0;
    }
  }
}
