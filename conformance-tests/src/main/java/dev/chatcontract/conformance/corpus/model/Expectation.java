package dev.chatcontract.conformance.corpus.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a case expects.
 *
 * @param outcomes the accepted outcomes; the client's must match one of them
 * @param withinMs the longest time that a call may take; null means the runner's own limit
 */
public record Expectation(
    ExpectedRequests requests, List<CallOutcome> outcomes, @Nullable Long withinMs) {

  /** Copies the list. */
  public Expectation {
    outcomes = List.copyOf(outcomes);
  }
}
