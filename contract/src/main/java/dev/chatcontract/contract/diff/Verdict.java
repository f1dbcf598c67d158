package dev.chatcontract.contract.diff;

/** The meaning of a change for callers of the old version, the worst first. */
public enum Verdict {
  /** A correct program may no longer compile, be rejected by the server or misread an answer. */
  BREAKING,
  /** The API changed, but correct programs stay correct. */
  COMPATIBLE,
  /** Only words, sources and the like changed. */
  INFO
}
