package dev.chatcontract.runtime.engine;

import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.runtime.InvalidRequestException;
import dev.chatcontract.runtime.Observer;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.TimeSource;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.runtime.transport.Interruption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how attempts and calls end, and tells the observer. Never throws. */
final class CallReports {
  private static final Logger LOG = LoggerFactory.getLogger(CallState.LOGGER);

  private final Operation<?, ?> op;
  private final Observer observer;
  private final TimeSource time;
  private final long started;
  private int attempt;
  private long attemptStarted;

  CallReports(Operation<?, ?> op, Observer observer, TimeSource time, long started) {
    this.op = op;
    this.observer = observer;
    this.time = time;
    this.started = started;
  }

  /** Sets the attempt to which further reports belong. */
  void attempt(int number, long begun) {
    attempt = number;
    attemptStarted = begun;
  }

  /** Logs and tells the observer that an attempt ended. Never throws. */
  void attempted(@Nullable Throwable failure, int httpStatus) {
    try {
      if (LOG.isDebugEnabled()) {
        LOG.debug(
            "{} attempt {}: {} status {} code {} in {} ms",
            op,
            attempt,
            outcome(failure),
            httpStatus,
            code(failure),
            (time.nanoTime() - attemptStarted) / 1_000_000);
      }
      if (observer != Observer.NONE) {
        observer.attempted(report(failure, httpStatus, attemptStarted));
      }
    } catch (Throwable e) {
      failed("the observer", e);
    }
  }

  /** Tells the observer that the call ended. Never throws. */
  void called(@Nullable Throwable failure, int httpStatus) {
    try {
      if (observer != Observer.NONE) {
        observer.called(report(failure, httpStatus, started));
      }
    } catch (Throwable e) {
      failed("the observer", e);
    }
  }

  /** Logs what a listener threw and restores an interrupt that it reported. Never throws. */
  static void failed(String listener, Throwable e) {
    if (Interruption.isIn(e)) {
      Thread.currentThread().interrupt();
    }
    try {
      LOG.warn("{} failed; the call continues", listener, e);
    } catch (Throwable unloggable) {
      // The exception's message cannot be created, or no stack is left to log it.
    }
  }

  private Observer.Report report(@Nullable Throwable failure, int httpStatus, long from) {
    return new Observer.Report(
        op, attempt, outcome(failure), code(failure), httpStatus, time.nanoTime() - from);
  }

  private static long code(@Nullable Throwable failure) {
    return failure instanceof ApiException api ? api.code() : 0;
  }

  static Observer.Outcome outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return Observer.Outcome.OK;
    } else if (failure instanceof ApiException) {
      return Observer.Outcome.API_ERROR;
    } else if (failure instanceof HttpStatusException) {
      return Observer.Outcome.HTTP_ERROR;
    } else if (failure instanceof DecodeException) {
      return Observer.Outcome.DECODE_ERROR;
    } else if (failure instanceof TransportException) {
      return Observer.Outcome.TRANSPORT_ERROR;
    } else if (failure instanceof InvalidRequestException) {
      return Observer.Outcome.INVALID_REQUEST;
    }
    return Observer.Outcome.OTHER;
  }
}
