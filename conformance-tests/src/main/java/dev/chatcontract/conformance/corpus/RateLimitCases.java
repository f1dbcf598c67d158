package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.conformance.corpus.model.Invocation;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.RateLimitDef;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls by a client that was told to keep to the contract's rate limit, one after the other or at
 * once.
 */
final class RateLimitCases {
  /** From this many calls on, one and a half times the limit is enough to test it. */
  private static final int LARGE = 10;

  private RateLimitCases() {}

  static List<ConformanceCase> of(Subject subject) {
    RateLimitDef limit = subject.operation.rateLimit();
    List<ConformanceCase> cases = new ArrayList<>();
    if (limit == null) {
      return cases;
    }
    int count = limit.calls() < LARGE ? limit.calls() + 2 : limit.calls() * 3 / 2;
    cases.add(calls(subject, limit, "in-turn", count, false));
    if (limit.calls() < LARGE) {
      cases.add(calls(subject, limit, "at-once", count, true));
    }
    RateLimitDef.PerKey each = limit.perKey();
    if (each != null && subject.request().hasNonNull(each.member())) {
      RateLimitDef own =
          new RateLimitDef(each.calls(), each.perSeconds(), null, limit.source(), each.at());
      int more = each.calls() < LARGE ? each.calls() + 2 : each.calls() * 3 / 2;
      cases.add(calls(subject, own, "one-key", more, false));
    }
    return cases;
  }

  private static ConformanceCase calls(
      Subject subject, RateLimitDef limit, String name, int count, boolean atOnce) {
    ObjectNode request = subject.request();
    return subject
        .draft(
            "rate-limit",
            name,
            count + " calls keep to " + limit.calls() + " in " + limit.perSeconds() + " s")
        .at(limit.at())
        .from(limit.source())
        .call(Invocation.call(request, CallSettings.STRICT).times(count, atOnce))
        .options(CallSettings.STRICT.withPacing())
        .answers(subject.success())
        .requests(
            ExpectedRequests.repeated(1, request)
                .within(new ExpectedRequests.Pace(limit.calls(), limit.perSeconds())))
        .outcome(new CallOutcome.Answered(subject.success()))
        .covers(Tag.rule("rate-limit"))
        .covers(Tag.defect("rate-limit-ignored"))
        .build();
  }
}
