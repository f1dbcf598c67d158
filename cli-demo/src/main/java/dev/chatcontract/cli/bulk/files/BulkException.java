package dev.chatcontract.cli.bulk.files;

import org.jspecify.annotations.Nullable;

/** A file of a bulk run is unusable; the message names the file, the reason and the remedy. */
public final class BulkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who can fix it. */
  public enum Kind {
    /** The user: the file is the wrong one or is not readable. */
    USAGE,
    /** Nobody at the moment: another run is using the file. */
    BUSY,
    /** Whoever manages the disk. */
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

  /** Returns who can fix it. */
  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
