package dev.chatcontract.cli.bulk;

import java.util.concurrent.TimeUnit;

/** Lets at most so many requests a second go, evenly spaced. */
final class RateGate {
  private final long nanosBetween;
  private long next;

  /** {@code perSecond} 0 means as fast as it goes. */
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
