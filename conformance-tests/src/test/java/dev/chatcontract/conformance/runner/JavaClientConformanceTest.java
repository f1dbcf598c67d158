package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.CoverageGoals;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.report.Coverage;
import dev.chatcontract.conformance.report.ReportFiles;
import dev.chatcontract.conformance.report.RunResult;
import dev.chatcontract.conformance.runner.client.InProcessClient;
import dev.chatcontract.contract.model.Provenance;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole corpus on the generated Java client, each case a test of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JavaClientConformanceTest {
  private static final Corpus CORPUS = Corpus.of(ContractReader.bundled());
  private static final List<CaseResult> RESULTS = new ArrayList<>();
  private static Conformance conformance;
  private static long started;

  @BeforeAll
  static void start() {
    started = System.nanoTime();
    conformance = new Conformance(CORPUS, new InProcessClient(), 6, "./chatctl conformance run");
  }

  @AfterAll
  static void stop() {
    conformance.close();
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> conforms() {
    List<Future<CaseResult>> started = new ArrayList<>();
    CORPUS.cases().forEach(c -> started.add(conformance.start(c)));
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < started.size(); i++) {
      ConformanceCase c = CORPUS.cases().get(i);
      Future<CaseResult> future = started.get(i);
      tests.add(DynamicTest.dynamicTest(c.id(), () -> check(future.get())));
    }
    return tests.stream();
  }

  private static boolean isDocumented(SampleDef sample) {
    return sample.provenance() == Provenance.DOCUMENTED_VERBATIM
        || sample.provenance() == Provenance.DOCUMENTED_REPAIRED;
  }

  private static void check(CaseResult result) {
    RESULTS.add(result);
    assertThat(result.status()).as(result.report()).isEqualTo(CaseResult.Status.PASSED);
  }

  @Test
  @Order(2)
  void covers_the_contract_and_writes_the_reports() throws IOException {
    assertThat(RESULTS).hasSameSizeAs(CORPUS.cases());
    Coverage coverage = Coverage.of(CoverageGoals.of(CORPUS.contract()), RESULTS, true);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    ReportFiles.write(
        new RunResult("java (generated)", RESULTS, coverage, List.of(), millis),
        Path.of("target", "conformance"));
    assertThat(coverage.axes()).allSatisfy(axis -> assertThat(axis.missed()).isEmpty());
    assertThat(coverage.axis(CoverageGoals.DOCUMENTED_CODES).goals())
        .hasSize(CORPUS.contract().operations().stream().mapToInt(o -> o.errors().size()).sum())
        .hasSizeGreaterThanOrEqualTo(34);
    assertThat(coverage.axis(CoverageGoals.SAMPLES).goals())
        .hasSize(
            (int)
                CORPUS.contract().operations().stream()
                    .flatMap(
                        o ->
                            Stream.concat(
                                o.requestSamples().stream(), o.responseSamples().stream()))
                    .filter(JavaClientConformanceTest::isDocumented)
                    .count())
        .hasSizeGreaterThanOrEqualTo(19);
    assertThat(coverage.axis(CoverageGoals.REGIONS).goals())
        .hasSize(CORPUS.contract().operations().size() * CORPUS.contract().regions().size());
  }
}
