package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.Contract;
import dev.chatcontract.contract.OperationDef;
import dev.chatcontract.contract.SampleDef;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases for a server under test: what may be sent to it, without knowing what it holds. Their
 * outcome says which kinds of answer are right; the answer itself is held against the contract.
 */
public final class ServerProbes {
  /** A request any caller may make. */
  public static final String SAMPLE = "server-sample";

  /** A request signed with the wrong key. */
  public static final String WRONG_KEY = "server-wrong-key";

  private ServerProbes() {}

  /**
   * The probes of a contract.
   *
   * @param writes whether requests that are not known to be harmless are among them
   */
  public static List<ConformanceCase> of(
      Contract contract, Credentials credentials, boolean writes) {
    List<ConformanceCase> cases = new ArrayList<>();
    // At the end: a server may block a caller for a while after wrong signatures.
    List<ConformanceCase> wrongKeys = new ArrayList<>();
    for (OperationDef operation : contract.operations()) {
      Subject subject = new Subject(contract, operation);
      // An operation that may be repeated whatever it says changes nothing.
      boolean reads = operation.idempotency() != null && operation.idempotency().always();
      if (reads || writes) {
        for (SampleDef sample : operation.requestSamples()) {
          if (sample.violates().isEmpty()) {
            cases.add(sample(subject, sample, credentials));
          }
        }
        wrongKeys.add(wrongKey(subject, credentials));
      }
    }
    cases.addAll(wrongKeys);
    return cases;
  }

  private static ConformanceCase sample(
      Subject subject, SampleDef sample, Credentials credentials) {
    return probe(subject, SAMPLE, sample.id(), sample.summary(), sample.value(), credentials)
        .provenance(sample.provenance().wire())
        .page(sample.where())
        .at(sample.at())
        .outcome(ExpectedOutcome.kind("ok"))
        .outcome(ExpectedOutcome.kind("api-error"))
        .build();
  }

  private static ConformanceCase wrongKey(Subject subject, Credentials credentials) {
    Credentials wrong =
        new Credentials(credentials.sdkappid(), credentials.identifier(), "not-" + "the-key");
    return probe(
            subject,
            WRONG_KEY,
            "refused",
            "A signature made with another key is refused",
            subject.request(),
            wrong)
        .outcome(ExpectedOutcome.kind("api-error"))
        .build();
  }

  private static Subject.Draft probe(
      Subject subject,
      String kind,
      String name,
      String title,
      JsonNode arguments,
      Credentials credentials) {
    return subject
        .draft(kind, name, title)
        .call(Invocation.call(arguments, CallSettings.STRICT).withCredentials(credentials));
  }
}
