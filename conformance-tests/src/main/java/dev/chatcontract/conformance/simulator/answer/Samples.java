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
 * The contract's samples as request and answer. The vendor's pages do not say which answer belongs
 * to which request, so the n-th goes with the n-th, and a request without an answer of its own
 * number with the last.
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

  /** Whether the vendor printed it, broken syntax apart. */
  public static boolean isDocumented(SampleDef sample) {
    return sample.provenance() == Provenance.DOCUMENTED_VERBATIM
        || sample.provenance() == Provenance.DOCUMENTED_REPAIRED;
  }

  /** What a simulated world has to make sense of: what is printed, or what stands in for it. */
  public static List<SampleDef> spokenOf(List<SampleDef> samples) {
    List<SampleDef> documented = samples.stream().filter(Samples::isDocumented).toList();
    return documented.isEmpty()
        ? samples.stream().filter(sample -> sample.violates().isEmpty()).toList()
        : documented;
  }

  /** The answer printed for exactly this request; null when no such request is printed. */
  public static @Nullable JsonNode documentedAnswer(OperationDef operation, JsonNode request) {
    for (SampleDef sample : operation.requestSamples()) {
      if (isDocumented(sample) && same(sample.value(), request)) {
        return answerOf(operation, sample);
      }
    }
    return null;
  }

  /**
   * The answer that goes with a request sample; null when the operation has no sample of success.
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
   * A successful answer to serve when nothing better is known: that of the same request, else the
   * first.
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
    return batch == null ? answer : byKey(operation, batch, request, answer);
  }

  /** The answer with one good result for each key asked for, as the sample prints one. */
  private static JsonNode byKey(
      OperationDef operation, BatchDef batch, JsonNode request, JsonNode answer) {
    ItemErrorsDef errors = operation.itemErrors();
    JsonNode good = MissingNode.getInstance();
    for (JsonNode item : answer.path(batch.items())) {
      boolean own = errors != null && errors.items().equals(batch.items());
      good = good.isMissingNode() && !(own && errors.failed(item)) ? item : good;
    }
    if (!answer.isObject() || !good.isObject() || !request.path(batch.field()).isArray()) {
      return answer;
    }
    ObjectNode keyed = answer.deepCopy();
    if (errors != null) {
      keyed.remove(errors.items());
    }
    ArrayNode results = keyed.putArray(batch.items());
    for (JsonNode element : request.path(batch.field())) {
      ObjectNode result = good.deepCopy();
      results.add(result.set(batch.key(), batch.keyOf(element)));
    }
    return keyed;
  }

  /** Samples of success, printed ones only if there are any. */
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
