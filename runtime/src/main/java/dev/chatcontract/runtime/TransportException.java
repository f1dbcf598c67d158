package dev.chatcontract.runtime;

import org.jspecify.annotations.Nullable;

/** Thrown when no answer arrives. */
public final class TransportException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Kind {
    /** Nothing was sent: no address, no connection or no TLS session. */
    CONNECT,
    /** The connect, read or write timeout expired. */
    TIMEOUT,
    /** The total time allowed for the call, including all attempts, expired. */
    DEADLINE,
    /** The wait for the rate limit would have exceeded the deadline; nothing was sent. */
    RATE_LIMIT,
    /** The connection broke, or the answer was shorter than announced. */
    CONNECTION_LOST,
    /** The thread was interrupted; its interrupt flag is set again. */
    INTERRUPTED,
    /** The call was cancelled, or the client was closed. */
    CANCELLED
  }

  private final Kind kind;
  private final boolean sent;

  /** Used by clients; tests use {@code dev.chatcontract.runtime.testing.ChatExceptions}. */
  public TransportException(
      String operation,
      Kind kind,
      String message,
      int attempts,
      boolean sent,
      boolean maybeApplied,
      @Nullable Throwable cause) {
    super(operation, message, attempts, maybeApplied, cause);
    this.kind = kind;
    this.sent = sent;
  }

  /** Returns why there is no answer. */
  public Kind kind() {
    return kind;
  }

  /** Returns whether part of the request's body may have been sent before the failure. */
  public boolean sent() {
    return sent;
  }
}
