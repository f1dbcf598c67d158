package dev.chatcontract.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the calls of one operation apart when they leave. If a call leaves late, all waiting calls
 * are delayed and keep their order; a new turn would make the late call wait twice.
 */
final class Departures {
  /**
   * How long a late call must wait.
   *
   * @param nanos the wait
   * @param owed time by which calls that reserve their turn from now on are delayed
   */
  record Delay(long nanos, long owed) {}

  private boolean begun;
  private long next;
  private long putOff;
  private boolean reserved;
  private long lastTurn;

  /** Remembers when the last of the waiting calls has its turn. */
  synchronized void reserved(long turn) {
    if (!reserved || turn - lastTurn > 0) {
      reserved = true;
      lastTurn = turn;
    }
  }

  /**
   * Returns how long the call must wait; null lets it leave. All others are delayed by that wait
   * plus the time by which this call is late.
   *
   * @param turn nanoseconds from one call to the next
   * @param early time by which a call may leave before its turn, so that a slightly late call does
   *     not delay the next ones
   */
  synchronized @Nullable Delay leave(long now, long late, long turn, long early, long maxWait) {
    long wait = begun ? next - early - now : 0;
    if (wait > 0 && wait <= maxWait) {
      // Since the last turn nobody has waited: after a long pause of the machine, new calls wait
      // for those that were waiting, not as long as the pause.
      long idle = reserved ? Math.max(0, now - lastTurn) : 0;
      long owed = Math.max(wait, late + wait - idle);
      putOff += late + wait;
      lastTurn += late + wait;
      reserved(now + wait);
      return new Delay(wait, owed);
    }
    // Better too early than never: the server might not refuse the call.
    next = begun && next - now > 0 ? next + turn : now + turn;
    begun = true;
    return null;
  }

  synchronized long putOff() {
    return putOff;
  }
}
