package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.arguments.UsageException;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.report.Coverage;
import dev.chatcontract.conformance.report.RunResult;
import dev.chatcontract.conformance.server.ServerCase;
import dev.chatcontract.conformance.server.ServerSuite;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.runtime.text.Redaction;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Runs the server cases on a server. */
final class ServerUnderTest {
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private ServerUnderTest() {}

  static RunResult run(
      Corpus corpus,
      Arguments arguments,
      Map<String, String> environment,
      Consumer<CaseResult> progress)
      throws InterruptedException {
    String url = String.valueOf(arguments.target());
    Credentials credentials = credentials(environment);
    requireAskable(url, credentials);
    Contract contract = corpus.contract();
    List<ServerCase> cases = selected(contract, arguments);
    boolean whole = cases.size() == ServerSuite.cases(contract, arguments.allowWrites()).size();
    ServerSuite.Target target =
        new ServerSuite.Target(url, credentials, arguments.allowWrites(), DEADLINE);
    long start = System.nanoTime();
    List<CaseResult> results = new ArrayList<>();
    try (ServerSuite suite = ServerSuite.open(contract, target)) {
      if (!suite.unaskable().isEmpty()) {
        throw new UsageException(
            "nothing could be tested, no request was served: "
                + SecretMask.of(String.join("; ", suite.unaskable()), credentials.secretKey()));
      }
      for (ServerCase c : cases) {
        CaseResult result = result(suite.judge(c), credentials.secretKey(), arguments.replay());
        results.add(result);
        progress.accept(result);
      }
    }
    Coverage coverage =
        Coverage.of(ServerSuite.goals(contract, arguments.allowWrites()), results, whole);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return Conformance.judged(
        "server " + url,
        cases.size(),
        results,
        List.of(),
        "no case that was asked for applies to the server as it is now",
        coverage,
        millis);
  }

  /** Returns the server cases that the command line selects. */
  static List<ServerCase> selected(Contract contract, Arguments arguments) {
    List<ServerCase> all = ServerSuite.cases(contract, arguments.allowWrites());
    List<ServerCase> selected =
        all.stream()
            .filter(c -> Globs.matches(arguments.filters(), c.id()))
            .filter(
                c ->
                    arguments.operations().isEmpty()
                        || arguments.operations().contains(c.head().operation()))
            .filter(c -> arguments.kinds().isEmpty() || arguments.kinds().contains(c.head().kind()))
            .toList();
    if (selected.isEmpty()) {
      throw new UsageException(
          "no case for a server matches "
              + arguments.filters()
              + "; ids look like "
              + all.get(0).id()
              + ", and \"list --target URL\" prints all "
              + all.size()
              + (arguments.allowWrites() ? "" : "; those that write need --allow-writes"));
    }
    return selected;
  }

  private static CaseResult result(ServerSuite.Judged judged, String secret, String replay) {
    CaseResult.Status status =
        switch (judged.standing()) {
          case KEPT -> CaseResult.Status.PASSED;
          case BROKEN -> CaseResult.Status.FAILED;
          case NOT_APPLICABLE -> CaseResult.Status.NOT_APPLICABLE;
          case NOT_ASKED -> CaseResult.Status.HARNESS_FAULT;
        };
    UnaryOperator<String> safe = text -> SecretMask.of(text, secret);
    return new CaseResult(
        judged.head(),
        status,
        judged.faults().stream().map(safe).toList(),
        judged.trace().stream().map(safe).toList(),
        judged.millis(),
        replay + " --case '" + judged.head().id() + "'",
        null);
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

  /**
   * Rejects what the client would refuse to send to, such as plain http on another machine: that is
   * not a finding.
   */
  private static void requireAskable(String url, Credentials who) {
    try (ChatCredentials credentials =
        ChatCredentials.of(who.sdkappid(), who.identifier(), who.secretKey().toCharArray())) {
      SignedChatClients.builder().baseUrl(url).credentials(credentials).clientOptions();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "nothing can be sent to " + Redaction.hidden(url) + ": " + e.getMessage());
    }
  }
}
