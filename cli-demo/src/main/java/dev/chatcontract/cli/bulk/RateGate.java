package dev.chatcontract.cli.bulk;

import java.util.concurrent.TimeUnit;

/** A gate that spaces requests evenly, up to a number per second. */
final class RateGate {
  private final long nanosBetween;
  private long next;

  /**
   * @param perSecond the rate; 0 means unlimited
   */
  RateGate(long perSecond) {
    this.nanosBetween = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.next = System.nanoTime();
  }

  void await() throws InterruptedException {
    if (nanosBetween == 0) {
      return;
    }
    long now = System.nanoTime();
    if (next > now) {
      TimeUnit.NANOSECONDS.sleep(next - now);
      next += nanosBetween;
    } else {
      next = now + nanosBetween;
    }
  }
}
