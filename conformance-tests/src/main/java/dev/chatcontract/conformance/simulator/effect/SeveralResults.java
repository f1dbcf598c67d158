package dev.chatcontract.conformance.simulator.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of an answer with the results for several keys: successes, failures, or both. */
final class SeveralResults {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final @Nullable BatchDef batch;
  private final @Nullable ItemErrorsDef errors;
  private final ArrayNode results = JSON.arrayNode();
  private final ArrayNode failures = JSON.arrayNode();

  SeveralResults(OperationDef operation) {
    this.batch = operation.batch();
    ItemErrorsDef ofItems = operation.itemErrors();
    this.errors = ofItems == null || ofItems.ofAnswer() ? null : ofItems;
  }

  /**
   * Adds the result for a key. Code 0 means success, and {@code shown} has the further members of a
   * successful result.
   */
  void add(JsonNode key, int code, String info, ObjectNode shown) {
    boolean ofResults = errors != null && !errors.successCodes().isEmpty();
    if (errors != null && (code != 0 || ofResults)) {
      ObjectNode item = shown.objectNode();
      if (errors.key() != null) {
        item.set(errors.key(), key);
      }
      if (errors.code() != null) {
        item.put(errors.code(), code == 0 ? errors.successCodes().get(0) : Long.valueOf(code));
      }
      if (errors.info() != null) {
        item.put(errors.info(), info);
      }
      add(item, shown);
      failures.add(errors.key() == null ? key : item);
    }
    if (batch != null && code == 0 && separate()) {
      ObjectNode item = JSON.objectNode();
      item.set(String.valueOf(batch.key()), key);
      add(item, shown);
      results.add(item);
    }
  }

  private static void add(ObjectNode item, ObjectNode shown) {
    for (Map.Entry<String, JsonNode> member : shown.properties()) {
      if (!item.has(member.getKey())) {
        item.set(member.getKey(), member.getValue());
      }
    }
  }

  /** Returns whether there are results, in another list than the failures. */
  private boolean separate() {
    return batch != null
        && batch.hasResults()
        && (errors == null || !batch.isOfResults(errors.items()));
  }

  void into(ObjectNode answer) {
    if (batch != null && separate()) {
      answer.set(batch.items(), results);
    }
    if (errors != null && (!errors.successCodes().isEmpty() || !failures.isEmpty())) {
      answer.set(String.valueOf(errors.items()), failures);
    }
  }
}
