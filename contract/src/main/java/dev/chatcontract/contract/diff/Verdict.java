package dev.chatcontract.contract.diff;

/** What a change means for callers of the old version, worst first. */
public enum Verdict {
  /** A program that was right before may fail to compile, be refused or misread an answer. */
  BREAKING,
  /** The API changed, but programs that were right stay right. */
  COMPATIBLE,
  /** Words, sources and the like. */
  INFO
}
