package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Documented;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import dev.chatcontract.conformance.runner.client.InProcessClient;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A contract and a client that differ in one fact must not pass. */
class ContractMutationsTest {
  private static final Corpus TRUE_CORPUS = Corpus.of(ContractReader.bundled());

  @Test
  void every_mutated_contract_is_caught() throws IOException, InterruptedException {
    SurvivorTable table = new SurvivorTable("Changed fact of the contract");
    List<ContractMutations.Mutation> all = ContractMutations.all();
    Map<String, ConformanceCase> known = new HashMap<>();
    TRUE_CORPUS.cases().forEach(c -> known.put(c.id(), essence(c)));
    try (ConformanceClient client = new InProcessClient()) {
      for (ContractMutations.Mutation mutation : all) {
        table.add(mutation.name(), firstCaught(client, mutation, known));
      }
    }
    table.write(Path.of("target", "conformance", "contract-mutations.md"));
    assertThat(all).hasSizeGreaterThanOrEqualTo(30);
    assertThat(table.survivors()).isEmpty();
  }

  private static SurvivorTable.Catch firstCaught(
      ConformanceClient client,
      ContractMutations.Mutation mutation,
      Map<String, ConformanceCase> known)
      throws IOException, InterruptedException {
    JsonNode bundle = bundle();
    mutation.change().accept(bundle);
    Contract contract;
    try {
      contract = ContractReader.parse(CaseJson.line(bundle), "mutated.json");
    } catch (ContractException e) {
      return new SurvivorTable.Catch("(loading the contract)", String.valueOf(e.getMessage()));
    }
    CaseRunner runner = new CaseRunner(client, contract, "");
    // Only a case that the change affects can end differently; if it affects none, a few are
    // enough.
    List<ConformanceCase> cases = new ArrayList<>();
    Corpus corpus = Corpus.of(contract);
    corpus.cases().stream().filter(c -> !essence(c).equals(known.get(c.id()))).forEach(cases::add);
    corpus.cases().stream()
        .filter(c -> Globs.matches(List.of("*/wire/*", "*/random-range"), c.id()))
        .forEach(cases::add);
    for (ConformanceCase c : cases) {
      CaseResult result = runner.run(c);
      if (result.status().fails()) {
        return new SurvivorTable.Catch(c.id(), result.faults().get(0));
      }
    }
    return SurvivorTable.Catch.NOTHING;
  }

  /** Returns the case without the place that it is derived from, which every change moves. */
  private static ConformanceCase essence(ConformanceCase c) {
    return new ConformanceCase(
        c.id(),
        c.operation(),
        c.kind(),
        c.title(),
        c.call(),
        c.answers(),
        c.expect(),
        c.requires(),
        c.provenance(),
        new Documented(null, ""),
        c.covers());
  }

  private static JsonNode bundle() throws IOException {
    try (InputStream in =
        Contract.class.getResourceAsStream("/dev/chatcontract/spec/openapi.json")) {
      return CaseJson.MAPPER.readTree(in);
    }
  }
}
