package dev.chatcontract.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The source of time and waits, which tests replace so that they need not wait. */
public interface TimeSource {

  /** Returns the nanoseconds since an arbitrary start; they never decrease. */
  long nanoTime();

  /** Blocks this thread. */
  void sleep(long nanos) throws InterruptedException;

  /** Runs a task on the executor after a delay, without occupying a thread meanwhile. */
  void schedule(Runnable task, long nanos, Executor executor);

  /** Returns the system's clock. */
  static TimeSource system() {
    return new TimeSource() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
      }

      @Override
      public void schedule(Runnable task, long nanos, Executor executor) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, executor).execute(task);
      }
    };
  }
}
