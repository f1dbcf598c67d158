package dev.chatcontract.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okio.AsyncTimeout;

/**
 * Cancels a blocking call once its thread is interrupted, since a thread that waits on a socket
 * does not notice. While calls are under way it looks at all of them every 50 ms, on the watchdog
 * thread that Okio runs for timeouts anyway; a timeout for each call would make them queue for
 * Okio's one lock.
 */
final class InterruptWatch {
  private static final long LOOK_MILLIS = 50;

  private final Set<Watched> calls = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  /** Watches the current thread. */
  Watched start(Call call) {
    Watched watched = new Watched(Thread.currentThread(), call);
    calls.add(watched);
    lookSoon();
    return watched;
  }

  /** Ends the watch. */
  void stop(Watched watched) {
    calls.remove(watched);
  }

  private void lookSoon() {
    if (!looking.get() && looking.compareAndSet(false, true)) {
      new Look(this).enter();
    }
  }

  private void look() {
    for (Watched watched : calls) {
      if (watched.thread.isInterrupted()) {
        watched.call.cancel();
      }
    }
    looking.set(false);
    // A call that was added before this line may have relied on the look that is over.
    if (!calls.isEmpty()) {
      lookSoon();
    }
  }

  /** Not a record: two calls are never the same. */
  static final class Watched {
    private final Thread thread;
    private final Call call;

    private Watched(Thread thread, Call call) {
      this.thread = thread;
      this.call = call;
    }
  }

  private static final class Look extends AsyncTimeout {
    private final InterruptWatch watch;

    Look(InterruptWatch watch) {
      this.watch = watch;
      timeout(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void timedOut() {
      watch.look();
    }
  }
}
