package dev.chatcontract.conformance.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.Provenance;
import dev.chatcontract.contract.model.SampleDef;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contract's samples as pairs of request and answer. The vendor's pages do not say which answer
 * belongs to which request, so the n-th request gets the n-th answer, and a request without a
 * matching number gets the last answer.
 */
public final class Samples {
  private static final Pattern TRAILING_NUMBER = Pattern.compile("(\\d+)$");

  // 1 read as int and 1 read as long are the same JSON.
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) ->
          a.isNumber() && b.isNumber()
              ? a.decimalValue().compareTo(b.decimalValue())
              : a.equals(b) ? 0 : 1;

  private Samples() {}

  private static boolean same(JsonNode a, JsonNode b) {
    return a.equals(BY_VALUE, b);
  }

  /** Returns whether the vendor printed it, possibly with broken syntax that was repaired. */
  public static boolean isDocumented(SampleDef sample) {
    return sample.provenance() == Provenance.DOCUMENTED_VERBATIM
        || sample.provenance() == Provenance.DOCUMENTED_REPAIRED;
  }

  /**
   * Returns the samples that a simulated world must be able to answer: the printed ones, or,
   * without any, the valid ones that replace them.
   */
  public static List<SampleDef> spokenOf(List<SampleDef> samples) {
    List<SampleDef> documented = samples.stream().filter(Samples::isDocumented).toList();
    return documented.isEmpty()
        ? samples.stream().filter(sample -> sample.violates().isEmpty()).toList()
        : documented;
  }

  /** Returns the answer printed for exactly this request; null if no such request is printed. */
  public static @Nullable JsonNode documentedAnswer(OperationDef operation, JsonNode request) {
    for (SampleDef sample : operation.requestSamples()) {
      if (isDocumented(sample) && same(sample.value(), request)) {
        return answerOf(operation, sample);
      }
    }
    return null;
  }

  /**
   * Returns the answer that belongs to a request sample; null if the operation has no sample of
   * success.
   */
  public static @Nullable JsonNode answerOf(OperationDef operation, SampleDef request) {
    List<SampleDef> answers = successes(operation);
    if (answers.isEmpty()) {
      return null;
    }
    int number = number(request);
    return answers.stream()
        .filter(answer -> number(answer) == number)
        .findFirst()
        .orElse(answers.get(answers.size() - 1))
        .value();
  }

  /**
   * Returns a successful answer for want of a better one: the answer to the same request, or else
   * the first.
   */
  public static @Nullable JsonNode anyAnswer(OperationDef operation, JsonNode request) {
    for (SampleDef sample : operation.requestSamples()) {
      if (same(sample.value(), request)) {
        return answerOf(operation, sample);
      }
    }
    List<SampleDef> answers = successes(operation);
    if (answers.isEmpty()) {
      return null;
    }
    JsonNode answer = answers.get(0).value();
    BatchDef batch = operation.batch();
    return batch == null || batch.items() == null
        ? answer
        : byKey(operation, batch, batch.items(), request, answer);
  }

  /**
   * Returns the answer with one successful result for each requested key, copied from the sample's.
   */
  private static JsonNode byKey(
      OperationDef operation, BatchDef batch, String results, JsonNode request, JsonNode answer) {
    ItemErrorsDef errors = operation.itemErrors();
    JsonNode good = MissingNode.getInstance();
    for (JsonNode item : batch.results(answer)) {
      boolean own = errors != null && batch.isOfResults(errors.items());
      good = good.isMissingNode() && !(own && errors.failed(item)) ? item : good;
    }
    if (!answer.isObject() || !good.isObject() || !request.path(batch.field()).isArray()) {
      return answer;
    }
    ObjectNode keyed = answer.deepCopy();
    if (errors != null) {
      keyed.remove(String.valueOf(errors.items()));
    }
    ArrayNode list = keyed.putArray(results);
    for (JsonNode element : request.path(batch.field())) {
      ObjectNode result = good.deepCopy();
      list.add(result.set(String.valueOf(batch.key()), batch.keyOf(element)));
    }
    return keyed;
  }

  /** Returns the samples of success, only printed ones if there are any. */
  public static List<SampleDef> successes(OperationDef operation) {
    EnvelopeDef envelope = operation.envelope();
    List<SampleDef> all =
        operation.responseSamples().stream()
            .filter(
                sample ->
                    envelope == null
                        || sample.value().path(envelope.code()).asLong(-1)
                            == envelope.successCode())
            .toList();
    List<SampleDef> documented = all.stream().filter(Samples::isDocumented).toList();
    return documented.isEmpty() ? all : documented;
  }

  private static int number(SampleDef sample) {
    Matcher number = TRAILING_NUMBER.matcher(sample.id());
    return number.find() ? Integer.parseInt(number.group(1)) : 0;
  }
}
