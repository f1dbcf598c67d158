package dev.chatcontract.contract.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.checker.CheckedRule;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.model.TagDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules on the contents of the contract: completeness, and valid samples and examples. */
final class ContractRules {
  private final Contract contract;
  private final ContractDocument document;
  private final Node root;
  private final SchemaValidator validator;
  private final Findings findings;

  ContractRules(Contract contract, ContractDocument document, Findings findings) {
    this.contract = contract;
    this.document = document;
    this.root = document.root();
    this.validator = new SchemaValidator(contract);
    this.findings = findings;
  }

  void check() {
    for (TagDef tag : contract.tags()) {
      described("tag", tag.name(), tag.description(), tag.at());
    }
    for (AuthParameterDef parameter : contract.auth()) {
      described("parameter", parameter.name(), parameter.description(), parameter.at());
      example(parameter.name(), parameter.value(), parameter.at());
    }
    document.visit(this::parameter);
    contract.operations().forEach(this::operation);
    contract.schemas().values().forEach(this::schema);
    sampleIds();
  }

  private void parameter(Shape shape, Node node) {
    Node example = shape == Shape.PARAMETER ? node.get("example") : null;
    for (AuthParameterDef parameter : contract.auth()) {
      if (example != null && parameter.name().equals(node.text("name"))) {
        fits("example", parameter.name(), parameter.value(), example.toJson(), example.at());
      }
    }
  }

  private void described(String kind, String name, String description, Place at) {
    if (description.isEmpty()) {
      findings.error(
          "no-description",
          at,
          "the " + kind + " " + name + " has no description",
          "add description: ... in your own words");
    }
  }

  private void operation(OperationDef operation) {
    Place at = operation.at();
    String name = operation.name();
    described("operation", name, operation.description(), at);
    need(!operation.summary().isEmpty(), "no-summary", at, name, "summary", "summary: ...");
    need(
        operation.rateLimit() != null,
        "no-rate-limit",
        at,
        name,
        "rate limit",
        "x-rate-limit: {calls: ..., per-seconds: ..., source: ...}");
    need(!operation.errors().isEmpty(), "no-error-codes", at, name, "error codes", "x-error-codes");
    need(operation.source() != null, "no-source", at, name, "source", "x-source: {kind: ...}");
    need(
        !operation.requestSamples().isEmpty() || operation.request() == null,
        "no-sample",
        at,
        name,
        "sample of a request",
        "examples below requestBody/content/application/json");
    need(
        !operation.responseSamples().isEmpty(),
        "no-sample",
        at,
        name,
        "sample of a response",
        "examples below responses/200/content/application/json");
    need(
        !operation.documentedRegions().isEmpty() || contract.regions().isEmpty(),
        "no-regions",
        at,
        name,
        "documented region",
        "x-documented-regions: [...]");
    EnvelopeDef envelope = operation.envelope();
    if (envelope != null) {
      for (PropertyDef property : operation.response().properties()) {
        if (property.required()
            && !property.name().equals(envelope.status())
            && !property.name().equals(envelope.code())) {
          findings.error(
              "required-result",
              operation.response().at(),
              property.name() + " is required, although a failed answer has only the envelope",
              "move it from required to x-required-on-success");
        }
      }
    }
    operation
        .requestSamples()
        .forEach(sample -> sample(sample, body -> validator.request(operation, body)));
    operation
        .responseSamples()
        .forEach(sample -> sample(sample, body -> validator.response(operation, body)));
  }

  private void need(boolean met, String rule, Place at, String operation, String what, String add) {
    if (!met) {
      findings.error(rule, at, "the operation " + operation + " has no " + what, "add " + add);
    }
  }

  private void schema(SchemaDef schema) {
    described("schema", schema.name(), schema.description(), schema.at());
    example(schema.name(), schema.value(), schema.at());
    for (PropertyDef property : schema.properties()) {
      String name = schema.name() + "." + property.name();
      described("property", name, property.description(), property.at());
      if (property.example() == null) {
        findings.error(
            "no-example",
            property.at(),
            "the property " + name + " has no example",
            "add example: ... as the samples have it");
      }
      example(name, property.value(), property.at());
    }
  }

  private void example(String name, ValueDef value, Place at) {
    fits("example", name, value, value.example(), at);
    fits("default", name, value, value.defaultValue(), at);
  }

  private void fits(
      String keyword, String name, ValueDef value, @Nullable JsonNode written, Place at) {
    if (written == null) {
      return;
    }
    for (Violation violation : validator.validate(value, written)) {
      if (violation.isError()) {
        findings.error(
            keyword,
            at,
            "the " + keyword + " of " + name + " does not fit: " + violation.message(),
            "correct the " + keyword + " or the rule " + violation.rule().wire());
      }
    }
  }

  private void sampleIds() {
    Map<String, SampleDef> byId = new HashMap<>();
    for (SampleDef sample : contract.samples().values()) {
      SampleDef first = byId.putIfAbsent(sample.id(), sample);
      if (first != null) {
        findings.error(
            "duplicate-sample",
            sample.at(),
            "the sample id " + sample.id() + " is taken by " + first.at().file(),
            "give each sample its own id");
      }
    }
    for (SampleDef sample : contract.samples().values()) {
      String corrects = sample.corrects();
      if (corrects != null && !byId.containsKey(corrects)) {
        findings.error(
            "unknown-sample",
            sample.at(),
            "the sample corrects " + corrects + ", which does not exist",
            "name the id of another sample");
      }
    }
  }

  private void sample(SampleDef sample, Function<JsonNode, List<Violation>> check) {
    Set<SampleDef.Expected> expected = new LinkedHashSet<>(sample.violates());
    Set<SampleDef.Expected> seen = new HashSet<>();
    List<Violation> surprising = new ArrayList<>();
    for (Violation violation : check.apply(sample.value())) {
      SampleDef.Expected key = new SampleDef.Expected(violation.pointer(), violation.rule().wire());
      seen.add(key);
      if (!expected.contains(key)
          && (violation.isError() || violation.rule() == CheckedRule.UNKNOWN_MEMBER)) {
        surprising.add(violation);
      }
    }
    for (Violation violation : surprising) {
      findings.error(
          "sample",
          place(sample, violation.pointer()),
          "the sample " + sample.id() + " does not fit: " + violation.message(),
          violation.rule() == CheckedRule.UNKNOWN_MEMBER
              ? "describe the member in the schema"
              : "correct sample or schema, or declare x-sample.violates {pointer: "
                  + violation.pointer()
                  + ", rule: "
                  + violation.rule().wire()
                  + "}");
    }
    for (SampleDef.Expected declared : expected) {
      if (!seen.contains(declared)) {
        findings.error(
            "sample-violates",
            sample.at(),
            "the sample "
                + sample.id()
                + " declares that it breaks "
                + declared.rule()
                + " at "
                + declared.pointer()
                + " but it does not",
            "remove the entry from x-sample.violates");
      }
    }
  }

  /** Returns the place of the sample's member, or of the value that should contain it. */
  private Place place(SampleDef sample, String pointer) {
    Node node = root.find("/components/examples/" + sample.name() + "/value");
    if (node == null) {
      return sample.at();
    }
    @Nullable Node found = node.find(pointer);
    String shorter = pointer;
    while (found == null) {
      shorter = shorter.substring(0, shorter.lastIndexOf('/'));
      found = node.find(shorter);
    }
    return found.at();
  }
}
