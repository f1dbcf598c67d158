package dev.chatcontract.runtime;

import dev.chatcontract.runtime.text.Redaction;
import org.jspecify.annotations.Nullable;

/** Thrown when an answer whose HTTP status means success does not fit the contract. */
public final class DecodeException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the answer. */
  public enum Kind {
    /** No body. */
    EMPTY,
    /** Not JSON, such as a gateway's HTML page, or truncated. */
    NOT_JSON,
    /** JSON of the wrong shape; {@link DecodeException#pointer()} says where. */
    SHAPE,
    /** More bytes than the client accepts. */
    TOO_LARGE,
    /** Pages that repeat, or further pages announced without a way to request them. */
    PAGING
  }

  private final Kind kind;
  private final int status;
  private final String pointer;
  private final String snippet;

  /** Used by clients; tests use {@code dev.chatcontract.runtime.testing.ChatExceptions}. */
  public DecodeException(
      String operation,
      Kind kind,
      int status,
      String pointer,
      String snippet,
      String message,
      int attempts,
      boolean maybeApplied,
      @Nullable Throwable cause) {
    super(operation, message, attempts, maybeApplied, cause);
    this.kind = kind;
    this.status = status;
    this.pointer = Redaction.hidden(pointer);
    this.snippet = snippet;
  }

  /** Returns what is wrong with the answer. */
  public Kind kind() {
    return kind;
  }

  /** Returns the HTTP status; 0 for {@link Kind#PAGING}, which is about several answers. */
  public int status() {
    return status;
  }

  /** Returns the JSON pointer of the offending value; empty for the whole answer. */
  public String pointer() {
    return pointer;
  }

  /** Returns the beginning of the body, with secrets hidden. */
  public String snippet() {
    return snippet;
  }
}
