package dev.chatcontract.contract.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All lint rules in plain Java, so that a build rejects a broken contract without other tools. */
public final class ContractLint {
  private static final String EXTENSIONS = "extensions.schema.json";

  private ContractLint() {}

  /**
   * Returns the faults of the source files; empty if there are none. Never throws because of their
   * contents.
   */
  public static List<Finding> lint(Path openapi) {
    Path root = openapi.toAbsolutePath().normalize();
    Path directory = root.getParent() == null ? root : root.getParent();
    Findings findings = new Findings();
    ContractReader.Attempt attempt = ContractReader.attempt(root);
    for (Problem problem : attempt.problems()) {
      findings.error(problem.rule(), problem.at(), problem.what(), problem.fix());
    }
    Contract contract = attempt.contract();
    if (contract == null) {
      // On an incomplete document, the rules would only repeat these problems.
      return findings.sorted();
    }
    ContractDocument document = attempt.document();
    try {
      extensions(document, directory, findings);
      new DataFileRules(findings).check(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read beside " + openapi, e);
    }
    new StructureRules(document, findings).check(directory);
    new ReferenceRules(document, findings).check(directory);
    new QuestionRules(findings).check(document.root());
    new ConventionRules(document, findings).check();
    if (attempt.problems().isEmpty()) {
      new ContractRules(contract, document, findings).check();
    }
    return findings.sorted();
  }

  private static void extensions(ContractDocument document, Path directory, Findings findings)
      throws IOException {
    Path schema = directory.resolve(EXTENSIONS);
    if (!Files.exists(schema)) {
      findings.error(
          "extension-schema",
          new Place(EXTENSIONS, 1, 1, ""),
          "the JSON Schema of the extensions is missing",
          "put " + EXTENSIONS + " next to the root file");
      return;
    }
    try {
      new ExtensionRules(Files.readString(schema), findings).check(document);
    } catch (JsonProcessingException e) {
      findings.error(
          "extension-schema",
          new Place(EXTENSIONS, e.getLocation().getLineNr(), e.getLocation().getColumnNr(), ""),
          "this is not valid JSON: " + e.getOriginalMessage(),
          "correct the syntax");
    }
  }
}
