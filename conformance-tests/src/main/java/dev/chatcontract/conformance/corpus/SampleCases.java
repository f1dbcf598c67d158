package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Origin;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.SampleDef;
import java.util.ArrayList;
import java.util.List;

/** Every sample of the contract, replayed: requests are sent, answers are decoded. */
final class SampleCases {
  private SampleCases() {}

  static List<ConformanceCase> of(Subject subject) {
    List<ConformanceCase> cases = new ArrayList<>();
    for (SampleDef sample : subject.operation.requestSamples()) {
      requests(subject, sample, cases);
    }
    for (SampleDef sample : subject.operation.responseSamples()) {
      cases.add(answer(subject, sample));
    }
    return cases;
  }

  private static void requests(Subject subject, SampleDef sample, List<ConformanceCase> cases) {
    boolean sound = sample.violates().isEmpty();
    Subject.Draft sent =
        draft(subject, sample, "sample-request", sample.id() + (sound ? "" : "-as-printed"))
            .asks(sample.value())
            .options(sound ? CallSettings.STRICT : CallSettings.UNCHECKED)
            .answers(subject.success())
            .outcome(new CallOutcome.Answered(subject.success()));
    if (!sound) {
      sent.needs(Feature.VALIDATION_OFF);
      cases.add(
          draft(subject, sample, "sample-request", sample.id() + "-refused")
              .asks(sample.value())
              .requests(0)
              .needs(Feature.VALIDATION)
              .outcome(
                  new CallOutcome.InvalidRequest(
                      sample.violates().stream().map(SampleDef.Expected::pointer).toList()))
              .build());
    }
    cases.add(sent.build());
  }

  private static ConformanceCase answer(Subject subject, SampleDef sample) {
    JsonNode value = sample.value();
    Subject.Draft draft = draft(subject, sample, "sample-response", sample.id()).answers(value);
    EnvelopeDef envelope = subject.operation.envelope();
    if (envelope == null || subject.isSuccess(value)) {
      return draft.outcome(new CallOutcome.Answered(value)).build();
    }
    long code = value.path(envelope.code()).asLong();
    ErrorDef known = subject.contract.error(subject.operation, (int) code);
    return draft
        .outcome(
            new CallOutcome.ApiError(
                code,
                CaseJson.text(value.path(envelope.info()), ""),
                known == null ? null : known.errorClass().wire()))
        .build();
  }

  private static Subject.Draft draft(Subject subject, SampleDef sample, String kind, String name) {
    return subject
        .draft(kind, name, sample.summary())
        .provenance(Origin.of(sample.provenance()))
        .page(sample.where())
        .at(sample.at())
        .covers(Tag.sample(sample.id()));
  }
}
