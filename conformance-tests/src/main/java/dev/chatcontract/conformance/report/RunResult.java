package dev.chatcontract.conformance.report;

import dev.chatcontract.runtime.text.InertText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run of cases on one client or server.
 *
 * @param subject the client or server that was tested
 * @param results one for each case, in the order of the corpus
 * @param problems why the run as a whole failed: no case was run, a case has no result, or a known
 *     failure matches nothing
 */
public record RunResult(
    String subject,
    List<CaseResult> results,
    Coverage coverage,
    List<String> problems,
    long millis) {

  /** Copies the lists. */
  public RunResult {
    results = List.copyOf(results);
    problems = List.copyOf(problems);
  }

  /** Returns how many cases have each status; every status is present. */
  public Map<CaseResult.Status, Integer> counts() {
    Map<CaseResult.Status, Integer> counts = new EnumMap<>(CaseResult.Status.class);
    for (CaseResult.Status status : CaseResult.Status.values()) {
      counts.put(status, 0);
    }
    results.forEach(result -> counts.merge(result.status(), 1, Integer::sum));
    return counts;
  }

  /** Returns the results that make the run fail. */
  public List<CaseResult> findings() {
    return results.stream().filter(result -> result.status().fails()).toList();
  }

  /** Returns whether there are no findings and no problems. */
  public boolean passed() {
    return problems.isEmpty() && findings().isEmpty();
  }

  /** Returns a summary of one line, for a terminal. */
  public String summary() {
    Map<CaseResult.Status, Integer> counts = counts();
    StringBuilder text = new StringBuilder();
    text.append(counts.get(CaseResult.Status.PASSED)).append(" passed");
    add(text, counts, CaseResult.Status.FAILED, "failed");
    add(text, counts, CaseResult.Status.CLIENT_FAULT, "client faults");
    add(text, counts, CaseResult.Status.HARNESS_FAULT, "harness faults");
    add(text, counts, CaseResult.Status.UNEXPECTED_PASS, "known failures that pass");
    add(text, counts, CaseResult.Status.KNOWN_FAILURE, "known failures");
    add(text, counts, CaseResult.Status.NOT_APPLICABLE, "not applicable");
    return text.append(" of ")
        .append(results.size())
        .append(" cases in ")
        .append(Math.round(millis / 100.0) / 10.0)
        .append(" s (")
        .append(InertText.line(subject))
        .append(')')
        .toString();
  }

  private static void add(
      StringBuilder text,
      Map<CaseResult.Status, Integer> counts,
      CaseResult.Status status,
      String words) {
    int count = counts.getOrDefault(status, 0);
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(words);
    }
  }
}
