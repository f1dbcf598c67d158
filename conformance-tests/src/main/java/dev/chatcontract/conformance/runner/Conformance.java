package dev.chatcontract.conformance.runner;

import static java.util.Comparator.comparing;

import dev.chatcontract.conformance.arguments.UsageException;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.CoverageGoals;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.report.Coverage;
import dev.chatcontract.conformance.report.RunResult;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import dev.chatcontract.conformance.runner.client.Throwables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs many cases on one client. Not thread-safe. */
public final class Conformance implements AutoCloseable {
  private final Corpus corpus;
  private final ConformanceClient client;
  private final CaseRunner runner;
  private final ExecutorService threads;

  /**
   * Creates a runner for one client, which is closed with it, or at once if it cannot be judged.
   *
   * @param parallel how many cases run at the same time
   * @param replayCommand the command line that runs this client again
   * @throws UsageException if the contract has no signed requests
   */
  public Conformance(Corpus corpus, ConformanceClient client, int parallel, String replayCommand) {
    this.corpus = corpus;
    this.client = client;
    try {
      this.runner = new CaseRunner(client, corpus.contract(), replayCommand);
    } catch (UsageException e) {
      client.close();
      throw e;
    }
    this.threads =
        Executors.newFixedThreadPool(
            parallel,
            task -> {
              Thread thread = new Thread(task, "conformance");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Returns the cases whose id matches one of the globs; all cases if there are no globs. */
  public static List<ConformanceCase> select(Corpus corpus, List<String> globs) {
    List<ConformanceCase> selected =
        corpus.cases().stream().filter(c -> Globs.matches(globs, c.id())).toList();
    if (selected.isEmpty()) {
      throw new UsageException(
          "no case matches "
              + globs
              + "; ids look like "
              + corpus.cases().get(0).id()
              + ", and \"list\" prints all "
              + corpus.cases().size());
    }
    return selected;
  }

  /** Starts a case; the future completes with its result. */
  public Future<CaseResult> start(ConformanceCase c) {
    Callable<CaseResult> task = () -> runner.run(c);
    return threads.submit(task);
  }

  /** Runs these cases and evaluates the run as a whole. */
  public RunResult run(
      List<ConformanceCase> cases, KnownFailures known, Consumer<CaseResult> progress)
      throws InterruptedException {
    long start = System.nanoTime();
    // A case with another locale may have to wait until all others have ended, so these come last.
    List<ConformanceCase> order =
        cases.stream().sorted(comparing(c -> c.call().options().locale() != null)).toList();
    List<Future<CaseResult>> started = order.stream().map(this::start).toList();
    Map<String, CaseResult> ended = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      ConformanceCase c = order.get(i);
      try {
        CaseResult result = started.get(i).get();
        String reason = known.reason(c.id());
        result = reason == null ? result : result.known(reason);
        ended.put(c.id(), result);
        progress.accept(result);
      } catch (ExecutionException e) {
        problems.add(c.id() + " has no result: " + Throwables.chain(e.getCause()));
      }
    }
    List<CaseResult> results =
        cases.stream().map(c -> ended.get(c.id())).filter(Objects::nonNull).toList();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    boolean whole = corpus.isWhole() && cases.size() == corpus.cases().size();
    if (whole) {
      known.unused().forEach(unused -> problems.add("known failures, " + unused));
    }
    Coverage coverage = Coverage.of(CoverageGoals.of(corpus.contract()), results, whole);
    return judged(
        client.name(),
        cases.size(),
        results,
        problems,
        "no case applies to this client; it declares too few features",
        coverage,
        millis);
  }

  /**
   * Evaluates the run as a whole.
   *
   * @param nothing the problem to report when no case applies
   */
  static RunResult judged(
      String subject,
      int wanted,
      List<CaseResult> results,
      List<String> problems,
      String nothing,
      Coverage coverage,
      long millis) {
    List<String> all = new ArrayList<>(problems);
    if (results.size() < wanted) {
      all.add("only " + results.size() + " of " + wanted + " cases have a result");
    }
    if (results.stream().allMatch(r -> r.status() == CaseResult.Status.NOT_APPLICABLE)) {
      all.add(nothing);
    }
    return new RunResult(subject, results, coverage, all, millis);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.close();
  }
}
