package dev.chatcontract.conformance.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All waits of a server; closing the server ends them all at once. */
public final class Pauses {
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Waits; returns false if the server was closed or the thread was interrupted meanwhile. */
  public boolean pause(Duration time) {
    try {
      return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until the server is closed. */
  public void awaitEnd() throws InterruptedException {
    closed.await();
  }

  /** Returns whether the server is closed. */
  public boolean ended() {
    return closed.getCount() == 0;
  }

  /** Ends all current and future waits. */
  public void end() {
    closed.countDown();
  }
}
