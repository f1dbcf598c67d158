package dev.chatcontract.conformance.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last requests a simulator saw, bounded so that memory stays flat however many come. Safe for
 * all threads.
 */
public final class RequestLog {
  private final int capacity;
  private final Deque<RecordedRequest> last = new ArrayDeque<>();
  private final AtomicLong seen = new AtomicLong();

  RequestLog(int capacity) {
    this.capacity = capacity;
  }

  /** The requests still kept, oldest first. */
  public synchronized List<RecordedRequest> all() {
    return List.copyOf(last);
  }

  /**
   * How many requests came since the start or the last {@link #clear()}, those no longer kept
   * included.
   */
  public long count() {
    return seen.get();
  }

  /** Forgets all requests and counts from 1 again. */
  public synchronized void clear() {
    last.clear();
    seen.set(0);
  }

  /** Counts a request; the number to record it under. */
  long next() {
    return seen.incrementAndGet();
  }

  /** Whether recording is any use. */
  boolean keeps() {
    return capacity > 0;
  }

  synchronized void keep(RecordedRequest request) {
    if (last.size() == capacity) {
      last.removeFirst();
    }
    last.addLast(request);
  }
}
