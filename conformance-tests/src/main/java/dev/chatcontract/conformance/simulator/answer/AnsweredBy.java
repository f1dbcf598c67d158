package dev.chatcontract.conformance.simulator.answer;

import java.util.Locale;

/** What an answer rests on: an answer of the world is not a sample served for want of one. */
public enum AnsweredBy {
  /** The world: the request was carried out. */
  WORLD,
  /** A sample of the contract, for the world does not know the operation: nothing was done. */
  SAMPLE,
  /** The documented answer to a documented request, as asked for by {@code documentedAnswers}. */
  DOCUMENTED,
  /** The checks of path, query, signature, body or call rate refused the request. */
  CHECKS,
  /** A fault rule. */
  FAULT,
  /** The admin interface. */
  ADMIN,
  /** The door: not HTTP that is served here, or a page of another site. */
  DOOR;

  /** As it stands in the response header {@value #HEADER}, in the log and in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Response header that every answer of the API carries, faults of raw bytes apart. */
  public static final String HEADER = "Chat-Simulator-Answer";
}
