package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a scripted answer breaks off. */
public enum Fault {
  /** RST once the request has been read: the effect may have happened. */
  @JsonProperty("reset-before-answer")
  RESET_BEFORE_ANSWER,
  /** FIN once the request has been read. */
  @JsonProperty("close-before-answer")
  CLOSE_BEFORE_ANSWER,
  /** RST after the request's header: the server cannot have acted. */
  @JsonProperty("reset-in-request")
  RESET_IN_REQUEST,
  /** FIN in the status line. */
  @JsonProperty("close-in-header")
  CLOSE_IN_HEADER,
  /** RST in the body. */
  @JsonProperty("reset-in-body")
  RESET_IN_BODY,
  /** FIN in the body. */
  @JsonProperty("close-in-body")
  CLOSE_IN_BODY,
  /** Silence until the case ends. */
  @JsonProperty("hang-before-answer")
  HANG_BEFORE_ANSWER,
  /** Part of the body, then silence until the case ends. */
  @JsonProperty("hang-in-body")
  HANG_IN_BODY,
  /** A full answer, then FIN without having announced it. */
  @JsonProperty("close-after-answer")
  CLOSE_AFTER_ANSWER,
  /** The body is written to the socket alone, without status line or header. */
  @JsonProperty("raw")
  RAW
}
