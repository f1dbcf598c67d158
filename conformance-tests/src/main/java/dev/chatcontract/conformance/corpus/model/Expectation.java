package dev.chatcontract.conformance.corpus.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must come of a case.
 *
 * @param outcomes the client's outcome must match one of these
 * @param withinMs the longest a call may take; null means the runner's own limit
 */
public record Expectation(
    ExpectedRequests requests, List<CallOutcome> outcomes, @Nullable Long withinMs) {

  /** Copies the list. */
  public Expectation {
    outcomes = List.copyOf(outcomes);
  }
}
