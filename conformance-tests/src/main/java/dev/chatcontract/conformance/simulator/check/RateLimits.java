package dev.chatcontract.conformance.simulator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rate limits, initially those of the contract, each over a sliding window of time. Rejected
 * calls do not count.
 */
public final class RateLimits {
  /** More calls than any server allows; a limit is needed because each call takes memory. */
  public static final int MOST_CALLS = 100_000;

  private static final int MOST_KEYS = 10_000;

  private final Clock clock;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();
  private final Map<String, Window> ofKeys = Collections.synchronizedMap(new LastUsed());
  private final Map<String, Limit> documented = new LinkedHashMap<>();
  private volatile boolean enforced;

  /** At most this many calls in this many seconds. */
  public record Limit(int calls, int perSeconds) {}

  public RateLimits(Iterable<OperationDef> operations, Clock clock, boolean enforced) {
    this.clock = clock;
    this.enforced = enforced;
    for (OperationDef operation : operations) {
      RateLimitDef limit = operation.rateLimit();
      if (limit != null) {
        documented.put(operation.name(), new Limit(limit.calls(), limit.perSeconds()));
      }
    }
    setDocumented();
  }

  /** Counts a call; returns false if there were already too many, in total or for its key. */
  public boolean admit(OperationDef operation, JsonNode request) {
    if (!enforced) {
      return true;
    }
    Window window = windows.get(operation.name());
    RateLimitDef limit = operation.rateLimit();
    RateLimitDef.PerKey perKey = limit == null ? null : limit.perKey();
    JsonNode key = perKey == null ? MissingNode.getInstance() : request.path(perKey.member());
    if (perKey != null && key.isValueNode()) {
      Window own =
          ofKeys.computeIfAbsent(
              operation.name() + "/" + key.asText(),
              name -> new Window(new Limit(perKey.calls(), perKey.perSeconds())));
      return admit(own, window, clock.millis());
    }
    return window == null || window.admit(clock.millis());
  }

  /** Counts a call in both windows, or in neither. */
  private static boolean admit(Window own, @Nullable Window total, long now) {
    synchronized (own) {
      return own.isFree(now) && (total == null || total.admit(now)) && own.admit(now);
    }
  }

  /** Returns whether calls beyond a limit are rejected. */
  public boolean enforced() {
    return enforced;
  }

  /** Sets whether calls beyond a limit are rejected from now on. */
  public void enforce(boolean refuse) {
    enforced = refuse;
  }

  /** Returns the limit of an operation, whatever its key; null if it has none. */
  public @Nullable Limit limit(String operation) {
    Window window = windows.get(operation);
    return window == null ? null : window.limit;
  }

  /** Sets the limit of an operation and restarts its count. */
  public void set(String operation, Limit limit) {
    windows.put(operation, new Window(limit));
  }

  /** Restores the contract's limits. */
  public void setDocumented() {
    windows.clear();
    documented.forEach(this::set);
  }

  public void clear() {
    windows.values().forEach(Window::clear);
    ofKeys.clear();
  }

  /** The times of the last admitted calls, in a ring buffer. */
  private static final class Window {
    private final Limit limit;
    private final long[] admitted;
    private final long millis;
    private int next;
    private long count;

    Window(Limit limit) {
      this.limit = limit;
      this.admitted = new long[limit.calls()];
      this.millis = 1000L * limit.perSeconds();
    }

    synchronized boolean isFree(long now) {
      // After the clock was set back, calls must not be rejected until it has caught up.
      long since = now - admitted[next];
      return count < admitted.length || since < 0 || since >= millis;
    }

    synchronized boolean admit(long now) {
      if (!isFree(now)) {
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

  /** Drops the least recently used key. */
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
