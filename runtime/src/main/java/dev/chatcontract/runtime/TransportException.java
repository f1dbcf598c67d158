package dev.chatcontract.runtime;

import org.jspecify.annotations.Nullable;

/** No answer came. */
public final class TransportException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Kind {
    /** Nothing was sent: no address, no connection or no TLS session. */
    CONNECT,
    /** One of the connect, read and write timeouts ran out. */
    TIMEOUT,
    /** The total time allowed for the call, all attempts together, ran out. */
    DEADLINE,
    /** The wait for the rate limit would have passed the deadline; nothing was sent. */
    RATE_LIMIT,
    /** The connection broke, or the answer was shorter than announced. */
    CONNECTION_LOST,
    /** The thread was interrupted; its flag is set again. */
    INTERRUPTED,
    /** The call was cancelled or the client closed. */
    CANCELLED
  }

  private final Kind kind;
  private final boolean sent;

  /** Made by a client; tests take {@code dev.chatcontract.runtime.testing.ChatExceptions}. */
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

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** Whether part of the request's body may have left before the failure. */
  public boolean sent() {
    return sent;
  }
}
