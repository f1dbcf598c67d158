package dev.chatcontract.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.AnswerWalk;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.PaginationDef.StopRule;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as JSON for the page, explained and checked by the contract. */
final class AnswerJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_MARKED = 200;

  private final Contract contract;
  private final ContractJson explained;
  private final SchemaValidator validator;
  private final Veil veil;

  AnswerJson(Contract contract, SchemaValidator validator, Veil veil) {
    this.contract = contract;
    this.explained = new ContractJson(contract);
    this.validator = validator;
    this.veil = veil;
  }

  /**
   * Describes an answer.
   *
   * @param sent the request's body; null if it was not JSON
   * @param signature the request's signature, hidden wherever the answer repeats it
   */
  ObjectNode of(OperationDef operation, @Nullable JsonNode sent, Sender.Got got, String signature) {
    ObjectNode json = NODES.objectNode();
    json.put("status", got.status());
    json.put("micros", got.micros());
    json.put("bytes", got.bytes());
    ObjectNode headers = json.putObject("headers");
    got.headers()
        .forEach(h -> headers.put(h.getKey(), veil.over(h.getValue().replace(signature, ""))));
    if (got.failure() != null) {
      json.put("failure", veil.over(got.failure()));
    }
    String body = veil.over(got.body().replace(signature, "(hidden)"));
    json.put("body", body);
    JsonNode value = Api.container(body);
    json.put("json", value != null);
    if (value == null) {
      return json;
    }
    ArrayNode unknown = json.putArray("unknown");
    AnswerWalk.over(
        contract,
        operation.response(),
        value,
        (schema, object, pointer, element) ->
            object
                .fieldNames()
                .forEachRemaining(
                    name -> {
                      if (schema.property(name) == null && unknown.size() < MOST_MARKED) {
                        unknown.add(pointer + "/" + Place.escape(name));
                      }
                    }));
    ArrayNode breaches = json.putArray("breaches");
    for (Violation violation : validator.response(operation, value)) {
      if (breaches.size() < MOST_MARKED) {
        breaches
            .addObject()
            .put("pointer", violation.pointer())
            .put("message", violation.message());
      }
    }
    json.put("success", SchemaValidator.succeeded(operation.envelope(), value));
    explain(operation, value, json);
    items(operation, value, json);
    JsonNode next = next(operation, sent, value);
    if (next != null) {
      json.set("next", next);
      // For pages that read numbers as doubles.
      json.put("nextText", next.toString());
    }
    return json;
  }

  private void explain(OperationDef operation, JsonNode value, ObjectNode json) {
    EnvelopeDef envelope = operation.envelope();
    JsonNode code = envelope == null ? null : value.get(envelope.code());
    if (code != null && code.canConvertToInt() && code.intValue() != envelope.successCode()) {
      json.put("code", code.intValue());
      json.put("info", value.path(envelope.info()).asText());
      json.set("explained", explained.explained(operation, code.intValue()));
    }
  }

  private void items(OperationDef operation, JsonNode value, ObjectNode json) {
    ItemErrorsDef rule = operation.itemErrors();
    if (rule == null) {
      return;
    }
    List<JsonNode> items = rule.in(value);
    for (int i = 0; i < Math.min(items.size(), MOST_MARKED); i++) {
      JsonNode item = items.get(i);
      JsonNode code = rule.code(item);
      if (rule.failed(item) && code.canConvertToInt()) {
        json.withArray("/items")
            .addObject()
            .put("pointer", rule.ofAnswer() ? "" : "/" + rule.items() + "/" + i)
            .put("key", rule.ofAnswer() ? "the call itself" : rule.keyOf(item).asText())
            .set("explained", explained.explained(operation, code.intValue()));
      }
    }
  }

  /**
   * Returns the request for the next page; null if this is the last page, or if there are no pages.
   */
  private static @Nullable JsonNode next(
      OperationDef operation, @Nullable JsonNode sent, JsonNode value) {
    if (operation.pagination() == null
        || !(sent instanceof ObjectNode request)
        || !SchemaValidator.succeeded(operation.envelope(), value)) {
      return null;
    }
    PaginationDef pages = operation.pagination().on(request);
    int items = value.path(pages.items()).size();
    if (pages.stop().marked(value) || (pages.byOffset() && isLast(pages, request, value, items))) {
      return null;
    }
    ObjectNode next = request.deepCopy();
    for (PaginationDef.Cursor cursor : pages.cursors()) {
      if (cursor.next() == null) {
        next.put(cursor.name(), offset(cursor, request) + items);
      } else if (value.hasNonNull(cursor.next())) {
        next.set(cursor.name(), value.get(cursor.next()));
      }
    }
    return next.equals(request) ? null : next;
  }

  private static boolean isLast(
      PaginationDef pages, ObjectNode request, JsonNode value, int items) {
    long seen = offset(pages.cursors().get(0), request) + items;
    boolean total = pages.total() != null && seen >= value.path(pages.total()).asLong(seen + 1);
    boolean shortPage =
        pages.pageSize() != null && items < request.path(pages.pageSize()).asLong(items);
    return items == 0
        || (pages.stop().when() == StopRule.TOTAL && total)
        || (pages.stop().when() == StopRule.SHORT_PAGE && shortPage);
  }

  private static long offset(PaginationDef.Cursor cursor, ObjectNode request) {
    return request.path(cursor.name()).asLong(cursor.first().asLong());
  }
}
