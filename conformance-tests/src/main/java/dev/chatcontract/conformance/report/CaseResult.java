package dev.chatcontract.conformance.report;

import dev.chatcontract.conformance.corpus.model.CaseHead;
import dev.chatcontract.runtime.text.InertText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a case ended.
 *
 * @param faults what is wrong, one line each; empty if the case passed
 * @param trace the exchange as sent and received, with secrets hidden, of limited length
 * @param replay the command that runs only this case
 * @param knownReason the reason in the known-failures file; null if it is not listed there
 */
public record CaseResult(
    CaseHead testCase,
    Status status,
    List<String> faults,
    List<String> trace,
    long millis,
    String replay,
    @Nullable String knownReason) {

  /** The result, and whose fault a failure is. */
  public enum Status {
    /** As the case expects. */
    PASSED,
    /** The client did otherwise. */
    FAILED,
    /** The client broke the driver protocol. */
    CLIENT_FAULT,
    /** The runner or the case is at fault. */
    HARNESS_FAULT,
    /** The client does not declare a feature the case needs. */
    NOT_APPLICABLE,
    /** Failed, and listed as known. */
    KNOWN_FAILURE,
    /** Passed, although listed as known: the list must be cleared. */
    UNEXPECTED_PASS;

    /** Returns whether a run with this result has failed. */
    public boolean fails() {
      return this == FAILED
          || this == CLIENT_FAULT
          || this == HARNESS_FAULT
          || this == UNEXPECTED_PASS;
    }
  }

  /** Copies the lists. */
  public CaseResult {
    faults = List.copyOf(faults);
    trace = List.copyOf(trace);
  }

  /** Returns the result with regard to the list of known failures. */
  public CaseResult known(String reason) {
    Status seen =
        switch (status) {
          case FAILED, CLIENT_FAULT -> Status.KNOWN_FAILURE;
          case PASSED -> Status.UNEXPECTED_PASS;
          default -> status;
        };
    List<String> lines =
        seen == Status.UNEXPECTED_PASS
            ? List.of("passes although it is listed as a known failure; remove the entry")
            : faults;
    return new CaseResult(testCase, seen, lines, trace, millis, replay, reason);
  }

  /** Returns a failed case as text for a terminal. */
  public String report() {
    StringBuilder text = new StringBuilder(512);
    line(text, "", testCase.id() + ": " + testCase.title());
    for (String fault : faults) {
      line(text, "  - ", fault);
    }
    String page = testCase.place().page();
    line(
        text,
        "  contract: ",
        testCase.place().contract() + (page == null ? "" : "  documented: " + page));
    for (String line : trace) {
      line(text, "  | ", line);
    }
    line(text, "  replay: ", replay);
    return text.toString();
  }

  /** Appends text from a client or server in such a way that it cannot begin a line. */
  private static void line(StringBuilder text, String before, String content) {
    text.append(before).append(InertText.line(content)).append('\n');
  }
}
