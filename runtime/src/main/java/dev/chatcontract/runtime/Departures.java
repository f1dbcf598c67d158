package dev.chatcontract.runtime;

/**
 * Keeps the calls of one operation apart when they leave. If a call leaves late, all waiting calls
 * are delayed and keep their order; a new turn would make the late call wait twice.
 */
final class Departures {
  private boolean begun;
  private long next;
  private long putOff;

  /**
   * Returns how long the call must wait; 0 lets it leave. All others are delayed by that wait plus
   * the time by which this call is late.
   *
   * @param turn nanoseconds from one call to the next
   * @param early time by which a call may leave before its turn, so that a slightly late call does
   *     not delay the next ones
   */
  synchronized long leave(long now, long late, long turn, long early, long maxWait) {
    long wait = begun ? next - early - now : 0;
    if (wait > 0 && wait <= maxWait) {
      putOff += late + wait;
      return wait;
    }
    // Better too early than never: the server might not refuse the call.
    next = begun && next - now > 0 ? next + turn : now + turn;
    begun = true;
    return 0;
  }

  synchronized long putOff() {
    return putOff;
  }
}
