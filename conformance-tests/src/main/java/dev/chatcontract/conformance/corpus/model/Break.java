package dev.chatcontract.conformance.corpus.model;

/** Where a scripted answer breaks off. */
public enum Break implements Word {
  /** RST once the request has been read: the effect may have happened. */
  RESET_BEFORE_ANSWER,
  /** FIN once the request has been read. */
  CLOSE_BEFORE_ANSWER,
  /** RST after the request's header: the server cannot have acted. */
  RESET_IN_REQUEST,
  /** FIN in the status line. */
  CLOSE_IN_HEADER,
  /** RST in the body. */
  RESET_IN_BODY,
  /** FIN in the body. */
  CLOSE_IN_BODY,
  /** Silence until the case ends. */
  HANG_BEFORE_ANSWER,
  /** Part of the body, then silence until the case ends. */
  HANG_IN_BODY,
  /** A full answer without a declared length, then FIN. */
  CLOSE_AFTER_ANSWER,
  /** The body alone is written to the socket, without status line or header. */
  RAW
}
