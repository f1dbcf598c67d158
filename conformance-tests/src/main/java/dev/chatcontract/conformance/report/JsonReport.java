package dev.chatcontract.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import java.util.Locale;

/** The run as JSON for other programs. */
final class JsonReport {
  /** Writes ASCII only, so that no character is lost and none controls a terminal. */
  private static final ObjectWriter WRITER =
      CaseJson.MAPPER
          .writerWithDefaultPrettyPrinter()
          .with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

  private JsonReport() {}

  static String of(RunResult run) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("subject", run.subject());
    root.put("passed", run.passed());
    root.put("millis", run.millis());
    ObjectNode counts = root.putObject("counts");
    run.counts().forEach((status, count) -> counts.put(word(status), count));
    ArrayNode problems = root.putArray("problems");
    run.problems().forEach(problems::add);
    ObjectNode coverage = root.putObject("coverage");
    for (Coverage.Axis axis : run.coverage().axes()) {
      ObjectNode one = coverage.putObject(axis.name());
      one.put("goals", axis.goals().size());
      one.put("met", axis.met());
      ArrayNode missed = one.putArray("missed");
      axis.missed().forEach(goal -> missed.add(goal.tag().text()));
    }
    ArrayNode cases = root.putArray("cases");
    for (CaseResult result : run.results()) {
      ObjectNode one = cases.addObject();
      one.put("id", result.testCase().id());
      one.put("operation", result.testCase().operation());
      one.put("kind", result.testCase().kind());
      one.put("title", result.testCase().title());
      one.put("provenance", result.testCase().provenance().word());
      one.put("status", word(result.status()));
      one.put("millis", result.millis());
      one.put("contract", result.testCase().place().contract());
      if (result.testCase().place().page() != null) {
        one.put("page", result.testCase().place().page());
      }
      if (!result.faults().isEmpty()) {
        result.faults().forEach(one.putArray("faults")::add);
      }
      if (!result.trace().isEmpty()) {
        result.trace().forEach(one.putArray("trace")::add);
      }
      if (result.status().fails() || !result.trace().isEmpty()) {
        one.put("replay", result.replay());
      }
      if (result.knownReason() != null) {
        one.put("knownReason", result.knownReason());
      }
    }
    try {
      return WRITER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report could not be written as JSON", e);
    }
  }

  static String word(CaseResult.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
