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
import java.util.ArrayList;
import java.util.List;

/** Lists longer than one request may carry, and items that fail on their own. */
final class BatchCases {
  /** No page lists this code. */
  private static final int UNLISTED = 19_999;

  private final Subject subject;
  private final BatchDef batch;
  private final SchemaDef item;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private BatchCases(Subject subject, BatchDef batch, SchemaDef item) {
    this.subject = subject;
    this.batch = batch;
    this.item = item;
  }

  static List<ConformanceCase> of(Subject subject) {
    BatchDef batch = subject.operation.batch();
    PropertyDef items = batch == null ? null : subject.operation.response().property(batch.items());
    SchemaDef item = items == null ? null : subject.bodies.objectBehind(items.value());
    if (batch == null || item == null) {
      return List.of();
    }
    BatchCases made = new BatchCases(subject, batch, item);
    made.all();
    return made.cases;
  }

  private void all() {
    for (int size : new int[] {1, batch.max() - 1, batch.max(), batch.max() + 1, 120, 500}) {
      split(size);
    }
    reordered();
    missing();
    itemErrors();
    secondBatchFails();
    plainCallOverLimit();
  }

  private void split(int size) {
    List<String> keys = keys(size);
    Subject.Draft draft =
        draft("split-" + size, size + " elements go out " + batch.max() + " at a time, in order");
    List<JsonNode> bodies = new ArrayList<>();
    ArrayNode found = Bodies.JSON.arrayNode();
    for (int from = 0; from < size; from += batch.max()) {
      List<String> chunk = keys.subList(from, Math.min(size, from + batch.max()));
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
    List<String> keys = keys(3);
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
    List<String> keys = keys(3);
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
    if (errors == null) {
      return;
    }
    List<String> keys = keys(3);
    for (ErrorDef error : subject.operation.errors()) {
      ArrayNode items = items(keys);
      ObjectNode bad = failed(errors, keys.get(1), error.code());
      items.set(1, bad);
      cases.add(
          draft("item-error-" + error.code(), "One element fails, the others are found")
              .at(error.at())
              .asks(asking(keys))
              .answers(answer(items))
              .requests(ExpectedRequests.of(List.of(asking(keys))))
              .outcome(
                  new CallOutcome.Batched(
                      Bodies.JSON.arrayNode().add(items.get(0)).add(items.get(2)),
                      Bodies.JSON.arrayNode().add(bad),
                      Bodies.JSON.arrayNode()))
              .coversCode(error.code())
              .build());
    }
    ArrayNode allBad = Bodies.JSON.arrayNode();
    keys.forEach(key -> allBad.add(failed(errors, key, anyCode())));
    cases.add(
        draft("all-items-fail", "All elements fail although the envelope succeeds")
            .asks(asking(keys))
            .answers(answer(allBad))
            .requests(ExpectedRequests.of(List.of(asking(keys))))
            .outcome(
                new CallOutcome.Batched(Bodies.JSON.arrayNode(), allBad, Bodies.JSON.arrayNode()))
            .build());
    ArrayNode unlisted = items(keys);
    unlisted.set(0, failed(errors, keys.get(0), UNLISTED));
    cases.add(
        subject
            .draft(
                "item-error", "unlisted-code", "An element's unlisted code is kept in the answer")
            .at(errors.at())
            .asks(asking(keys))
            .answers(answer(unlisted))
            .outcome(new CallOutcome.Answered(answer(unlisted)))
            .build());
  }

  private void secondBatchFails() {
    List<String> keys = keys(batch.max() + 1);
    List<String> first = keys.subList(0, batch.max());
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
    List<String> keys = keys(batch.max() + 1);
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

  /** A code the operation documents, or one that is listed nowhere. */
  private int anyCode() {
    List<ErrorDef> errors = subject.operation.errors();
    return errors.isEmpty() ? UNLISTED : errors.get(errors.size() - 1).code();
  }

  private static CallOutcome found(ArrayNode items) {
    return new CallOutcome.Batched(items, Bodies.JSON.arrayNode(), Bodies.JSON.arrayNode());
  }

  private static List<String> keys(int count) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add("key-" + i);
    }
    return keys;
  }

  private static ArrayNode texts(List<String> keys) {
    ArrayNode texts = Bodies.JSON.arrayNode();
    keys.forEach(texts::add);
    return texts;
  }

  private ObjectNode asking(List<String> keys) {
    ObjectNode body = subject.request();
    body.set(batch.field(), texts(keys));
    return body;
  }

  private ArrayNode items(List<String> keys) {
    ArrayNode items = Bodies.JSON.arrayNode();
    for (String key : keys) {
      ObjectNode one = subject.bodies.minimal(item);
      one.put(batch.key(), key);
      ItemErrorsDef errors = subject.operation.itemErrors();
      if (errors != null) {
        one.put(errors.code(), errors.successCode());
      }
      items.add(one);
    }
    return items;
  }

  private ObjectNode failed(ItemErrorsDef errors, String key, int code) {
    ObjectNode one = Bodies.JSON.objectNode();
    one.put(errors.key(), key);
    one.put(errors.code(), code);
    if (errors.info() != null) {
      one.put(errors.info(), "item " + code);
    }
    return one;
  }

  private ObjectNode answer(ArrayNode items) {
    ObjectNode answer = subject.bareSuccess();
    answer.set(batch.items(), items);
    return answer;
  }
}
