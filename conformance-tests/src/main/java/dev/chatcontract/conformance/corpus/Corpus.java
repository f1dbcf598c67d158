package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CaseSchemas;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.CorpusException;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All cases of a contract: derived from it, or written once and run for every operation. */
public final class Corpus {
  private final Contract contract;
  private final List<OperationDef> operations;
  private final List<ConformanceCase> cases;

  private Corpus(Contract contract, List<OperationDef> operations, List<ConformanceCase> cases) {
    this.contract = contract;
    this.operations = operations;
    this.cases = List.copyOf(cases);
    Map<String, ConformanceCase> byId = new HashMap<>();
    for (ConformanceCase c : cases) {
      if (byId.put(c.id(), c) != null) {
        throw new CorpusException(
            c.id(), List.of("two cases have this id; rename the template or the case"));
      }
    }
  }

  /** Returns the corpus of a contract. */
  public static Corpus of(Contract contract) {
    return of(contract, contract.operations());
  }

  /** Returns the cases that test some of the contract's operations. */
  public static Corpus of(Contract contract, List<OperationDef> operations) {
    List<TemplateCases> templates = TemplateCases.bundled();
    List<ConformanceCase> cases = new ArrayList<>();
    for (OperationDef operation : operations) {
      Subject subject = new Subject(contract, operation);
      cases.addAll(SampleCases.of(subject));
      cases.addAll(ErrorCases.of(subject));
      cases.addAll(LimitCases.of(subject));
      cases.addAll(FieldCases.of(subject));
      cases.addAll(PagingCases.of(subject));
      cases.addAll(BatchCases.of(subject));
      cases.addAll(ItemErrorCases.of(subject));
      cases.addAll(KindCases.of(subject));
      cases.addAll(RateLimitCases.of(subject));
      cases.addAll(RegionCases.of(subject));
      for (TemplateCases template : templates) {
        cases.addAll(template.of(subject));
      }
    }
    return new Corpus(contract, operations, cases);
  }

  /** Returns this corpus with the cases of further template files, each run for every operation. */
  public Corpus withTemplates(List<Path> files) {
    List<ConformanceCase> more = new ArrayList<>(cases);
    for (Path file : files) {
      TemplateCases template;
      try {
        template = TemplateCases.parse(file.toString(), Files.readString(file));
      } catch (IOException e) {
        throw new CorpusException(file.toString(), "cannot be read", e);
      }
      for (OperationDef operation : operations) {
        more.addAll(template.of(new Subject(contract, operation)));
      }
    }
    return new Corpus(contract, operations, more);
  }

  /** Returns the contract that the cases are derived from. */
  public Contract contract() {
    return contract;
  }

  /** Returns whether it tests all operations of its contract. */
  public boolean isWhole() {
    return operations.size() == contract.operations().size();
  }

  /** Returns all cases, by operation and then by kind. */
  public List<ConformanceCase> cases() {
    return cases;
  }

  /** Returns how a case violates its JSON Schema; empty if it does not. */
  public static List<String> problems(JsonNode tree) {
    return CaseSchemas.caseProblems(tree);
  }
}
