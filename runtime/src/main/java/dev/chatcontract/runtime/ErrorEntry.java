package dev.chatcontract.runtime;

import org.jspecify.annotations.Nullable;

/**
 * One result code as the contract describes it.
 *
 * @param code the number on the wire
 * @param name upper snake case, unique within its list
 * @param meaning what the code means
 * @param errorClass kind of failure
 * @param retry when the call may be sent again
 * @param retryAfterSeconds seconds to wait before that, or null for the usual backoff
 * @param pageRetry whether the documentation itself advises trying again
 * @param writeOnly whether only operations that write can return it
 * @param action what the caller should do
 * @param source where the contract takes it from
 */
public record ErrorEntry(
    long code,
    String name,
    String meaning,
    ErrorClass errorClass,
    Retry retry,
    @Nullable Integer retryAfterSeconds,
    boolean pageRetry,
    boolean writeOnly,
    String action,
    String source) {

  /** Starts the description of a code; {@link Builder} has the defaults. */
  public static Builder of(long code, String name) {
    return new Builder(code, name);
  }

  /**
   * A builder of an entry, for one use. Unless set, the class is {@link ErrorClass#UNLISTED}, the
   * retry {@link Retry#NEVER}, and texts are empty.
   */
  public static final class Builder {
    private final long code;
    private final String name;
    private String meaning = "";
    private ErrorClass errorClass = ErrorClass.UNLISTED;
    private Retry retry = Retry.NEVER;
    private @Nullable Integer retryAfterSeconds;
    private boolean pageRetry;
    private boolean writeOnly;
    private String action = "";
    private String source = "";

    private Builder(long code, String name) {
      this.code = code;
      this.name = name;
    }

    /** See {@link ErrorEntry#meaning()}. */
    public Builder meaning(String value) {
      meaning = value;
      return this;
    }

    /** See {@link ErrorEntry#errorClass()}. */
    public Builder errorClass(ErrorClass value) {
      errorClass = value;
      return this;
    }

    /** See {@link ErrorEntry#retry()}. */
    public Builder retry(Retry value) {
      retry = value;
      return this;
    }

    /** See {@link ErrorEntry#retryAfterSeconds()}. */
    public Builder retryAfterSeconds(int value) {
      retryAfterSeconds = value;
      return this;
    }

    /** See {@link ErrorEntry#pageRetry()}. */
    public Builder pageRetry() {
      pageRetry = true;
      return this;
    }

    /** See {@link ErrorEntry#writeOnly()}. */
    public Builder writeOnly() {
      writeOnly = true;
      return this;
    }

    /** See {@link ErrorEntry#action()}. */
    public Builder action(String value) {
      action = value;
      return this;
    }

    /** See {@link ErrorEntry#source()}. */
    public Builder source(String value) {
      source = value;
      return this;
    }

    /** Returns the entry. */
    public ErrorEntry build() {
      return new ErrorEntry(
          code,
          name,
          meaning,
          errorClass,
          retry,
          retryAfterSeconds,
          pageRetry,
          writeOnly,
          action,
          source);
    }
  }
}
