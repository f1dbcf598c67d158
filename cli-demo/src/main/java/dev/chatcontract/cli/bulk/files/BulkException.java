package dev.chatcontract.cli.bulk.files;

import org.jspecify.annotations.Nullable;

/** A file of a bulk run is not as it must be; the message names it, the reason and the way out. */
public final class BulkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who can do something about it. */
  public enum Kind {
    /** The user: the file named is the wrong one, or is not readable. */
    USAGE,
    /** Nobody for now: another run is using the file. */
    BUSY,
    /** Whoever looks after the disk. */
    OUTPUT
  }

  private final Kind kind;

  private BulkException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  static BulkException usage(String message) {
    return new BulkException(Kind.USAGE, message, null);
  }

  static BulkException usage(String message, Throwable cause) {
    return new BulkException(Kind.USAGE, message, cause);
  }

  static BulkException busy(String message) {
    return new BulkException(Kind.BUSY, message, null);
  }

  static BulkException output(String what, Throwable cause) {
    return new BulkException(
        Kind.OUTPUT, what + " cannot be written: " + cause.getMessage(), cause);
  }

  /** Who can do something about it. */
  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
