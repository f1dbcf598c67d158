package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Expectation;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.runner.client.InProcessClient;
import dev.chatcontract.contract.reader.ContractReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InProcessClientTest {
  /** In a corpus of fifty operations, thousands of quick cases run while a slow one does. */
  @Test
  void a_slow_case_keeps_its_client_while_hundreds_of_others_come_and_go() throws Exception {
    Corpus corpus = Corpus.of(ContractReader.bundled());
    List<ConformanceCase> cases = new ArrayList<>(List.of(first(corpus, "*/rate-limit/in-turn")));
    cases.addAll(Conformance.select(corpus, List.of("*/field/*")).subList(0, 400));
    try (Conformance run = new Conformance(corpus, new InProcessClient(), 3, "")) {
      assertThat(run.run(cases, KnownFailures.none(), result -> {}).results())
          .filteredOn(result -> result.status() != CaseResult.Status.PASSED)
          .isEmpty();
    }
  }

  /** The default locale belongs to the whole process, so other calls have to wait. */
  @Test
  void waiting_for_another_locale_does_not_count_as_call_time() throws Exception {
    Corpus corpus = Corpus.of(ContractReader.bundled());
    try (Conformance run = new Conformance(corpus, new InProcessClient(), 3, "")) {
      Future<CaseResult> slow = run.start(first(corpus, "*/transport/deadline-no-answer"));
      Thread.sleep(200);
      Future<CaseResult> arabic = run.start(first(corpus, "*/auth/locale-arabic"));
      Thread.sleep(100);
      Future<CaseResult> quick = run.start(within(500, first(corpus, "*/transport/slow-header")));

      assertThat(List.of(slow.get(), arabic.get(), quick.get()))
          .extracting(CaseResult::faults)
          .containsOnly(List.of());
    }
  }

  private static ConformanceCase first(Corpus corpus, String glob) {
    return Conformance.select(corpus, List.of(glob)).get(0);
  }

  private static ConformanceCase within(long millis, ConformanceCase c) {
    return new ConformanceCase(
        c.id(),
        c.operation(),
        c.kind(),
        c.title(),
        c.call(),
        c.answers(),
        new Expectation(c.expect().requests(), c.expect().outcomes(), millis),
        c.requires(),
        c.provenance(),
        c.place(),
        c.covers());
  }
}
