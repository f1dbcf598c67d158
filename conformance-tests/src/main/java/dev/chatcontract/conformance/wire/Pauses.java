package dev.chatcontract.conformance.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Every wait of a server, so that closing it ends all of them at once. */
public final class Pauses {
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Waits; returns false when the server closed or the thread was told to stop meanwhile. */
  public boolean pause(Duration time) {
    try {
      return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits for the end. */
  public void awaitEnd() throws InterruptedException {
    closed.await();
  }

  /** Whether the server closed. */
  public boolean ended() {
    return closed.getCount() == 0;
  }

  /** Ends all waits, now and later. */
  public void end() {
    closed.countDown();
  }
}
