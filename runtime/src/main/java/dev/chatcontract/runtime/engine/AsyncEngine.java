package dev.chatcontract.runtime.engine;

import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.TimeSource;
import dev.chatcontract.runtime.transport.CallWatch;
import dev.chatcontract.runtime.transport.Interruption;
import dev.chatcontract.runtime.transport.JsonBody;
import dev.chatcontract.runtime.transport.Transport;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Carries out calls without a thread that waits for them. Whatever a hook throws, and wherever, the
 * future completes.
 */
final class AsyncEngine {
  private final Transport transport;
  private final RateLimiter limiter;
  private final CallWatch watch;
  private final TimeSource time;

  AsyncEngine(Transport transport, RateLimiter limiter, CallWatch watch, TimeSource time) {
    this.transport = transport;
    this.limiter = limiter;
    this.watch = watch;
    this.time = time;
  }

  <T> CompletableFuture<T> call(Supplier<CallState> prepare, AnswerReader<T> answer) {
    CallFuture<T> future = new CallFuture<>();
    Attempt<T> first;
    try {
      first = new Attempt<>(prepare.get(), answer, future);
    } catch (Throwable e) {
      future.completeExceptionally(e);
      return future;
    }
    try {
      first.watched();
      first.start();
    } catch (Throwable e) {
      first.neverBegun(e);
    }
    return future;
  }

  /** Runs the task after this time, or reports why it cannot be run. */
  private void later(long nanos, Runnable task, Consumer<Throwable> otherwise) {
    try {
      if (nanos <= 0) {
        task.run();
        return;
      }
      time.schedule(
          task,
          nanos,
          due -> {
            try {
              transport.executor().execute(due);
            } catch (Throwable e) {
              otherwise.accept(e);
            }
          });
    } catch (Throwable e) {
      otherwise.accept(e);
    }
  }

  /**
   * One request, and the wait before it. It ends once: when the limiter or OkHttp reports, or at
   * the call's deadline if neither does.
   */
  private final class Attempt<T> extends CallWatch.Watched implements Callback {
    private final CallState state;
    private final AnswerReader<T> answer;
    private final CallFuture<T> future;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean begun;
    private volatile @Nullable JsonBody payload;
    private volatile @Nullable Call call;

    Attempt(CallState state, AnswerReader<T> answer, CallFuture<T> future) {
      this.state = state;
      this.answer = answer;
      this.future = future;
    }

    /** Makes the attempt end at the deadline if nothing else ends it. */
    void watched() {
      watch.start(this, state.remaining());
    }

    void start() {
      if (future.isDone()) {
        if (isFirst()) {
          state.reports().called(state.failures().cancelled(), 0);
        }
        return;
      }
      try {
        begun = true;
        state.beginAttempt();
        state.reserveAsync(limiter).whenComplete(this::reserved);
      } catch (Throwable e) {
        ended(e, 0);
      }
    }

    private void reserved(@Nullable Long wait, @Nullable Throwable failure) {
      try {
        if (failure != null) {
          boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
          failed(wrapped ? failure.getCause() : failure, 0);
        } else if (wait < 0) {
          ended(state.failures().rateLimit(), 0);
        } else {
          state.leavesIn(wait, limiter);
          later(wait, this::send, e -> ended(rejected(e), 0));
        }
      } catch (Throwable e) {
        // An exception here would be lost in a stage that nobody observes.
        ended(e, 0);
      }
    }

    private void send() {
      try {
        if (future.isDone()) {
          ended(state.failures().cancelled(), 0);
          return;
        }
        JsonBody body = state.payload();
        Call next = transport.asyncCall(state, body);
        payload = body;
        call = next;
        // Checked only now: close() and expire() cancel the call if they see it.
        if (transport.closed()) {
          ended(state.failures().closed(null), 0);
        } else if (!over.get()) {
          next.timeout().timeout(Math.max(1, state.remaining()), TimeUnit.NANOSECONDS);
          future.current(next::cancel);
          next.enqueue(this);
        }
      } catch (Throwable e) {
        ended(e, 0);
      }
    }

    @Override
    public void onResponse(Call c, Response response) {
      int status = response.code();
      T value;
      try (response) {
        value = answer.read(response, state);
      } catch (Throwable e) {
        ended(e, status);
        return;
      }
      if (isFirst()) {
        state.reports().attempted(null, status);
        state.reports().called(null, status);
        future.complete(value);
      }
    }

    @Override
    public void onFailure(Call c, IOException e) {
      ended(e, 0);
    }

    @Override
    protected void expire() {
      if (!isFirst()) {
        return;
      }
      cancel();
      JsonBody body = payload;
      Throwable failure = state.failures().deadline(body != null && body.started(), null);
      Runnable ending = () -> retryOrEnd(failure, 0);
      try {
        transport.executor().execute(ending);
      } catch (Throwable noThread) {
        // If it were not caught here, it would end Okio's watchdog thread.
        ending.run();
      }
    }

    @Override
    protected void cancel() {
      Call c = call;
      if (c != null) {
        c.cancel();
      }
    }

    private boolean isFirst() {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        watch.stop(this);
      }
      return first;
    }

    private Throwable rejected(Throwable e) {
      return e instanceof RejectedExecutionException ? state.failures().closed(e) : e;
    }

    /** Ends the attempt with what was thrown on this thread. */
    private void ended(Throwable thrown, int status) {
      if (Interruption.isIn(thrown)) {
        // The interrupt was meant for the owner of the thread.
        Thread.currentThread().interrupt();
      }
      failed(thrown, status);
    }

    private void failed(Throwable thrown, int status) {
      if (!isFirst()) {
        return;
      }
      Call c = call;
      JsonBody body = payload;
      boolean cancelled = (c != null && c.isCanceled()) || transport.closed();
      // An interceptor that threw may have left an answer open, and its connection with it.
      cancel();
      retryOrEnd(
          state
              .failures()
              .meaning(
                  thrown, body != null && body.started(), Interruption.isIn(thrown), cancelled),
          status);
    }

    /** Starts another attempt after this one has failed, or ends the call. */
    private void retryOrEnd(Throwable failure, int status) {
      if (begun) {
        state.reports().attempted(failure, status);
      }
      Throwable end = failure;
      try {
        long wait = failure instanceof ChatException known ? state.decide(known) : -1;
        if (wait >= 0) {
          Attempt<T> next = new Attempt<>(state, answer, future);
          next.watched();
          later(wait, next::start, next::neverBegun);
          return;
        }
      } catch (Throwable instead) {
        end = state.failures().meaning(instead, false, Interruption.isIn(instead), false);
      }
      end(end, status);
    }

    private void neverBegun(Throwable e) {
      if (isFirst()) {
        end(state.failures().meaning(rejected(e), false, Interruption.isIn(e), false), 0);
      }
    }

    private void end(Throwable failure, int status) {
      state.reports().called(failure, status);
      future.completeExceptionally(failure);
    }
  }
}
