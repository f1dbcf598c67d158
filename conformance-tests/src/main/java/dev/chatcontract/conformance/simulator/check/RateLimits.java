package dev.chatcontract.conformance.simulator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The contract's rate limits, each over a window that slides with the clock. Refused calls do not
 * count.
 */
public final class RateLimits {
  private static final int MOST_KEYS = 10_000;

  private final Clock clock;
  private final Map<String, Window> windows = new HashMap<>();
  private final Map<String, Window> ofKeys = Collections.synchronizedMap(new LastUsed());

  public RateLimits(Iterable<OperationDef> operations, Clock clock) {
    this.clock = clock;
    for (OperationDef operation : operations) {
      RateLimitDef limit = operation.rateLimit();
      if (limit != null) {
        windows.put(operation.name(), new Window(limit.calls(), 1000L * limit.perSeconds()));
      }
    }
  }

  /** Counts a call; returns false when there were too many already, of all or of its key. */
  public boolean admit(OperationDef operation, JsonNode request) {
    Window window = windows.get(operation.name());
    RateLimitDef limit = operation.rateLimit();
    RateLimitDef.PerKey perKey = limit == null ? null : limit.perKey();
    JsonNode key = perKey == null ? MissingNode.getInstance() : request.path(perKey.member());
    if (perKey != null && key.isValueNode()) {
      Window own =
          ofKeys.computeIfAbsent(
              operation.name() + "/" + key.asText(),
              name -> new Window(perKey.calls(), 1000L * perKey.perSeconds()));
      if (!own.admit(clock.millis())) {
        return false;
      }
    }
    return window == null || window.admit(clock.millis());
  }

  public void clear() {
    windows.values().forEach(Window::clear);
    ofKeys.clear();
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

  /** Forgets the key that was not used for longest. */
  private static final class LastUsed extends LinkedHashMap<String, Window> {
    private static final long serialVersionUID = 1;

    LastUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
      return size() > MOST_KEYS;
    }
  }
}
