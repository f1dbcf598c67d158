package dev.chatcontract.conformance.corpus.model;

/** What a client can do or report; the schema of the driver protocol lists the same features. */
public enum Feature implements Word {
  CALL,
  PAGES,
  BATCH,
  RETRY,
  RESIGN,
  DEADLINE,
  VALIDATION,
  VALIDATION_OFF,
  FAULT_POINTERS,
  ERROR_CLASS,
  REGION_PROXY,
  REQUEST_ABORT,
  LOCALE,
  MAX_RESPONSE_BYTES,
  RATE_LIMIT
}
