package dev.chatcontract.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The passing of time, in one place, so that tests need not wait. */
public interface TimeSource {

  /** Nanoseconds that only ever grow, from an arbitrary start. */
  long nanoTime();

  /** Waits on this thread. */
  void sleep(long nanos) throws InterruptedException;

  /** Runs a task on the executor later, without holding a thread meanwhile. */
  void schedule(Runnable task, long nanos, Executor executor);

  /** The machine's own. */
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
