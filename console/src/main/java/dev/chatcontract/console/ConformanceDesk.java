package dev.chatcontract.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.arguments.UsageException;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.report.RunResult;
import dev.chatcontract.conformance.runner.Conformance;
import dev.chatcontract.conformance.runner.KnownFailures;
import dev.chatcontract.conformance.runner.client.ClientFaultException;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import dev.chatcontract.conformance.runner.client.InProcessClient;
import dev.chatcontract.conformance.runner.client.ProcessClient;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.input.StrictMembers;
import dev.chatcontract.contract.model.Contract;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs conformance cases on the Java client, or on a driver that was named when the program was
 * started: a page cannot choose a program to run.
 */
final class ConformanceDesk implements AutoCloseable {
  private static final int PARALLEL = 4;
  private static final int MOST_RUNS = 20;
  private static final String BROKE_OFF = "the run broke off";

  private final Contract contract;
  private final List<String> drivers;
  private final Deque<ConformanceRun> runs = new ArrayDeque<>();
  private long ids;
  private @Nullable Corpus corpus;
  private @Nullable Thread worker;

  ConformanceDesk(Contract contract, List<String> drivers) {
    this.contract = contract;
    this.drivers = List.copyOf(drivers);
  }

  void routes(Api api) {
    api.on("GET", "/conformance", ask -> about())
        .on("POST", "/conformance/runs", this::start)
        .on("GET", "/conformance/run", ask -> run(ask).json(true))
        .on("DELETE", "/conformance/run", ask -> stop());
  }

  private synchronized ObjectNode about() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode subjects = json.putArray("subjects");
    subjects.add("the Java client");
    drivers.forEach(subjects::add);
    ArrayNode list = json.putArray("runs");
    runs.forEach(run -> list.add(run.json(false)));
    return json;
  }

  private synchronized ConformanceRun run(Ask ask) {
    long id = ask.number("id", 0, 0, Long.MAX_VALUE);
    return runs.stream()
        .filter(run -> run.id == id)
        .findFirst()
        .orElseThrow(() -> new SimulatorException("there is no run " + id + " any more"));
  }

  private ObjectNode start(Ask ask) {
    StrictMembers members = ask.members();
    members.only("filter", "subject");
    List<String> filters =
        Stream.of(members.text("filter", "").strip().split("\\s+"))
            .filter(filter -> !filter.isEmpty())
            .toList();
    int subject = members.integer("subject", 0, 0, drivers.size());
    synchronized (this) {
      if (!runs.isEmpty() && runs.getFirst().isRunning()) {
        throw new SimulatorException("a run is under way: wait for its end, or stop it");
      }
      Corpus all = corpus == null ? Corpus.of(contract) : corpus;
      corpus = all;
      List<ConformanceCase> cases;
      try {
        cases = Conformance.select(all, filters);
      } catch (UsageException e) {
        throw new SimulatorException(Excerpt.of(String.valueOf(e.getMessage())), e);
      }
      String driver = subject == 0 ? null : drivers.get(subject - 1);
      ConformanceRun run =
          new ConformanceRun(++ids, driver == null ? "the Java client" : driver, filters);
      run.begins(cases.size());
      worker = new Thread(() -> work(run, all, cases, driver), "console-conformance");
      worker.setDaemon(true);
      // First, since a run without a thread would be under way for ever.
      worker.start();
      runs.addFirst(run);
      if (runs.size() > MOST_RUNS) {
        runs.removeLast();
      }
      return run.json(true);
    }
  }

  private static void work(
      ConformanceRun run, Corpus corpus, List<ConformanceCase> cases, @Nullable String driver) {
    String replay =
        "chatctl conformance run"
            + (driver == null ? "" : " --client '" + driver.replace("'", "'\\''") + "'");
    carryOut(
        run,
        () -> {
          try (Conformance conformance =
              new Conformance(corpus, client(driver), PARALLEL, replay)) {
            return conformance.run(cases, KnownFailures.none(), run::ended);
          }
        });
  }

  /** Runs cases; however they end, the run ends. */
  static void carryOut(ConformanceRun run, Callable<RunResult> cases) {
    try {
      run.ended(cases.call());
    } catch (ClientFaultException | UsageException e) {
      run.stopped("failed", e.getMessage());
    } catch (InterruptedException e) {
      run.stopped("stopped", "stopped before its end");
    } catch (Exception | Error e) {
      run.stopped("failed", BROKE_OFF);
      // Without memory, even these few words may fail.
      run.stopped("failed", BROKE_OFF + ": " + e);
    }
  }

  private static ConformanceClient client(@Nullable String driver) throws InterruptedException {
    return driver == null
        ? new InProcessClient()
        : new ProcessClient(List.of("/bin/sh", "-c", driver), ProcessClient.Bounds.DEFAULT);
  }

  private synchronized ObjectNode stop() {
    close();
    return about();
  }

  @Override
  public synchronized void close() {
    if (worker != null) {
      worker.interrupt();
    }
  }
}
