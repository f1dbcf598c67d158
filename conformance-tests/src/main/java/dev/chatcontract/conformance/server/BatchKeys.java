package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.RequestMaker;
import dev.chatcontract.conformance.server.dialogue.SeenKeys;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys in a batch request: plain keys, or objects with one key each. */
final class BatchKeys {
  private BatchKeys() {}

  /** Returns what kind of key it is; null if nothing else in the contract has such keys. */
  static @Nullable String kind(SeenKeys kinds, Contract contract, OperationDef operation) {
    BatchDef batch = operation.batch();
    SchemaDef request = operation.request();
    PropertyDef list = batch == null || request == null ? null : request.property(batch.field());
    if (list == null || batch.fieldKey() == null) {
      return list == null ? null : kinds.kind(list.items());
    }
    SchemaDef element = element(contract, list);
    PropertyDef key = element == null ? null : element.property(batch.fieldKey());
    return key == null ? null : kinds.kind(key.value());
  }

  /** Sets these keys, up to the limit of one request. */
  static void put(
      ObjectNode request,
      Contract contract,
      OperationDef operation,
      List<String> keys,
      SeenKeys world)
      throws NotApplicableException {
    BatchDef batch = operation.batch();
    if (batch == null) {
      return;
    }
    PropertyDef list = operation.request().property(batch.field());
    ValueDef items = list == null ? null : list.items();
    ArrayNode asked = request.putArray(batch.field());
    for (String key : keys.subList(0, Math.min(keys.size(), batch.max()))) {
      JsonNode element = batch.element(key);
      if (batch.fieldKey() != null && items != null) {
        JsonNode made = new RequestMaker(contract, world).value(items, true, 0);
        element = made instanceof ObjectNode object ? object.setAll((ObjectNode) element) : element;
      }
      asked.add(element);
    }
  }

  /** Sets the known keys, up to the limit of one request. */
  static void fill(ObjectNode request, Contract contract, OperationDef operation, SeenKeys world)
      throws NotApplicableException {
    String kind = kind(world, contract, operation);
    if (kind != null) {
      put(request, contract, operation, world.keys(kind), world);
    }
  }

  private static @Nullable SchemaDef element(Contract contract, PropertyDef list) {
    ValueDef items = list.items();
    return items == null || items.ref() == null ? null : contract.schema(items.ref());
  }
}
