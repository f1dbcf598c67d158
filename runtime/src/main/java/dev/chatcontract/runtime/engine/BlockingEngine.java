package dev.chatcontract.runtime.engine;

import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.TimeSource;
import dev.chatcontract.runtime.failure.Failures;
import dev.chatcontract.runtime.transport.CallWatch;
import dev.chatcontract.runtime.transport.HookException;
import dev.chatcontract.runtime.transport.Interruption;
import dev.chatcontract.runtime.transport.JsonBody;
import dev.chatcontract.runtime.transport.Transport;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Response;

/** Carries out calls on the calling thread. */
final class BlockingEngine {
  private final Transport transport;
  private final RateLimiter limiter;
  private final CallWatch watch;
  private final TimeSource time;

  BlockingEngine(Transport transport, RateLimiter limiter, CallWatch watch, TimeSource time) {
    this.transport = transport;
    this.limiter = limiter;
    this.watch = watch;
    this.time = time;
  }

  <T> T call(CallState state, AnswerReader<T> answer) {
    while (true) {
      Attempt<T> attempt = new Attempt<>(state, answer);
      Throwable failure;
      try {
        state.beginAttempt();
        await(state);
        T value = attempt.execute();
        state.reports().attempted(null, attempt.status);
        state.reports().called(null, attempt.status);
        return value;
      } catch (Throwable e) {
        failure = meant(state, e, attempt.sent, attempt.cancelled);
      }
      state.reports().attempted(failure, attempt.status);
      waitOrEnd(state, failure, attempt.status);
    }
  }

  /** Returns when it is time for the next attempt; throws if there is none. */
  private void waitOrEnd(CallState state, Throwable failure, int status) {
    Throwable end = failure;
    try {
      long wait = failure instanceof ChatException known ? state.decide(known) : -1;
      if (wait >= 0) {
        pause(wait);
        return;
      }
    } catch (Throwable instead) {
      end = meant(state, instead, false, false);
    }
    state.reports().called(end, status);
    throw Failures.unchecked(end);
  }

  private void await(CallState state) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw state.failures().interrupted(false, null);
    }
    long wait = state.reserve(limiter);
    if (wait < 0) {
      throw state.failures().rateLimit();
    }
    state.leavesIn(wait, limiter);
    pause(wait);
  }

  private void pause(long nanos) throws InterruptedException {
    if (nanos > 0) {
      time.sleep(nanos);
    }
  }

  /**
   * Returns what the caller gets for something thrown, and restores an interrupt that was cleared.
   */
  private static Throwable meant(
      CallState state, Throwable thrown, boolean sent, boolean cancelled) {
    if (Interruption.isIn(thrown)) {
      Thread.currentThread().interrupt();
    }
    return state
        .failures()
        .meaning(thrown, sent, Thread.currentThread().isInterrupted(), cancelled);
  }

  /** One request on this thread. */
  private final class Attempt<T> {
    private final CallState state;
    private final AnswerReader<T> answer;
    private int status;
    private boolean sent;
    private boolean cancelled;

    Attempt(CallState state, AnswerReader<T> answer) {
      this.state = state;
      this.answer = answer;
    }

    T execute() throws IOException {
      JsonBody payload = state.payload();
      Call call = transport.blockingCall(state, payload);
      CallWatch.Blocking watched = watch.start(call, state.remaining());
      boolean answered = false;
      // Checked only now: close() cancels the calls that are watched.
      if (transport.closed()) {
        watch.stop(watched);
        throw state.failures().closed(null);
      }
      try (Response response = transport.execute(call, state)) {
        status = response.code();
        T value = answer.read(response, state);
        answered = true;
        return value;
      } catch (IOException e) {
        if (watched.expired() && !(e instanceof HookException)) {
          throw state.failures().deadline(payload.started(), e);
        }
        throw e;
      } finally {
        watch.stop(watched);
        sent = payload.started();
        if (!answered) {
          cancelled = call.isCanceled() || transport.closed();
          // An interceptor that threw may have left an answer open, and its connection with it.
          call.cancel();
        }
      }
    }
  }
}
