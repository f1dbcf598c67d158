package dev.chatcontract.conformance.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Every wait of a simulator, so that closing it ends all of them at once. */
final class Pauses {
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Waits; returns false when the simulator closed or the thread was told to stop meanwhile. */
  boolean pause(Duration time) {
    try {
      return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void end() {
    closed.countDown();
  }
}
