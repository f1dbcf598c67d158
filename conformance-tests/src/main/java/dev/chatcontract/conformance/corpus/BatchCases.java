package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Mode;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lists longer than one request may carry, and items that fail individually. */
final class BatchCases {
  private final Subject subject;
  private final BatchDef batch;

  /** The schema of a result; null if answers list none. */
  private final @Nullable SchemaDef item;

  private final List<ConformanceCase> cases = new ArrayList<>();

  private BatchCases(Subject subject, BatchDef batch, @Nullable SchemaDef item) {
    this.subject = subject;
    this.batch = batch;
    this.item = item;
  }

  static List<ConformanceCase> of(Subject subject) {
    BatchDef batch = subject.operation.batch();
    if (batch == null) {
      return List.of();
    }
    PropertyDef items =
        batch.items() == null ? null : subject.operation.response().property(batch.items());
    SchemaDef item = items == null ? null : subject.bodies.objectBehind(items.value());
    if (batch.hasResults() && item == null) {
      return List.of();
    }
    BatchCases made = new BatchCases(subject, batch, item);
    made.all();
    return made.cases;
  }

  private void all() {
    // A contract may allow 1, 2, 120 or 500.
    IntStream.of(1, batch.max() - 1, batch.max(), batch.max() + 1, 120, 500)
        .filter(size -> size > 0)
        .distinct()
        .forEach(this::split);
    if (batch.hasResults()) {
      reordered();
      missing();
    }
    itemErrors();
    secondBatchFails();
    plainCallOverLimit();
  }

  private void split(int size) {
    List<JsonNode> keys = keys(size);
    Subject.Draft draft =
        draft("split-" + size, size + " elements go out " + batch.max() + " at a time, in order");
    List<JsonNode> bodies = new ArrayList<>();
    ArrayNode found = Bodies.JSON.arrayNode();
    for (int from = 0; from < size; from += batch.max()) {
      List<JsonNode> chunk = keys.subList(from, Math.min(size, from + batch.max()));
      ArrayNode items = items(chunk);
      found.addAll(items);
      bodies.add(asking(chunk));
      draft.answers(answer(items));
    }
    cases.add(
        draft
            .asks(asking(keys))
            .requests(ExpectedRequests.of(bodies))
            .outcome(found(found))
            .build());
  }

  private void reordered() {
    List<JsonNode> keys = keys(3);
    ArrayNode inOrder = items(keys);
    ArrayNode reversed = Bodies.JSON.arrayNode();
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      reversed.add(inOrder.get(i));
    }
    cases.add(
        draft("reordered", "Results come back in the order asked for, whatever the answer's order")
            .asks(asking(keys))
            .answers(answer(reversed))
            .requests(ExpectedRequests.of(List.of(asking(keys))))
            .outcome(found(inOrder))
            .build());
  }

  private void missing() {
    List<JsonNode> keys = keys(3);
    ArrayNode all = items(keys);
    ArrayNode some = Bodies.JSON.arrayNode().add(all.get(0)).add(all.get(2));
    cases.add(
        draft("missing", "An element the answer says nothing about is named as missing")
            .asks(asking(keys))
            .answers(answer(some))
            .requests(ExpectedRequests.of(List.of(asking(keys))))
            .outcome(
                new CallOutcome.Batched(
                    some, Bodies.JSON.arrayNode(), Bodies.JSON.arrayNode().add(keys.get(1))))
            .build());
    cases.add(
        draft("nothing-found", "An answer without any element leaves all of them missing")
            .asks(asking(keys))
            .answers(answer(Bodies.JSON.arrayNode()))
            .requests(ExpectedRequests.of(List.of(asking(keys))))
            .outcome(
                new CallOutcome.Batched(
                    Bodies.JSON.arrayNode(), Bodies.JSON.arrayNode(), texts(keys)))
            .build());
  }

  private void itemErrors() {
    ItemErrorsDef errors = subject.operation.itemErrors();
    if (errors == null || errors.ofAnswer()) {
      return;
    }
    List<JsonNode> keys = keys(3);
    ArrayNode good = items(List.of(keys.get(0), keys.get(2)));
    if (errors.code() == null) {
      cases.add(
          draft("item-error", "One element fails, the others are found")
              .at(errors.at())
              .asks(asking(keys))
              .answers(answer(good, List.of(failed(errors, keys.get(1), 0)), keys))
              .requests(ExpectedRequests.of(List.of(asking(keys))))
              .outcome(outcome(good, errors, List.of(failed(errors, keys.get(1), 0))))
              .build());
      return;
    }
    for (ErrorDef error : subject.operation.errors()) {
      JsonNode bad = failed(errors, keys.get(1), error.code());
      cases.add(
          draft("item-error-" + error.code(), "One element fails, the others are found")
              .at(error.at())
              .asks(asking(keys))
              .answers(answer(good, List.of(bad), keys))
              .requests(ExpectedRequests.of(List.of(asking(keys))))
              .outcome(outcome(good, errors, List.of(bad)))
              .coversCode(error.code())
              .build());
    }
    List<JsonNode> allBad = new ArrayList<>();
    keys.forEach(key -> allBad.add(failed(errors, key, anyCode())));
    cases.add(
        draft("all-items-fail", "All elements fail although the envelope succeeds")
            .asks(asking(keys))
            .answers(answer(Bodies.JSON.arrayNode(), allBad, keys))
            .requests(ExpectedRequests.of(List.of(asking(keys))))
            .outcome(outcome(Bodies.JSON.arrayNode(), errors, allBad))
            .build());
  }

  /**
   * Returns an answer whose failures are among the results or in another list, as the contract
   * says.
   */
  private ObjectNode answer(ArrayNode good, List<JsonNode> bad, List<JsonNode> keys) {
    ItemErrorsDef errors = subject.operation.itemErrors();
    if (errors == null || !batch.isOfResults(errors.items())) {
      ObjectNode answer = answer(good);
      if (errors != null) {
        bad.forEach(answer.putArray(String.valueOf(errors.items()))::add);
      }
      return answer;
    }
    ArrayNode items = Bodies.JSON.arrayNode();
    for (JsonNode key : keys) {
      good.forEach(item -> add(items, item, key));
      bad.forEach(item -> add(items, item, key));
    }
    return answer(items);
  }

  private void add(ArrayNode items, JsonNode item, JsonNode key) {
    if (batch.keyOfResult(item).equals(key)) {
      items.add(item);
    }
  }

  /** Returns the expected outcome; of failures in another list, it contains only the keys. */
  private CallOutcome outcome(ArrayNode good, ItemErrorsDef errors, List<JsonNode> bad) {
    ArrayNode failed = Bodies.JSON.arrayNode();
    boolean apart = !batch.isOfResults(errors.items());
    bad.forEach(
        item -> failed.add(apart ? Bodies.JSON.textNode(errors.keyOf(item).asText()) : item));
    return new CallOutcome.Batched(good, failed, Bodies.JSON.arrayNode());
  }

  private void secondBatchFails() {
    List<JsonNode> keys = keys(batch.max() + 1);
    List<JsonNode> first = keys.subList(0, batch.max());
    cases.add(
        draft("second-request-fails", "A failed second request is an error, not a shorter result")
            .asks(asking(keys))
            .answers(answer(items(first)))
            .answers(subject.failure(anyCode(), "second request"))
            .requests(
                ExpectedRequests.of(
                    List.of(asking(first), asking(keys.subList(batch.max(), keys.size())))))
            .outcome(new CallOutcome.ApiError((long) anyCode(), "second request", null))
            .build());
  }

  private void plainCallOverLimit() {
    List<JsonNode> keys = keys(batch.max() + 1);
    cases.add(
        subject
            .draft("batch", "plain-call-over-limit", "A plain call over the limit is not sent")
            .at(batch.at())
            .asks(asking(keys))
            .needs(Feature.VALIDATION)
            .requests(0)
            .outcome(new CallOutcome.InvalidRequest(List.of("/" + batch.field())))
            .covers(Tag.defect("batch-limit-unchecked"))
            .build());
  }

  private Subject.Draft draft(String name, String title) {
    return subject
        .draft("batch", name, title)
        .mode(Mode.BATCH)
        .at(batch.at())
        .from(subject.operation.source())
        .covers(Tag.rule("batch"));
  }

  /** Returns a code that the operation documents, or else one that is listed nowhere. */
  private int anyCode() {
    List<ErrorDef> errors = subject.operation.errors();
    return errors.isEmpty() ? ItemErrorCases.UNLISTED : errors.get(errors.size() - 1).code();
  }

  private static CallOutcome found(ArrayNode items) {
    return new CallOutcome.Batched(items, Bodies.JSON.arrayNode(), Bodies.JSON.arrayNode());
  }

  private List<JsonNode> keys(int count) {
    boolean numbers = hasNumbers();
    List<JsonNode> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(numbers ? Bodies.JSON.numberNode(i + 1) : Bodies.JSON.textNode("key-" + i));
    }
    return keys;
  }

  /** Returns whether keys are integers. */
  private boolean hasNumbers() {
    String name = batch.key();
    if (item != null && name != null) {
      PropertyDef key = item.property(name);
      return key != null && key.type().equals("integer");
    }
    PropertyDef list =
        subject.operation.request() == null
            ? null
            : subject.operation.request().property(batch.field());
    ValueDef element = list == null ? null : list.items();
    SchemaDef object =
        element == null || batch.fieldKey() == null ? null : subject.bodies.objectBehind(element);
    PropertyDef key = object == null ? null : object.property(batch.fieldKey());
    ValueDef asked = key == null ? element : key.value();
    return asked != null && asked.type().equals("integer");
  }

  private static ArrayNode texts(List<JsonNode> keys) {
    ArrayNode texts = Bodies.JSON.arrayNode();
    keys.forEach(key -> texts.add(key.asText()));
    return texts;
  }

  private ObjectNode asking(List<JsonNode> keys) {
    ObjectNode body = subject.request();
    JsonNode documented = body.path(batch.field()).path(0);
    ArrayNode asked = body.putArray(batch.field());
    for (JsonNode key : keys) {
      JsonNode element = batch.element(key);
      if (documented instanceof ObjectNode object && element instanceof ObjectNode keyed) {
        element = object.deepCopy().setAll(keyed);
      }
      asked.add(element);
    }
    return body;
  }

  /** Returns the results for keys; if answers list none, the keys as clients report them. */
  private ArrayNode items(List<JsonNode> keys) {
    if (item == null) {
      return texts(keys);
    }
    ArrayNode items = Bodies.JSON.arrayNode();
    ItemErrorsDef errors = subject.operation.itemErrors();
    for (JsonNode key : keys) {
      ObjectNode one = subject.bodies.minimal(item);
      one.set(String.valueOf(batch.key()), key);
      if (errors != null && batch.isOfResults(errors.items()) && errors.code() != null) {
        one.put(errors.code(), errors.successCodes().isEmpty() ? 0 : errors.successCodes().get(0));
      }
      items.add(one);
    }
    return items;
  }

  private static JsonNode failed(ItemErrorsDef errors, JsonNode key, int code) {
    return ItemErrorCases.failed(errors, key, code);
  }

  private ObjectNode answer(ArrayNode items) {
    ObjectNode answer = subject.bareSuccess();
    if (batch.items() != null) {
      answer.set(batch.items(), items);
    }
    return answer;
  }
}
