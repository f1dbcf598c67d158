package dev.chatcontract.runtime;

import dev.chatcontract.runtime.text.Redaction;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that did not succeed; the five kinds are all there are. */
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

  /** The contract's operationId. */
  public String operation() {
    return operation;
  }

  /** How many times the request was sent or was about to be; 0 if it was refused before. */
  public int attempts() {
    return attempts;
  }

  /**
   * Whether the server may have carried the request out although the call failed, so that the
   * outcome must be verified before it is repeated. Never set for requests that do no harm when
   * repeated.
   */
  public boolean maybeApplied() {
    return maybeApplied;
  }

  /** What a batch had gathered before this stopped it. */
  public Optional<BatchResult<?, ?>> partial() {
    return Optional.ofNullable(partial);
  }

  /** Adds what a batch had gathered; done by a client, or by a test of what handles it. */
  public void partial(BatchResult<?, ?> gathered) {
    partial = gathered;
  }
}
