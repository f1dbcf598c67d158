package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.corpus.ConformanceCase;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InProcessClientTest {
  /** A corpus of fifty operations has thousands of quick cases while a slow one runs. */
  @Test
  void a_slow_case_keeps_its_client_while_hundreds_of_others_come_and_go() throws Exception {
    Corpus corpus = Corpus.of(Contract.bundled());
    List<ConformanceCase> cases =
        new ArrayList<>(Conformance.select(corpus, List.of("*/rate-limit/in-turn")).subList(0, 1));
    cases.addAll(Conformance.select(corpus, List.of("*/field/*")).subList(0, 400));
    try (Conformance run = new Conformance(corpus, new InProcessClient(), 3, "")) {
      assertThat(run.run(cases, KnownFailures.none(), result -> {}).results())
          .filteredOn(result -> result.status() != CaseResult.Status.PASSED)
          .isEmpty();
    }
  }
}
