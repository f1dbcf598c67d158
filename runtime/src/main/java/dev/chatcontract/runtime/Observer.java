package dev.chatcontract.runtime;

/**
 * A listener for every attempt and every call, for metrics and tracing. It is called on the thread
 * that did the work, so it must be quick.
 */
public interface Observer {

  /** Called when an attempt has ended. */
  default void attempted(Report report) {}

  /**
   * Called when a call has ended; {@code report.attempt()} is the number of attempts. A call that
   * is cancelled while it waits is reported when the wait would have ended.
   */
  default void called(Report report) {}

  /**
   * How an attempt or a call ended.
   *
   * @param operation the operation
   * @param attempt number of the attempt from 1; 0 if nothing was tried
   * @param outcome how it ended
   * @param code result code, 0 if there is none
   * @param httpStatus HTTP status, 0 if no answer came
   * @param nanos duration in nanoseconds; for calls, it includes the waits
   */
  record Report(
      Operation<?, ?> operation,
      int attempt,
      Outcome outcome,
      long code,
      int httpStatus,
      long nanos) {}

  /** How something ended. */
  enum Outcome {
    /** Success. */
    OK,
    /** {@link ApiException}. */
    API_ERROR,
    /** {@link HttpStatusException}. */
    HTTP_ERROR,
    /** {@link DecodeException}. */
    DECODE_ERROR,
    /** {@link TransportException}. */
    TRANSPORT_ERROR,
    /** {@link InvalidRequestException}. */
    INVALID_REQUEST,
    /** An exception from an interceptor or a hook. */
    OTHER
  }

  /** Returns an observer that tells this one and then the next, even if this one throws. */
  default Observer andThen(Observer next) {
    Observer first = this;
    return new Observer() {
      @Override
      public void attempted(Report report) {
        try {
          first.attempted(report);
        } finally {
          next.attempted(report);
        }
      }

      @Override
      public void called(Report report) {
        try {
          first.called(report);
        } finally {
          next.called(report);
        }
      }
    };
  }

  /** Returns an observer that does nothing. */
  static Observer none() {
    return NONE;
  }

  /** See {@link #none()}. */
  Observer NONE = new Observer() {};
}
