package dev.chatcontract.conformance.simulator.answer;

import java.util.Locale;

/**
 * The source of an answer; it distinguishes answers of the world from samples that replace them.
 */
public enum AnsweredBy {
  /** The world: the request was carried out. */
  WORLD,
  /** A sample of the contract, since the operation is not simulated; nothing was done. */
  SAMPLE,
  /** The documented answer to a documented request, as enabled by {@code documentedAnswers}. */
  DOCUMENTED,
  /** The checks of path, query, signature, body or call rate, which rejected the request. */
  CHECKS,
  /** A fault rule. */
  FAULT,
  /** The admin interface. */
  ADMIN,
  /** The entry point: the request was not acceptable HTTP, or came from a page of another site. */
  DOOR;

  /** Returns the name used in the response header {@value #HEADER}, in the log and in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Response header of every answer of the API, except for faults of raw bytes. */
  public static final String HEADER = "Chat-Simulator-Answer";
}
