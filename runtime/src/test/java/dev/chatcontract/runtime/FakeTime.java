package dev.chatcontract.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only through waits, which return at once and are recorded. */
class FakeTime implements TimeSource {
  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private final List<Long> waits = new CopyOnWriteArrayList<>();

  @Override
  public long nanoTime() {
    return now.get();
  }

  @Override
  public void sleep(long nanos) {
    waits.add(TimeUnit.NANOSECONDS.toMillis(nanos));
    now.addAndGet(nanos);
  }

  @Override
  public void schedule(Runnable task, long nanos, Executor executor) {
    sleep(nanos);
    executor.execute(task);
  }

  /** Waits so far, in milliseconds. */
  List<Long> waits() {
    return waits;
  }

  void pass(long millis) {
    passNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  void passNanos(long nanos) {
    now.addAndGet(nanos);
  }
}
