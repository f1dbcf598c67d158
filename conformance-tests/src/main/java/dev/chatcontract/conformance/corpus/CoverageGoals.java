package dev.chatcontract.conformance.corpus;

import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.FieldPath;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.Provenance;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All coverage goals, taken from the contract alone, so that a missing kind of case shows as a gap.
 *
 * @param byAxis the goals of each axis
 */
public record CoverageGoals(Map<String, List<Goal>> byAxis) {
  /** Codes on an operation's own page. */
  public static final String DOCUMENTED_CODES = "documented operation and code";

  /** Every operation with every code, common ones included. */
  public static final String ALL_CODES = "operation and any code";

  /** Every operation at every region. */
  public static final String REGIONS = "operation and region";

  /** Members of answers. */
  public static final String RESPONSE_FIELDS = "answer field";

  /** Members of requests. */
  public static final String REQUEST_FIELDS = "request field";

  /** Known values of members of answers. */
  public static final String VALUES = "known value in an answer";

  /** Samples printed in the documentation. */
  public static final String SAMPLES = "documented sample";

  /** Defects of other clients that are named cases here. */
  public static final String DEFECTS = "defect seen elsewhere";

  private static final List<String> KNOWN_DEFECTS =
      List.of(
          "502-parse-error",
          "500-with-zero-taken-as-success",
          "batch-limit-unchecked",
          "deadline-overrun",
          "envelope-ignored",
          "hidden-resend-408",
          "hidden-resend-503",
          "hidden-resend-reset",
          "identifier-cuts-query",
          "identifier-injects-parameter",
          "import-sent-again",
          "locale-digits",
          "long-identifier-cut",
          "null-code-in-404",
          "random-int32",
          "rate-limit-ignored",
          "redirect-followed",
          "timeout-message-npe");

  /** Returns all goals of a contract. */
  public static CoverageGoals of(Contract contract) {
    Map<String, List<Goal>> goals = new LinkedHashMap<>();
    for (OperationDef operation : contract.operations()) {
      Bodies bodies = new Bodies(contract);
      String name = operation.name();
      for (ErrorDef error : operation.errors()) {
        add(goals, name, DOCUMENTED_CODES, Tag.code(name, error.code()));
      }
      Stream.concat(operation.errors().stream(), contract.commonErrors().stream())
          .map(error -> Tag.code(name, error.code()))
          .distinct()
          .forEach(goal -> add(goals, name, ALL_CODES, goal));
      for (RegionDef region : contract.regions()) {
        add(goals, name, REGIONS, Tag.region(name, region.id()));
      }
      for (FieldPath field : FieldPath.all(bodies, operation.response())) {
        add(goals, name, RESPONSE_FIELDS, Tag.field(name, field.dotted()));
        for (KnownValue known : known(field.property())) {
          add(goals, name, VALUES, Tag.value(name, field.dotted(), known.value().asText()));
        }
      }
      if (operation.request() != null) {
        for (FieldPath field : FieldPath.all(bodies, operation.request())) {
          add(goals, name, REQUEST_FIELDS, Tag.requestField(name, field));
        }
      }
      Stream.concat(operation.requestSamples().stream(), operation.responseSamples().stream())
          .filter(CoverageGoals::documented)
          .forEach(sample -> add(goals, name, SAMPLES, Tag.sample(sample.id())));
    }
    KNOWN_DEFECTS.forEach(defect -> add(goals, null, DEFECTS, Tag.defect(defect)));
    return new CoverageGoals(goals);
  }

  private static List<KnownValue> known(PropertyDef property) {
    ValueDef value = property.value();
    return value.type().equals("array") && value.items() != null
        ? value.items().knownValues()
        : value.knownValues();
  }

  private static boolean documented(SampleDef sample) {
    return sample.provenance() == Provenance.DOCUMENTED_VERBATIM
        || sample.provenance() == Provenance.DOCUMENTED_REPAIRED;
  }

  private static void add(
      Map<String, List<Goal>> goals, @Nullable String operation, String axis, Tag tag) {
    List<Goal> list = goals.computeIfAbsent(axis, name -> new ArrayList<>());
    Goal goal = new Goal(operation, tag);
    if (!list.contains(goal)) {
      list.add(goal);
    }
  }
}
