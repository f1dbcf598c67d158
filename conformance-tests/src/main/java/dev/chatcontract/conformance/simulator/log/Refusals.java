package dev.chatcontract.conformance.simulator.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests that were not admitted. Thread-safe. */
public final class Refusals {
  private static final int MOST = 100;

  private final Deque<ServedRequest> last = new ArrayDeque<>();
  private long count;

  /** Returns how many there were since the start. */
  public synchronized long count() {
    return count;
  }

  /** Returns the requests after the first {@code seen} ones; the oldest may no longer be kept. */
  public synchronized List<ServedRequest> since(long seen) {
    long fresh = Math.min(last.size(), Math.max(0, count - seen));
    return last.stream().skip(last.size() - fresh).toList();
  }

  synchronized void add(ServedRequest refused) {
    count++;
    last.addLast(refused);
    if (last.size() > MOST) {
      last.removeFirst();
    }
  }
}
