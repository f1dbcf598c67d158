package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.runner.client.ClientCommand;
import dev.chatcontract.conformance.runner.client.ClientFaultException;
import dev.chatcontract.conformance.runner.client.ClientOutcome;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import dev.chatcontract.conformance.runner.client.SessionEndedException;
import dev.chatcontract.conformance.runner.client.Throwables;
import dev.chatcontract.contract.model.Contract;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs one case on one client and checks the result. */
final class CaseRunner {
  private static final int SHOWN_BODY = 2000;
  private static final int MOST_FAULTS = 40;

  /** The longest time for a call when the case does not set one. */
  private static final long LONGEST_MS = 15_000;

  /** By this time, a request that was sent has been read, even on a busy machine. */
  private static final long LATEST_REQUEST_MS = 2000;

  private final ConformanceClient client;
  private final WireJudge wire;
  private final OutcomeJudge judge;
  private final String replayCommand;
  private final AtomicLong calls = new AtomicLong();

  /**
   * Creates a runner.
   *
   * @param replayCommand the command line that runs this client again; a case is appended to it
   */
  CaseRunner(ConformanceClient client, Contract contract, String replayCommand) {
    this.client = client;
    this.wire = ContractWire.judge(contract);
    this.judge = new OutcomeJudge(new FieldPlaces(contract), client.features());
    this.replayCommand = replayCommand;
  }

  CaseResult run(ConformanceCase c) throws InterruptedException {
    if (!client.features().containsAll(c.requires())) {
      List<String> lacking =
          c.requires().stream()
              .filter(feature -> !client.features().contains(feature))
              .map(Feature::word)
              .toList();
      return result(
          c,
          CaseResult.Status.NOT_APPLICABLE,
          List.of("the client does not declare " + lacking),
          List.of(),
          0);
    }
    try {
      return attempt(c, false);
    } catch (SessionEndedException e) {
      // Another case may have crashed the client.
      return attempt(c, true);
    }
  }

  private CaseResult attempt(ConformanceCase c, boolean last) throws InterruptedException {
    long start = System.nanoTime();
    try (ScriptedServer server = new ScriptedServer(c.answers(), c.call().count() > 1)) {
      List<ClientOutcome> outcomes = new ArrayList<>();
      List<String> faults = new ArrayList<>();
      CaseResult.Status blamed = CaseResult.Status.FAILED;
      try {
        outcomes.addAll(callAll(c, server.baseUrl(), faults));
      } catch (ClientFaultException e) {
        if (!last && e instanceof SessionEndedException) {
          throw e;
        }
        faults.add(String.valueOf(e.getMessage()));
        blamed = CaseResult.Status.CLIENT_FAULT;
      } finally {
        client.caseEnded(server.baseUrl());
      }
      int wanted = c.expect().requests().min() * c.call().count();
      // If a client got an answer, its request was read; if it gave up, the request may not be read
      // yet.
      boolean gaveUp =
          outcomes.stream().anyMatch(o -> o.kind() == CallOutcome.Kind.TRANSPORT_ERROR);
      List<SeenRequest> seen = gaveUp ? server.seen(wanted, LATEST_REQUEST_MS) : server.seen();
      if (blamed == CaseResult.Status.FAILED) {
        faults.addAll(first(wire.faults(c, seen)));
        faults.addAll(outcomeFaults(c, outcomes));
      }
      if (!server.faults().isEmpty()) {
        faults.addAll(server.faults());
        blamed = CaseResult.Status.HARNESS_FAULT;
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (faults.isEmpty()) {
        return result(c, CaseResult.Status.PASSED, faults, List.of(), millis);
      }
      return result(c, blamed, faults, trace(c, seen, outcomes), millis);
    } catch (SessionEndedException e) {
      throw e;
    } catch (RuntimeException e) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return result(
          c,
          CaseResult.Status.HARNESS_FAULT,
          List.of("the runner could not run this case: " + Throwables.chain(e)),
          List.of(),
          millis);
    }
  }

  private List<ClientOutcome> callAll(ConformanceCase c, URI server, List<String> faults)
      throws InterruptedException {
    long limit = c.expect().withinMs() == null ? LONGEST_MS : c.expect().withinMs();
    Callable<ClientOutcome> call =
        () -> {
          ClientCommand command = command(c, server);
          Runnable over = client.turn(command);
          try {
            long start = System.nanoTime();
            ClientOutcome outcome = client.call(command);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (millis > limit) {
              synchronized (faults) {
                faults.add("the call may take " + limit + " ms, it took " + millis + " ms");
              }
            }
            return outcome;
          } finally {
            over.run();
          }
        };
    List<ClientOutcome> outcomes = new ArrayList<>();
    if (!c.call().concurrent()) {
      for (int i = 0; i < c.call().count(); i++) {
        outcomes.add(unchecked(call));
      }
      return outcomes;
    }
    ExecutorService threads = Executors.newFixedThreadPool(c.call().count());
    try {
      for (Future<ClientOutcome> done :
          threads.invokeAll(java.util.Collections.nCopies(c.call().count(), call))) {
        outcomes.add(unchecked(done::get));
      }
    } finally {
      threads.shutdownNow();
    }
    return outcomes;
  }

  private static ClientOutcome unchecked(Callable<ClientOutcome> call) throws InterruptedException {
    try {
      return call.call();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private ClientCommand command(ConformanceCase c, URI server) {
    boolean atRegion = c.call().region() != null;
    return new ClientCommand(
        c.id() + "#" + calls.incrementAndGet(),
        c.operation(),
        atRegion ? null : server.toString(),
        atRegion ? server.toString() : null,
        c.call().region(),
        c.call().mode(),
        c.call().credentials(),
        c.call().arguments(),
        c.call().options());
  }

  /** Keeps the first lines: those about every request of a flood would fill the report. */
  private static List<String> first(List<String> faults) {
    if (faults.size() <= MOST_FAULTS) {
      return faults;
    }
    List<String> kept = new ArrayList<>(faults.subList(0, MOST_FAULTS));
    kept.add("... and " + (faults.size() - MOST_FAULTS) + " more faults of requests");
    return kept;
  }

  private List<String> outcomeFaults(ConformanceCase c, List<ClientOutcome> outcomes) {
    List<String> faults = new ArrayList<>();
    for (ClientOutcome outcome : outcomes) {
      List<String> found = judge.faults(c, outcome);
      if (faults.size() < MOST_FAULTS) {
        faults.addAll(found);
      }
      if (leaks(c, outcome.message())) {
        faults.add("the client's message shows the secret key or a signature");
      }
    }
    return faults;
  }

  /**
   * Returns whether a message shows the key or a signature, which every case reports as a finding.
   */
  private static boolean leaks(ConformanceCase c, @Nullable String message) {
    return message != null && SecretMask.shows(message, c.call().credentials().secretKey());
  }

  private List<String> trace(
      ConformanceCase c, List<SeenRequest> seen, List<ClientOutcome> outcomes) {
    String key = c.call().credentials().secretKey();
    List<String> lines = new ArrayList<>();
    lines.add(
        "asked: " + c.call().mode().word() + " " + shown(c.call().arguments().toString(), key));
    for (int i = 0; i < Math.min(seen.size(), 6); i++) {
      SeenRequest request = seen.get(i);
      lines.add("> " + SecretMask.of(request.method() + " " + request.target(), key));
      for (Map.Entry<String, String> header : request.headers()) {
        lines.add("> " + SecretMask.of(header.getKey() + ": " + header.getValue(), key));
      }
      lines.add("> " + shown(request.bodyText(), key));
      lines.add("< " + shown(answerLine(c.answers(), i), key));
    }
    if (seen.size() > 6) {
      lines.add("... " + (seen.size() - 6) + " more requests");
    }
    for (ClientOutcome outcome : outcomes.subList(0, Math.min(3, outcomes.size()))) {
      lines.add("client: " + shown(CaseJson.line(outcome), key));
    }
    return lines;
  }

  private static String answerLine(List<ScriptedAnswer> script, int number) {
    return number < script.size() ? CaseJson.line(script.get(number)) : "(the script is over: 500)";
  }

  private static String shown(String text, String key) {
    String safe = SecretMask.of(text, key);
    return safe.length() <= SHOWN_BODY
        ? safe
        : safe.substring(0, SHOWN_BODY) + "... (" + safe.length() + " characters)";
  }

  private CaseResult result(
      ConformanceCase c,
      CaseResult.Status status,
      List<String> faults,
      List<String> trace,
      long millis) {
    String key = c.call().credentials().secretKey();
    List<String> safe = faults.stream().map(fault -> SecretMask.of(fault, key)).toList();
    return new CaseResult(
        c.head(), status, safe, trace, millis, replayCommand + " --case '" + c.id() + "'", null);
  }
}
