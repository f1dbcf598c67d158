package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.chatcontract.conformance.arguments.UsageException;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.CorpusException;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.report.Coverage;
import dev.chatcontract.conformance.report.ReportFiles;
import dev.chatcontract.conformance.report.RunResult;
import dev.chatcontract.conformance.runner.client.ClientFaultException;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import dev.chatcontract.conformance.runner.client.InProcessClient;
import dev.chatcontract.conformance.runner.client.ProcessClient;
import dev.chatcontract.conformance.server.ServerCase;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.runtime.text.InertText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The command line of the kit; {@code chatctl conformance} passes its arguments on to it. */
public final class ConformanceMain {
  /** Everything passed. */
  public static final int OK = 0;

  /** The command line, a file that it names, or the environment is wrong; nothing was tested. */
  public static final int USAGE = 2;

  /** At least one finding. */
  public static final int FINDINGS = 4;

  /** More findings than this would hide the summary. */
  private static final int SHOWN_FINDINGS = 20;

  private static final String HELP =
      "conformance run    run cases and judge them\n"
          + ConformanceOption.help()
          + """
          conformance list   print the ids of the cases; takes --filter, --operation, --kind, --json
          conformance show   print one case as JSON: --case ID
          conformance serve  play one case's script on a port until stopped: --case ID [--port N]
          Exit status: 0 passed, 2 wrong usage or surroundings, 4 findings.
          """;

  private ConformanceMain() {}

  /** Runs a command from the jar and exits. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err, System.getenv()));
  }

  /**
   * Runs a command.
   *
   * @param environment the environment variables with the credentials for a target
   * @return the exit status
   */
  public static int run(
      List<String> args, PrintStream out, PrintStream err, Map<String, String> environment) {
    try {
      Arguments parsed = Arguments.parse(args);
      return switch (parsed.command()) {
        case "run" -> runCases(parsed, out, environment);
        case "list" -> list(parsed, out);
        case "show" -> show(parsed, out);
        case "serve" -> serve(parsed, out);
        default -> {
          out.print(HELP);
          yield OK;
        }
      };
    } catch (UsageException | CorpusException | ContractException | UncheckedIOException e) {
      err.println("error: " + InertText.lines(String.valueOf(e.getMessage())));
      return USAGE;
    } catch (ClientFaultException e) {
      err.println("error: " + InertText.lines(String.valueOf(e.getMessage())));
      return FINDINGS;
    } catch (IOException e) {
      err.println("error: cannot write the report: " + InertText.line(e.toString()));
      return USAGE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("error: interrupted");
      return USAGE;
    }
  }

  private static int runCases(Arguments arguments, PrintStream out, Map<String, String> environment)
      throws IOException, InterruptedException {
    Corpus corpus = corpus(arguments);
    RunResult run;
    Consumer<CaseResult> progress =
        result -> {
          if (arguments.verbose()) {
            out.println(result.status() + " " + InertText.line(result.testCase().id()));
          }
        };
    if (arguments.target() != null) {
      run = ServerUnderTest.run(corpus, arguments, environment, progress);
    } else {
      List<ConformanceCase> cases = selected(corpus, arguments);
      KnownFailures known =
          arguments.knownFailures() == null
              ? KnownFailures.none()
              : KnownFailures.read(arguments.knownFailures());
      try (Conformance conformance =
          new Conformance(corpus, client(arguments), arguments.parallel(), arguments.replay())) {
        run = conformance.run(cases, known, progress);
      }
    }
    List<CaseResult> findings = run.findings();
    int shown = arguments.verbose() ? findings.size() : Math.min(SHOWN_FINDINGS, findings.size());
    findings.subList(0, shown).forEach(finding -> out.println(finding.report()));
    if (shown < findings.size()) {
      out.println(
          "... and "
              + (findings.size() - shown)
              + " more findings; --verbose prints them all, --report DIR writes them with filters");
    }
    if (arguments.target() != null) {
      notApplicable(run, out);
    }
    run.problems().forEach(problem -> out.println("problem: " + InertText.line(problem)));
    out.println(run.summary());
    boolean covered = coverage(run, arguments, out);
    if (arguments.report() != null) {
      ReportFiles.write(run, arguments.report());
      out.println("report: " + arguments.report().resolve("conformance.html"));
    }
    if (run.results().stream().allMatch(r -> r.status() == CaseResult.Status.NOT_APPLICABLE)) {
      return USAGE;
    }
    return run.passed() && covered ? OK : FINDINGS;
  }

  /** Prints why cases did not apply to a server, with the number of cases for each reason. */
  private static void notApplicable(RunResult run, PrintStream out) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    run.results().stream()
        .filter(result -> result.status() == CaseResult.Status.NOT_APPLICABLE)
        .forEach(result -> reasons.merge(String.join("; ", result.faults()), 1, Integer::sum));
    reasons.forEach(
        (because, cases) ->
            out.println("not applicable: " + cases + " cases, " + InertText.line(because)));
  }

  private static boolean coverage(RunResult run, Arguments arguments, PrintStream out) {
    int goals = 0;
    int met = 0;
    for (Coverage.Axis axis : run.coverage().axes()) {
      goals += axis.goals().size();
      met += axis.met();
    }
    int percent = goals == 0 ? 100 : met * 100 / goals;
    out.println(
        "coverage: "
            + met
            + " of "
            + goals
            + " goals of the contract, "
            + percent
            + " %"
            + (run.coverage().whole() ? "" : " (only a selection of the cases was run)"));
    if (percent < arguments.coverage()) {
      out.println("problem: coverage is below the " + arguments.coverage() + " % asked for");
      return false;
    }
    return true;
  }

  private static ConformanceClient client(Arguments arguments) throws InterruptedException {
    if (arguments.client() == null) {
      return new InProcessClient();
    }
    try {
      return new ProcessClient(
          List.of("/bin/sh", "-c", arguments.client()), ProcessClient.Bounds.DEFAULT);
    } catch (ClientFaultException e) {
      throw new UsageException("nothing could be tested: " + e.getMessage());
    }
  }

  private static int list(Arguments arguments, PrintStream out) {
    if (arguments.target() != null) {
      for (ServerCase c : ServerUnderTest.selected(contract(arguments), arguments)) {
        out.println(
            arguments.json()
                ? CaseJson.line(c.head())
                : InertText.line(c.id() + "  " + c.head().title()));
      }
      return OK;
    }
    for (ConformanceCase c : selected(corpus(arguments), arguments)) {
      out.println(arguments.json() ? CaseJson.line(c) : InertText.line(c.id() + "  " + c.title()));
    }
    return OK;
  }

  private static int show(Arguments arguments, PrintStream out) {
    ConformanceCase c = one(arguments);
    try {
      out.println(
          CaseJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(CaseJson.tree(c)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a case could not be written as JSON", e);
    }
    return OK;
  }

  private static int serve(Arguments arguments, PrintStream out) throws InterruptedException {
    ConformanceCase c = one(arguments);
    try (ScriptedServer server = ScriptedServer.forDebugging(c.answers(), arguments.port())) {
      out.println("case " + InertText.line(c.id() + ": " + c.title()));
      out.println("answering on " + server.baseUrl() + " until stopped (Ctrl-C)");
      out.println("send: " + InertText.line(c.call().arguments().toString()));
      out.flush();
      server.awaitClose();
    }
    return OK;
  }

  private static ConformanceCase one(Arguments arguments) {
    List<ConformanceCase> cases = selected(corpus(arguments), arguments);
    if (cases.size() != 1) {
      throw new UsageException(
          "this needs one case, --case ID; " + cases.size() + " were selected");
    }
    return cases.get(0);
  }

  private static Corpus corpus(Arguments arguments) {
    Contract contract = contract(arguments);
    List<OperationDef> named =
        contract.operations().stream()
            .filter(operation -> arguments.operations().contains(operation.name()))
            .toList();
    Corpus corpus = named.isEmpty() ? Corpus.of(contract) : Corpus.of(contract, named);
    return corpus.withTemplates(arguments.templates());
  }

  private static Contract contract(Arguments arguments) {
    return arguments.contract() == null
        ? ContractReader.bundled()
        : ContractReader.load(arguments.contract());
  }

  private static List<ConformanceCase> selected(Corpus corpus, Arguments arguments) {
    List<ConformanceCase> cases = Conformance.select(corpus, arguments.filters());
    List<ConformanceCase> fitting =
        cases.stream()
            .filter(
                c ->
                    arguments.operations().isEmpty()
                        || arguments.operations().contains(c.operation()))
            .filter(c -> arguments.kinds().isEmpty() || arguments.kinds().contains(c.kind()))
            .toList();
    if (fitting.isEmpty()) {
      throw new UsageException(
          "no case is left; operations are "
              + corpus.contract().operations().stream().map(OperationDef::name).toList()
              + ", kinds are "
              + corpus.cases().stream().map(ConformanceCase::kind).distinct().sorted().toList());
    }
    return fitting;
  }
}
