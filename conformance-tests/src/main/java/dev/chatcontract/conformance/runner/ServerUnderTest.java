package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.corpus.CaseJson;
import dev.chatcontract.conformance.corpus.ConformanceCase;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.Credentials;
import dev.chatcontract.conformance.corpus.ServerProbes;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.report.RunResult;
import dev.chatcontract.contract.Contract;
import dev.chatcontract.contract.ErrorClass;
import dev.chatcontract.contract.ErrorDef;
import dev.chatcontract.contract.OperationDef;
import dev.chatcontract.contract.SchemaValidator;
import dev.chatcontract.contract.Violation;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Asks a server what it may be asked, and holds its answers against the contract. */
final class ServerUnderTest {
  private static final String REFUSED = "refused before the request was looked at";

  /** Errors that a server gives before it has looked at the request. */
  private static final Set<ErrorClass> REFUSALS =
      EnumSet.of(
          ErrorClass.AUTH,
          ErrorClass.PERMISSION,
          ErrorClass.CONFIG,
          ErrorClass.BILLING,
          ErrorClass.THROTTLE,
          ErrorClass.SERVER);

  private final Contract contract;
  private final SchemaValidator validator;
  private final ConformanceClient client;
  private final String url;
  private final String replay;

  private ServerUnderTest(Contract contract, ConformanceClient client, String url, String replay) {
    this.contract = contract;
    this.validator = new SchemaValidator(contract);
    this.client = client;
    this.url = url;
    this.replay = replay;
  }

  static RunResult run(Corpus corpus, Arguments arguments, Map<String, String> environment)
      throws InterruptedException {
    String url = String.valueOf(arguments.target());
    Credentials credentials = credentials(environment);
    requireAskable(url, credentials);
    List<ConformanceCase> probes =
        ServerProbes.of(corpus.contract(), credentials, arguments.allowWrites()).stream()
            .filter(c -> Globs.matches(arguments.filters(), c.id()))
            .filter(
                c ->
                    arguments.operations().isEmpty()
                        || arguments.operations().contains(c.operation()))
            .filter(c -> arguments.kinds().isEmpty() || arguments.kinds().contains(c.kind()))
            .toList();
    if (probes.isEmpty()) {
      throw new UsageException("no case for a server matches " + arguments.filters());
    }
    long start = System.nanoTime();
    List<CaseResult> results = new ArrayList<>();
    try (InProcessClient client = new InProcessClient()) {
      ServerUnderTest server =
          new ServerUnderTest(corpus.contract(), client, url, arguments.replay());
      for (ConformanceCase probe : probes) {
        results.add(server.ask(probe));
      }
    }
    requireLooked(results);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return Conformance.judged(
        "server " + url, corpus, probes.size(), results, List.of(), null, false, millis);
  }

  private static Credentials credentials(Map<String, String> environment) {
    String appId = environment.getOrDefault("CHATCTL_SDKAPPID", "");
    String identifier = environment.getOrDefault("CHATCTL_IDENTIFIER", "");
    String key = environment.getOrDefault("CHATCTL_SECRET_KEY", "");
    if (!appId.matches("[0-9]{1,10}") || identifier.isEmpty() || key.isEmpty()) {
      throw new UsageException(
          "a target needs credentials: set CHATCTL_SDKAPPID, CHATCTL_IDENTIFIER and"
              + " CHATCTL_SECRET_KEY");
    }
    return new Credentials(Long.parseLong(appId), identifier, key);
  }

  /** What the client refuses to send, plain http to another machine for one, is no finding. */
  private static void requireAskable(String url, Credentials who) {
    try (ChatCredentials credentials =
        ChatCredentials.of(who.sdkappid(), who.identifier(), who.secretKey().toCharArray())) {
      SignedChatClients.builder().baseUrl(url).credentials(credentials).clientOptions();
    } catch (IllegalArgumentException e) {
      throw new UsageException("nothing can be sent to " + url + ": " + e.getMessage());
    }
  }

  /** Where no request got past the door, nothing is known of what is behind it. */
  private static void requireLooked(List<CaseResult> results) {
    List<CaseResult> samples =
        results.stream().filter(r -> r.testCase().kind().equals(ServerProbes.SAMPLE)).toList();
    if (!samples.isEmpty() && samples.stream().allMatch(r -> r.faults().contains(REFUSED))) {
      throw new UsageException(
          "nothing could be tested, the server refused every request: "
              + String.join("; ", samples.get(0).faults()));
    }
  }

  private CaseResult ask(ConformanceCase probe) throws InterruptedException {
    long start = System.nanoTime();
    CaseResult.Status blamed = CaseResult.Status.FAILED;
    List<String> faults;
    List<String> trace = List.of();
    try {
      ClientOutcome outcome = outcome(probe);
      faults =
          new ArrayList<>(
              OutcomeJudge.faults(probe.expect().outcomes(), outcome, client.features()));
      if (faults.isEmpty()) {
        faults.addAll(answerFaults(probe, outcome));
      }
      trace =
          List.of(
              "asked: " + probe.call().arguments(),
              "the client understood: " + CaseJson.line(outcome));
    } catch (RuntimeException e) {
      faults = List.of("the runner could not ask this: " + Throwables.chain(e));
      blamed = CaseResult.Status.HARNESS_FAULT;
    }
    UnaryOperator<String> safe = text -> Redaction.of(text, probe.call().credentials().secretKey());
    return new CaseResult(
        probe.head(),
        faults.isEmpty() ? CaseResult.Status.PASSED : blamed,
        faults.stream().map(safe).toList(),
        faults.isEmpty() ? List.of() : trace.stream().map(safe).toList(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        replay + " --case '" + probe.id() + "'",
        null);
  }

  private ClientOutcome outcome(ConformanceCase probe) throws InterruptedException {
    return client.call(
        new ClientCommand(
            probe.id(),
            probe.operation(),
            url,
            null,
            null,
            "call",
            probe.call().credentials(),
            probe.call().arguments(),
            probe.call().options()));
  }

  private List<String> answerFaults(ConformanceCase probe, ClientOutcome outcome) {
    OperationDef operation = contract.operation(probe.operation());
    if (operation == null) {
      return List.of("the contract has no operation " + probe.operation());
    }
    List<String> faults = new ArrayList<>();
    if (outcome.value() != null) {
      for (Violation violation : validator.response(operation, outcome.value())) {
        if (violation.isError()) {
          faults.add("answer " + violation.pointer() + ": " + violation.message());
        }
      }
    }
    if (outcome.code() != null) {
      long code = outcome.code();
      ErrorDef known = code == (int) code ? contract.error(operation, (int) code) : null;
      if (known == null) {
        faults.add("code " + code + " is not in the contract");
      } else if (probe.kind().equals(ServerProbes.WRONG_KEY)) {
        if (known.errorClass() != ErrorClass.AUTH) {
          faults.add("a wrong key must be an error of class auth, not " + code);
        }
      } else if (REFUSALS.contains(known.errorClass())) {
        faults.add(REFUSED);
        faults.add(
            "code " + code + " " + known.name() + ": " + known.meaning() + " " + known.action());
      }
    }
    return faults;
  }
}
