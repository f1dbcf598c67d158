package dev.chatcontract.conformance.runner;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks a server what it may be asked, and holds its answers against the contract. */
final class ServerUnderTest {
  private final Contract contract;
  private final SchemaValidator validator;
  private final ConformanceClient client;
  private final String url;

  private ServerUnderTest(Contract contract, ConformanceClient client, String url) {
    this.contract = contract;
    this.validator = new SchemaValidator(contract);
    this.client = client;
    this.url = url;
  }

  static RunResult run(Corpus corpus, Arguments arguments, Map<String, String> environment)
      throws InterruptedException {
    Credentials credentials = credentials(environment);
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
    String url = String.valueOf(arguments.target());
    try (InProcessClient client = new InProcessClient()) {
      ServerUnderTest server = new ServerUnderTest(corpus.contract(), client, url);
      for (ConformanceCase probe : probes) {
        results.add(server.ask(probe));
      }
    }
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

  private CaseResult ask(ConformanceCase probe) throws InterruptedException {
    long start = System.nanoTime();
    ClientOutcome outcome =
        client.call(
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
    List<String> faults =
        new ArrayList<>(OutcomeJudge.faults(probe.expect().outcomes(), outcome, client.features()));
    if (faults.isEmpty()) {
      faults.addAll(answerFaults(probe, outcome));
    }
    String key = probe.call().credentials().secretKey();
    List<String> safe = faults.stream().map(fault -> Redaction.of(fault, key)).toList();
    return new CaseResult(
        probe,
        safe.isEmpty() ? CaseResult.Status.PASSED : CaseResult.Status.FAILED,
        safe,
        List.of(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        "./chatctl conformance run --target " + url + " --case '" + probe.id() + "'",
        null);
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
      ErrorDef known = contract.error(operation, Math.toIntExact(outcome.code()));
      if (known == null) {
        faults.add("code " + outcome.code() + " is not in the contract");
      } else if (probe.kind().equals(ServerProbes.WRONG_KEY)
          && known.errorClass() != ErrorClass.AUTH) {
        faults.add("a wrong key must be an error of class auth, not " + outcome.code());
      }
    }
    return faults;
  }
}
