package dev.chatcontract.runtime.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends calls that do not notice their deadline or an interrupt: blocking ones, whose thread waits
 * on a socket, and asynchronous ones that OkHttp does not time. While calls are under way, it
 * checks all of them on the watchdog thread that Okio runs for timeouts anyway; a timeout for each
 * call would make them queue for Okio's one lock.
 */
public final class CallWatch {
  /** The longest time until an interrupt is noticed; deadlines have the watchdog's precision. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);

  private final Set<Watched> calls = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  /** Watches the current thread and its call for that many nanoseconds. */
  public Blocking start(Call call, long nanos) {
    if (nanos < LOOK_NANOS) {
      // The next check may come too late.
      call.timeout().timeout(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    }
    Wire wire = Wire.current();
    Blocking blocking = new Blocking(Thread.currentThread(), call, wire.waiting());
    wire.waiting(blocking);
    start(blocking, nanos);
    return blocking;
  }

  /** Watches for that many nanoseconds. */
  public void start(Watched watched, long nanos) {
    watched.end = System.nanoTime() + nanos;
    calls.add(watched);
    lookIn(LOOK_NANOS);
  }

  /** Ends the watch. */
  public void stop(Watched watched) {
    calls.remove(watched);
  }

  /** Ends the watch, on the thread that waited. */
  public void stop(Blocking blocking) {
    Wire.current().waiting(blocking.outer);
    stop((Watched) blocking);
  }

  /** Cancels every call under way. */
  public void cancelAll() {
    for (Watched watched : calls) {
      quietly(watched::cancel);
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
      if (left <= 0) {
        quietly(watched::expire);
      } else if (watched.isInterrupted()) {
        quietly(watched::cancel);
      }
    }
    looking.set(false);
    // A call that was added before this line may have relied on the check that has just ended.
    if (!calls.isEmpty()) {
      lookIn(next);
    }
  }

  /** Okio has one watchdog thread for the whole process: an error here would end all timeouts. */
  private static void quietly(Runnable end) {
    try {
      end.run();
    } catch (Throwable e) {
      LOG.warn("a hook failed while a call was cancelled", e);
    }
  }

  /** A call under way; its methods run on the watchdog thread, so they must be quick. */
  public abstract static class Watched {
    /** An identity hash would be a call out of compiled code. */
    private final int hash = ThreadLocalRandom.current().nextInt();

    private long end;

    /** Whether the thread that waits for it was interrupted. */
    protected boolean isInterrupted() {
      return false;
    }

    /** Called when its time is over, and again until the watch is stopped. */
    protected abstract void expire();

    /** Ends it. */
    protected abstract void cancel();

    @Override
    public final int hashCode() {
      return hash;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
      return this == other;
    }
  }

  /** A call whose thread waits for it. */
  public static final class Blocking extends Watched {
    private final Thread thread;
    private final Call call;

    /** The call whose interceptor made this one, as a rule none. */
    private final @Nullable Blocking outer;

    private volatile boolean expired;
    private volatile @Nullable Future<?> awaited;

    private Blocking(Thread thread, Call call, @Nullable Blocking outer) {
      this.thread = thread;
      this.call = call;
      this.outer = outer;
    }

    /** Whether it was cancelled because its time was over. */
    public boolean expired() {
      return expired;
    }

    @Override
    protected boolean isInterrupted() {
      return thread.isInterrupted();
    }

    boolean isCancelled() {
      return call.isCanceled();
    }

    /** From now on this is cancelled with the call. */
    void awaits(@Nullable Future<?> other) {
      awaited = other;
      if (other != null && call.isCanceled()) {
        other.cancel(true);
      }
    }

    @Override
    protected void expire() {
      expired = true;
      cancel();
    }

    @Override
    protected void cancel() {
      call.cancel();
      Future<?> other = awaited;
      if (other != null) {
        other.cancel(true);
      }
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
