package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests the suite itself: each deliberately broken client must be caught by a case. */
class BrokenClientsTest {
  private static final Corpus CORPUS = Corpus.of(ContractReader.bundled());

  @Test
  void every_broken_client_is_caught() throws IOException, InterruptedException {
    SurvivorTable table = new SurvivorTable("Broken client");
    List<BrokenClients.Broken> all = BrokenClients.all();
    for (BrokenClients.Broken broken : all) {
      try (ConformanceClient client = broken.client()) {
        CaseRunner runner = new CaseRunner(client, CORPUS.contract(), "");
        table.add(broken.name(), firstCaught(runner, order(broken.suspects())));
      }
    }
    table.write(Path.of("target", "conformance", "broken-clients.md"));
    assertThat(all).hasSizeGreaterThanOrEqualTo(30);
    assertThat(table.survivors()).isEmpty();
  }

  /** Suspects first, so that most are caught within a few cases. */
  private static List<ConformanceCase> order(List<String> suspects) {
    Map<Boolean, List<ConformanceCase>> parts =
        CORPUS.cases().stream()
            .collect(
                Collectors.partitioningBy(
                    c -> !suspects.isEmpty() && Globs.matches(suspects, c.id())));
    List<ConformanceCase> ordered = new ArrayList<>(parts.get(true));
    ordered.addAll(parts.get(false));
    return ordered;
  }

  private static SurvivorTable.Catch firstCaught(CaseRunner runner, List<ConformanceCase> cases)
      throws InterruptedException {
    for (ConformanceCase c : cases) {
      CaseResult result = runner.run(c);
      if (result.status().fails()) {
        return new SurvivorTable.Catch(c.id(), result.faults().get(0));
      }
    }
    return SurvivorTable.Catch.NOTHING;
  }
}
