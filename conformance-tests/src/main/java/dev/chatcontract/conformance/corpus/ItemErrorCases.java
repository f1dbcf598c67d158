package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.List;

/** Elements that fail within a successful answer; a plain call returns them unchanged. */
final class ItemErrorCases {
  /** A code that no page lists. */
  static final int UNLISTED = 19_999;

  private ItemErrorCases() {}

  static List<ConformanceCase> of(Subject subject) {
    ItemErrorsDef errors = subject.operation.itemErrors();
    if (errors == null) {
      return List.of();
    }
    String listed = errors.items();
    if (listed == null) {
      return List.of(ofAnswer(subject, errors));
    }
    PropertyDef list = subject.operation.response().property(listed);
    SchemaDef item = list == null ? null : subject.bodies.objectBehind(list.value());
    ArrayNode items = Bodies.JSON.arrayNode();
    JsonNode key = Bodies.JSON.textNode("key-0");
    PropertyDef named = item == null || errors.key() == null ? null : item.property(errors.key());
    if (named != null && !named.type().equals("string")) {
      key = subject.bodies.value(named.value());
    } else if (list != null && list.items() != null && list.items().type().equals("integer")) {
      key = Bodies.JSON.numberNode(1);
    }
    items.add(failed(errors, key, UNLISTED));
    ObjectNode answer = subject.bareSuccess();
    answer.set(listed, items);
    String name = errors.code() == null ? "failed-key" : "unlisted-code";
    String title =
        errors.code() == null
            ? "A key that failed is kept in the answer"
            : "An element's unlisted code is kept in the answer";
    return List.of(
        subject
            .draft("item-error", name, title)
            .at(errors.at())
            .answers(answer)
            .outcome(new CallOutcome.Answered(answer))
            .build());
  }

  /** Returns a case of an answer whose envelope succeeds and whose own code is not listed. */
  private static ConformanceCase ofAnswer(Subject subject, ItemErrorsDef errors) {
    ObjectNode answer = subject.bareSuccess();
    answer.put(String.valueOf(errors.code()), UNLISTED);
    if (errors.info() != null) {
      answer.put(errors.info(), "answer " + UNLISTED);
    }
    return subject
        .draft("item-error", "code-beside-envelope", "A code beside the envelope fails no call")
        .at(errors.at())
        .answers(answer)
        .outcome(new CallOutcome.Answered(answer))
        .build();
  }

  static JsonNode failed(ItemErrorsDef errors, JsonNode key, int code) {
    if (errors.key() == null) {
      return key;
    }
    ObjectNode one = Bodies.JSON.objectNode();
    one.set(errors.key(), key);
    if (errors.code() != null) {
      one.put(errors.code(), code);
    }
    if (errors.info() != null) {
      one.put(errors.info(), "item " + code);
    }
    return one;
  }
}
