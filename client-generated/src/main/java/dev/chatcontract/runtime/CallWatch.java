package dev.chatcontract.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okio.AsyncTimeout;

/**
 * Cancels a blocking call once its deadline has passed or its thread is interrupted, since a thread
 * that waits on a socket notices neither. While calls are under way it looks at all of them, on the
 * watchdog thread that Okio runs for timeouts anyway; a timeout for each call would make them queue
 * for Okio's one lock.
 */
final class CallWatch {
  /** So late may an interrupt be seen; deadlines are kept to the nanosecond of the watchdog. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Set<Watched> calls = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  /** Watches the current thread, and the call for as long as given. */
  Watched start(Call call, long nanos) {
    if (nanos < LOOK_NANOS) {
      // The next look may come too late.
      call.timeout().timeout(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    }
    Watched watched = new Watched(Thread.currentThread(), call, System.nanoTime() + nanos);
    calls.add(watched);
    lookIn(LOOK_NANOS);
    return watched;
  }

  /** Ends the watch. */
  void stop(Watched watched) {
    calls.remove(watched);
  }

  /** Cancels every call under way. */
  void cancelAll() {
    for (Watched watched : calls) {
      watched.call.cancel();
    }
  }

  private void lookIn(long nanos) {
    if (!looking.get() && looking.compareAndSet(false, true)) {
      new Look(this, nanos).enter();
    }
  }

  private void look() {
    long now = System.nanoTime();
    long next = LOOK_NANOS;
    for (Watched watched : calls) {
      long left = watched.end - now;
      if (left > 0) {
        next = Math.min(next, left);
      }
      if (left <= 0 || watched.thread.isInterrupted()) {
        watched.expired = left <= 0;
        watched.call.cancel();
      }
    }
    looking.set(false);
    // A call that was added before this line may have relied on the look that is over.
    if (!calls.isEmpty()) {
      lookIn(next);
    }
  }

  /** Not a record: two calls are never the same. */
  static final class Watched {
    private final Thread thread;
    private final Call call;
    private final long end;
    private volatile boolean expired;

    private Watched(Thread thread, Call call, long end) {
      this.thread = thread;
      this.call = call;
      this.end = end;
    }

    /** Whether it was cancelled because its time was over. */
    boolean expired() {
      return expired;
    }
  }

  private static final class Look extends AsyncTimeout {
    private final CallWatch watch;

    Look(CallWatch watch, long nanos) {
      this.watch = watch;
      timeout(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    protected void timedOut() {
      watch.look();
    }
  }
}
