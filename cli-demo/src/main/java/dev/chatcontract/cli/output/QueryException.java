package dev.chatcontract.cli.output;

/** A query that cannot be read, or not be applied to this answer; the message is the reason. */
final class QueryException extends Exception {
  private static final long serialVersionUID = 1L;

  QueryException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
