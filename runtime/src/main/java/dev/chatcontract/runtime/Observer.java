package dev.chatcontract.runtime;

/**
 * Hears of every attempt and every call, for metrics and tracing; called on the thread that did the
 * work, so it must be quick.
 */
public interface Observer {

  /** An attempt ended. */
  default void attempted(Report report) {}

  /**
   * A call ended; {@code report.attempt()} is the number of attempts. One that is cancelled while
   * it waits is told of when the wait would be over.
   */
  default void called(Report report) {}

  /**
   * How an attempt or a call ended.
   *
   * @param operation the operation
   * @param attempt from 1; 0 if nothing was tried
   * @param outcome how it ended
   * @param code result code, 0 if there is none
   * @param httpStatus HTTP status, 0 if no answer came
   * @param nanos duration in nanoseconds, waiting included for calls
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
    /** Something thrown by an interceptor or a hook. */
    OTHER
  }

  /** Hears nothing. */
  static Observer none() {
    return NONE;
  }

  /** See {@link #none()}. */
  Observer NONE = new Observer() {};
}
