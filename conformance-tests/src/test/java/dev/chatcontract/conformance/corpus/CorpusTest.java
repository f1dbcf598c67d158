package dev.chatcontract.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.CorpusException;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.ContractDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CorpusTest {
  private static final Corpus CORPUS = Corpus.of(ContractReader.bundled());
  private static final Pattern PLACE =
      Pattern.compile(
          "^((?<spec>spec/)|conformance-tests/corpus/)(?<file>[a-zA-Z_./0-9-]+[.]yaml):(?<line>[0-9]+)");
  private static final Map<String, List<String>> LINES = new HashMap<>();

  @Test
  void has_more_than_six_hundred_cases_of_every_kind() {
    Map<String, Integer> byKind = new TreeMap<>();
    CORPUS.cases().forEach(c -> byKind.merge(c.kind(), 1, Integer::sum));
    assertThat(CORPUS.cases()).hasSizeGreaterThan(600);
    assertThat(byKind)
        .containsKeys(
            "sample-request",
            "sample-response",
            "documented-error",
            "common-error",
            "retry",
            "limit",
            "field",
            "pages",
            "batch",
            "region",
            "malformed",
            "envelope",
            "transport",
            "auth",
            "wire");
  }

  /** Objects that contain themselves, in every way in which a body can end. */
  private static final String TREES =
      """
      openapi: 3.0.3
      info: {title: Trees, version: 1.0.0}
      servers: [{url: 'https://trees.example', x-region: {id: ONE, name: One, source: {kind: toolkit}}}]
      tags: [{name: trees, description: T.}]
      paths:
        /v4/trees/plant:
          post:
            operationId: plant
            summary: Plants
            tags: [trees]
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}}
            responses:
              '200':
                description: Done.
                content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}
      components:
        schemas:
          Ask: {type: object, description: A., required: [Root], properties: {Root: {$ref: '#/components/schemas/Tree'}}}
          Answer: {type: object, description: A., properties: {Roots: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
          Tree:
            type: object
            description: T.
            required: [Name, All]
            properties:
              Name: {type: string, minLength: 1}
              All: {type: array, items: {$ref: '#/components/schemas/Tree'}}
              Left: {$ref: '#/components/schemas/Tree'}
              Right: {$ref: '#/components/schemas/Tree'}
              Any: {type: array, items: {$ref: '#/components/schemas/Tree'}}
              Not: {$ref: '#/components/schemas/Branch'}
          Branch: {type: object, description: B., properties: {Tree: {$ref: '#/components/schemas/Tree'}}}
      """;

  @Test
  void objects_that_contain_themselves_get_cases_with_valid_bodies() {
    Contract trees = ContractReader.of(ContractDocument.parse(TREES, "openapi.yaml"));
    Bodies bodies = new Bodies(trees);
    SchemaValidator validator = new SchemaValidator(trees);
    for (String name : List.of("Ask", "Answer", "Tree", "Branch")) {
      SchemaDef schema = trees.schema(name);
      assertThat(validator.validate(schema, bodies.full(schema))).as(name).isEmpty();
      assertThat(validator.validate(schema, bodies.minimal(schema))).as(name).isEmpty();
    }
    assertThat(Corpus.of(trees).cases())
        .extracting(ConformanceCase::id)
        .contains("plant/limit/Root.Name-missing", "plant/limit/Root.Not.Tree-present")
        .doesNotHaveDuplicates();
  }

  @Test
  void every_case_matches_the_schema() {
    List<String> problems = new ArrayList<>();
    for (ConformanceCase c : CORPUS.cases()) {
      for (String problem : Corpus.problems(CaseJson.tree(c))) {
        problems.add(c.id() + " " + problem);
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void a_case_survives_a_round_trip_through_json() {
    for (ConformanceCase c : CORPUS.cases()) {
      JsonNode tree = CaseJson.tree(c);
      assertThat(CaseJson.tree(CaseJson.read(tree)).toString()).isEqualTo(tree.toString());
    }
  }

  @Test
  void two_derivations_give_the_same_cases() {
    List<String> again = new ArrayList<>();
    Corpus.of(ContractReader.bundled()).cases().forEach(c -> again.add(CaseJson.line(c)));
    List<String> first = new ArrayList<>();
    CORPUS.cases().forEach(c -> first.add(CaseJson.line(c)));
    assertThat(again).isEqualTo(first);
  }

  @Test
  void every_case_names_a_hand_written_file_and_a_line_in_it() throws IOException {
    for (ConformanceCase c : CORPUS.cases()) {
      Matcher place = PLACE.matcher(c.place().contract());
      assertThat(place.find()).as("%s: %s", c.id(), c.place().contract()).isTrue();
      String folder = place.group("spec") == null ? "conformance/cases/" : "spec/source/";
      List<String> lines = linesOf("/dev/chatcontract/" + folder + place.group("file"));
      String line = lines.get(Integer.parseInt(place.group("line")) - 1);
      if (c.kind().equals("documented-error")) {
        assertThat(c.place().contract()).startsWith("spec/operations/" + c.operation() + ".yaml:");
        assertThat(line).contains("code: " + c.id().substring(c.id().lastIndexOf('/') + 1));
      }
    }
  }

  private static List<String> linesOf(String resource) throws IOException {
    List<String> known = LINES.get(resource);
    if (known == null) {
      try (InputStream in = CorpusTest.class.getResourceAsStream(resource)) {
        assertThat(in).as(resource).isNotNull();
        known = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        LINES.put(resource, known);
      }
    }
    return known;
  }

  @Test
  void every_goal_of_the_contract_has_a_case() {
    Map<String, List<Tag>> missing = new LinkedHashMap<>();
    List<Tag> covered = new ArrayList<>();
    for (ConformanceCase c : CORPUS.cases()) {
      covered.addAll(c.covers());
    }
    java.util.Set<Tag> tags = java.util.Set.copyOf(covered);
    CoverageGoals.of(CORPUS.contract())
        .byAxis()
        .forEach(
            (axis, goals) -> {
              List<Tag> open =
                  goals.stream().map(Goal::tag).filter(goal -> !tags.contains(goal)).toList();
              if (!open.isEmpty()) {
                missing.put(axis, open);
              }
            });
    assertThat(missing).isEmpty();
  }

  @Test
  void a_template_that_breaks_its_schema_is_refused_by_file_and_line() {
    String text =
        """
        kind: mine
        cases:
          - name: fine
            title: A fine case
            answers: []
            outcomes: [{kind: ok}]
          - name: odd
            title: An odd case
            answers: [{fault: explode}]
            outcomes: [{kind: ok}]
        """;
    assertThatThrownBy(() -> TemplateCases.parse("mine.yaml", text))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("mine.yaml: /cases/1/answers/0/fault")
        .hasMessageContaining("(case \"odd\", line 7)");
  }

  @Test
  void a_template_that_is_not_yaml_is_refused_by_line() {
    assertThatThrownBy(() -> TemplateCases.parse("mine.yaml", "kind: [a\ncases: }"))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("mine.yaml:2");
  }
}
