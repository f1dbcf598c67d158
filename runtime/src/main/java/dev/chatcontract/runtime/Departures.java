package dev.chatcontract.runtime;

/**
 * Keeps the calls of one operation apart as they leave. If one left late, those that wait are put
 * off, all of them and in their order; a new turn for the late one would let it wait twice.
 */
final class Departures {
  private boolean begun;
  private long next;
  private long putOff;

  /**
   * Returns how long the call is to wait, which is how long all others are put off beside the time
   * that it is late itself; 0 lets it leave.
   *
   * @param turn nanoseconds from one call to the next
   * @param early by how much a call may leave before its turn, as one that left late does not delay
   *     those after it
   */
  synchronized long leave(long now, long late, long turn, long early, long maxWait) {
    long wait = begun ? next - early - now : 0;
    if (wait > 0 && wait <= maxWait) {
      putOff += late + wait;
      return wait;
    }
    // Rather too early than never: a refusal is not certain.
    next = begun && next - now > 0 ? next + turn : now + turn;
    begun = true;
    return 0;
  }

  synchronized long putOff() {
    return putOff;
  }
}
