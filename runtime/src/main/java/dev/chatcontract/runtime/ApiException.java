package dev.chatcontract.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when the service's answer reports a failure. */
public final class ApiException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Whether status and code agree. */
  public enum Kind {
    /** Status and code both report a failure. */
    REJECTED,
    /** One reports success and the other a failure, so the outcome is unknown. */
    MISMATCH
  }

  private final Kind kind;
  private final long code;
  private final @Nullable String status;
  private final @Nullable String info;
  private final transient @Nullable ErrorEntry entry;
  private final ErrorClass errorClass;
  private final Retry retry;
  private final boolean retryable;

  /** Used by clients; tests use {@code dev.chatcontract.runtime.testing.ChatExceptions}. */
  public ApiException(
      Answered answered, String message, int attempts, boolean retryable, boolean maybeApplied) {
    super(answered.operation(), message, attempts, maybeApplied, null);
    this.kind = answered.kind();
    this.code = answered.code();
    this.status = answered.status();
    this.info = answered.info();
    this.entry = answered.entry();
    this.errorClass = answered.errorClass();
    this.retry = answered.retry();
    this.retryable = retryable;
  }

  /** Returns whether status and code agree that the call failed. */
  public Kind kind() {
    return kind;
  }

  /** Returns the result code. */
  public long code() {
    return code;
  }

  /** Returns the status member as received, with secrets hidden. */
  public Optional<String> status() {
    return Optional.ofNullable(status);
  }

  /** Returns the server's text in full, with secrets hidden; empty if it sent none. */
  public String info() {
    return info == null ? "" : info;
  }

  /** Returns the contract's entry for the code, if it has one. */
  public Optional<ErrorEntry> entry() {
    return Optional.ofNullable(entry);
  }

  /**
   * Returns the class of the code, or {@link ErrorClass#UNLISTED} if the contract lists neither the
   * code nor its range.
   */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** Returns what the contract says about sending the request again. */
  public Retry retry() {
    return retry;
  }

  /** Returns whether this request may be sent again unchanged. */
  public boolean retryable() {
    return retryable;
  }

  /**
   * The content of the answer and the contract's view of it, before the runtime adds the details of
   * the call.
   *
   * @param operation the contract's operationId
   * @param kind whether status and code agree
   * @param code the result code
   * @param status the status member, with secrets hidden
   * @param info the server's text, with secrets hidden
   * @param entry the contract's entry for the code, if it has one
   * @param errorClass the class of the code
   * @param retry what the contract says about sending the request again
   */
  public record Answered(
      String operation,
      Kind kind,
      long code,
      @Nullable String status,
      @Nullable String info,
      @Nullable ErrorEntry entry,
      ErrorClass errorClass,
      Retry retry) {}
}
