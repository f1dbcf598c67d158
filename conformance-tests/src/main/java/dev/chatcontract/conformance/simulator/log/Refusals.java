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

  /**
   * The refusals after some point.
   *
   * @param requests the latest of them, oldest first
   * @param left how many others there were
   * @param count how many there were since the start, to continue from
   */
  public record News(List<ServedRequest> requests, long left, long count) {}

  /** Returns the requests after the first {@code seen} ones. */
  public synchronized News since(long seen) {
    long fresh = Math.max(0, count - Math.max(0, seen));
    long kept = Math.min(last.size(), fresh);
    return new News(last.stream().skip(last.size() - kept).toList(), fresh - kept, count);
  }

  synchronized void add(ServedRequest refused) {
    count++;
    last.addLast(refused);
    if (last.size() > MOST) {
      last.removeFirst();
    }
  }
}
