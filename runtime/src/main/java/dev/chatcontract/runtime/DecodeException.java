package dev.chatcontract.runtime;

import dev.chatcontract.runtime.text.Redaction;
import org.jspecify.annotations.Nullable;

/** An answer with status 200 that makes no sense by the contract. */
public final class DecodeException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Kind {
    /** No body. */
    EMPTY,
    /** Not JSON, such as a gateway's HTML page, or cut off. */
    NOT_JSON,
    /** JSON of another shape; {@link DecodeException#pointer()} says where. */
    SHAPE,
    /** More bytes than the client accepts. */
    TOO_LARGE,
    /** Pages that repeat, or more pages announced without a way to ask for them. */
    PAGING
  }

  private final Kind kind;
  private final int status;
  private final String pointer;
  private final String snippet;

  /** Made by a client; tests take {@code dev.chatcontract.runtime.testing.ChatExceptions}. */
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

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP status, 200. */
  public int status() {
    return status;
  }

  /** JSON pointer of the offending value; empty for the whole answer. */
  public String pointer() {
    return pointer;
  }

  /** The beginning of the body, secrets hidden. */
  public String snippet() {
    return snippet;
  }
}
