package dev.chatcontract.peers;

import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.report.ReportFiles;
import dev.chatcontract.conformance.report.RunResult;
import dev.chatcontract.conformance.runner.Conformance;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import dev.chatcontract.conformance.runner.client.InProcessClient;
import dev.chatcontract.conformance.runner.KnownFailures;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Runs the corpus on this project's client and on the SDKs, and tables cases passed by kind. */
public final class PeerTable {
  private static final String BEGIN = "<!-- peers:begin -->";
  private static final String END = "<!-- peers:end -->";

  /** Kinds of cases by what a reader asks for. */
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("wire request", List.of("wire", "request", "sample-request", "limit", "region"));
    GROUPS.put(
        "types", List.of("sample-response", "answer", "field", "unknown-member", "malformed"));
    GROUPS.put(
        "envelope and errors",
        List.of("envelope", "documented-error", "common-error", "item-error"));
    GROUPS.put("transport", List.of("transport"));
    GROUPS.put("auth and state", List.of("auth", "retry", "pages", "batch", "rate-limit"));
  }

  private PeerTable() {}

  /**
   * Prints the table, puts it into the page between its markers, and leaves the SDKs' reports.
   *
   * @param args the folder for the reports, and the page
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Corpus corpus = Corpus.of(ContractReader.bundled());
    Path reports = Path.of(args[0]);
    List<RunResult> runs = new ArrayList<>();
    runs.add(run(corpus, new InProcessClient()));
    for (ConformanceClient peer : List.of(new OfficialSdkClient(), new CommunitySdkClient())) {
      RunResult run = run(corpus, peer);
      runs.add(run);
      ReportFiles.write(run, reports.resolve(run.subject().replace(' ', '-')));
    }
    String table = table(runs);
    System.out.print(table);
    write(Path.of(args[1]), table);
    System.exit(0); // the SDKs leave threads behind
  }

  private static RunResult run(Corpus corpus, ConformanceClient client)
      throws InterruptedException {
    try (Conformance conformance = new Conformance(corpus, client, 6, "(only by PeerTable)")) {
      return conformance.run(corpus.cases(), KnownFailures.none(), result -> {});
    }
  }

  private static String table(List<RunResult> runs) {
    StringBuilder table = new StringBuilder("| cases passed |");
    table.append(" Chat Contract |");
    runs.stream().skip(1).forEach(run -> table.append(' ').append(run.subject()).append(" |"));
    table.append("\n|---|").append("---:|".repeat(runs.size())).append('\n');
    GROUPS.forEach((name, kinds) -> row(table, name, runs, kinds::contains));
    row(table, "all", runs, kind -> true);
    for (CaseResult result : runs.get(0).results()) {
      String kind = result.testCase().kind();
      if (GROUPS.values().stream().noneMatch(kinds -> kinds.contains(kind))) {
        throw new IllegalStateException("kind " + kind + " belongs to no row of the table");
      }
    }
    return table.toString();
  }

  private static void row(
      StringBuilder table, String name, List<RunResult> runs, Predicate<String> kinds) {
    table.append("| ").append(name).append(" |");
    for (RunResult run : runs) {
      List<CaseResult> all =
          run.results().stream()
              .filter(result -> kinds.test(result.testCase().kind()))
              .filter(result -> result.status() != CaseResult.Status.NOT_APPLICABLE)
              .toList();
      long passed =
          all.stream().filter(result -> result.status() == CaseResult.Status.PASSED).count();
      table.append(String.format(Locale.ROOT, " %,d of %,d |", passed, all.size()));
    }
    table.append('\n');
  }

  private static void write(Path readme, String table) throws IOException {
    String text = Files.readString(readme);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(readme + " has no " + BEGIN + " before " + END);
    }
    Files.writeString(
        readme, text.substring(0, begin + BEGIN.length()) + "\n" + table + text.substring(end));
  }
}
