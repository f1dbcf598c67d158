package dev.chatcontract.conformance.corpus.model;

/** What a client can be asked to do or to tell; the driver protocol's schema lists the same. */
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
