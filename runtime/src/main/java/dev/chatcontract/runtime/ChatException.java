package dev.chatcontract.runtime;

import dev.chatcontract.runtime.text.Redaction;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Thrown when a call does not succeed. There are exactly five kinds. */
public abstract sealed class ChatException extends RuntimeException
    permits TransportException,
        HttpStatusException,
        DecodeException,
        ApiException,
        InvalidRequestException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final int attempts;
  private final boolean maybeApplied;
  private transient @Nullable BatchResult<?, ?> partial;

  ChatException(
      String operation,
      String message,
      int attempts,
      boolean maybeApplied,
      @Nullable Throwable cause) {
    super(Redaction.hidden(operation + ": " + message), Redaction.cause(cause, Set.of()));
    this.operation = operation;
    this.attempts = attempts;
    this.maybeApplied = maybeApplied;
  }

  /** Returns the contract's operationId. */
  public String operation() {
    return operation;
  }

  /** Returns how often the request was sent or about to be sent; 0 if it was rejected before. */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns whether the server may have carried out the request although the call failed, so that
   * the outcome must be verified before the request is repeated. Never true for requests that can
   * be repeated without harm.
   */
  public boolean maybeApplied() {
    return maybeApplied;
  }

  /** Returns what a batch had gathered before this failure stopped it. */
  public Optional<BatchResult<?, ?>> partial() {
    return Optional.ofNullable(partial);
  }

  /** Attaches what a batch had gathered; for clients, and for tests of code that handles it. */
  public void partial(BatchResult<?, ?> gathered) {
    partial = gathered;
  }
}
