package dev.chatcontract.runtime;

import java.util.OptionalLong;

/**
 * An answer with another HTTP status than 200: it came from a gateway, not from the service,
 * whatever its body says.
 */
public final class HttpStatusException extends ChatException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String snippet;
  private final long retryAfterSeconds;

  /** Made by a client; tests take {@code dev.chatcontract.runtime.testing.ChatExceptions}. */
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

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The beginning of the body, secrets hidden. */
  public String snippet() {
    return snippet;
  }

  /** Seconds the answer asked to wait. */
  public OptionalLong retryAfterSeconds() {
    return retryAfterSeconds < 0 ? OptionalLong.empty() : OptionalLong.of(retryAfterSeconds);
  }
}
