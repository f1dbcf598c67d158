package dev.chatcontract.conformance.corpus;

import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Invocation;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.RegionDef;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The host of every region, seen by a proxy that forwards nothing. */
final class RegionCases {
  private RegionCases() {}

  static List<ConformanceCase> of(Subject subject) {
    List<ConformanceCase> cases = new ArrayList<>();
    for (RegionDef region : subject.contract.regions()) {
      String authority = URI.create(region.url()).getHost() + ":443";
      cases.add(
          subject
              .draft("region", region.id(), region.name() + " is reached over TLS at its own host")
              .call(Invocation.call(subject.request(), CallSettings.STRICT).withRegion(region.id()))
              .needs(Feature.REGION_PROXY)
              .answers(ScriptedAnswer.status(502))
              .requests(new ExpectedRequests(1, 1, null, null, null, authority))
              .outcome(new CallOutcome.Ended(CallOutcome.Kind.TRANSPORT_ERROR))
              .outcome(new CallOutcome.Ended(CallOutcome.Kind.HTTP_ERROR))
              .from(region.source())
              .at(region.at())
              .covers(Tag.region(subject.operation.name(), region.id()))
              .build());
    }
    return cases;
  }
}
