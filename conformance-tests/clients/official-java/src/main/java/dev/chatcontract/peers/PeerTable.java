package dev.chatcontract.peers;

import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.report.ReportFiles;
import dev.chatcontract.conformance.report.RunResult;
import dev.chatcontract.conformance.runner.Conformance;
import dev.chatcontract.conformance.runner.InProcessClient;
import dev.chatcontract.conformance.runner.KnownFailures;
import dev.chatcontract.contract.Contract;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the corpus on this project's client and on the SDK, and prints cases passed by kind. */
public final class PeerTable {
  private PeerTable() {}

  /**
   * Prints the table and leaves the SDK's report.
   *
   * @param args the folder for the report
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Corpus corpus = Corpus.of(Contract.bundled());
    List<RunResult> runs = new ArrayList<>();
    try (Conformance ours = new Conformance(corpus, new InProcessClient(), 6, "")) {
      runs.add(ours.run(corpus.cases(), KnownFailures.none(), result -> {}));
    }
    try (Conformance theirs =
        new Conformance(corpus, new OfficialSdkClient(), 6, "(only through PeerTable)")) {
      runs.add(theirs.run(corpus.cases(), KnownFailures.none(), result -> {}));
    }
    ReportFiles.write(runs.get(1), Path.of(args[0]));
    print(runs, System.out);
    System.exit(0); // the SDK leaves threads behind
  }

  private static void print(List<RunResult> runs, PrintStream out) {
    Map<String, List<String>> rows = new TreeMap<>();
    List<String> totals = new ArrayList<>();
    for (RunResult run : runs) {
      Map<String, int[]> byKind = new TreeMap<>();
      int passed = 0;
      int applied = 0;
      for (CaseResult result : run.results()) {
        int[] count = byKind.computeIfAbsent(result.testCase().kind(), kind -> new int[2]);
        if (result.status() != CaseResult.Status.NOT_APPLICABLE) {
          count[1]++;
          applied++;
        }
        if (result.status() == CaseResult.Status.PASSED) {
          count[0]++;
          passed++;
        }
      }
      byKind.forEach(
          (kind, count) ->
              rows.computeIfAbsent(kind, name -> new ArrayList<>())
                  .add(count[1] == 0 ? "-" : count[0] + " of " + count[1]));
      totals.add(passed + " of " + applied);
    }
    out.println(
        "| kind | " + String.join(" | ", runs.stream().map(RunResult::subject).toList()) + " |");
    out.println("| --- | --- | --- |");
    rows.forEach(
        (kind, cells) -> out.println("| " + kind + " | " + String.join(" | ", cells) + " |"));
    out.println("| all | " + String.join(" | ", totals) + " |");
  }
}
