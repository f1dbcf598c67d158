package dev.chatcontract.runtime;

import java.util.OptionalLong;

/**
 * Thrown when an answer has an HTTP status other than 200: it came from a gateway, not from the
 * service, whatever its body says.
 */
public final class HttpStatusException extends ChatException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String snippet;
  private final long retryAfterSeconds;

  /** Used by clients; tests use {@code dev.chatcontract.runtime.testing.ChatExceptions}. */
  public HttpStatusException(
      String operation,
      int status,
      String snippet,
      long retryAfterSeconds,
      String message,
      int attempts,
      boolean maybeApplied) {
    super(operation, message, attempts, maybeApplied, null);
    this.status = status;
    this.snippet = snippet;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the beginning of the body, with secrets hidden. */
  public String snippet() {
    return snippet;
  }

  /** Returns how many seconds the answer asked the client to wait, if it did. */
  public OptionalLong retryAfterSeconds() {
    return retryAfterSeconds < 0 ? OptionalLong.empty() : OptionalLong.of(retryAfterSeconds);
  }
}
