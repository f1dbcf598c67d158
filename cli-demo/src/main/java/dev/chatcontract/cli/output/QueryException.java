package dev.chatcontract.cli.output;

/** A query that is invalid or does not apply to this answer; the message is the reason. */
final class QueryException extends Exception {
  private static final long serialVersionUID = 1L;

  QueryException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
