package dev.chatcontract.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service answered, and said no. */
public final class ApiException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** How clearly it said so. */
  public enum Kind {
    /** Status and code agree that the call failed. */
    REJECTED,
    /** One says success and the other does not; what happened is unclear. */
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

  /** Made by a client; tests take {@code dev.chatcontract.runtime.testing.ChatExceptions}. */
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

  /** How clearly the service refused. */
  public Kind kind() {
    return kind;
  }

  /** The result code. */
  public long code() {
    return code;
  }

  /** The status member as it came, secrets hidden. */
  public Optional<String> status() {
    return Optional.ofNullable(status);
  }

  /** The server's text, unshortened, secrets hidden; empty if it sent none. */
  public String info() {
    return info == null ? "" : info;
  }

  /** The contract's entry of the code, if it has one. */
  public Optional<ErrorEntry> entry() {
    return Optional.ofNullable(entry);
  }

  /**
   * The code's class; {@link ErrorClass#UNLISTED} if the contract knows neither the code nor its
   * range.
   */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** What the contract says about sending the request again. */
  public Retry retry() {
    return retry;
  }

  /** Whether this very request may be sent again without a change. */
  public boolean retryable() {
    return retryable;
  }

  /**
   * What the envelope and the contract say, before the run-time adds what it knows of the call.
   *
   * @param operation the contract's operationId
   * @param kind how clearly the service refused
   * @param code the result code
   * @param status the status member, secrets hidden
   * @param info the server's text, secrets hidden
   * @param entry the contract's entry of the code, if it has one
   * @param errorClass the code's class
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
