package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.RequestMaker;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;

/** Finds a request that is answered by one of several ways of paging. */
final class OneWay {
  private OneWay() {}

  /** Returns the smallest such request, with keys that the server was seen to have. */
  static ObjectNode request(
      Dialogue talk, OperationDef operation, PaginationDef all, PaginationDef way)
      throws NotApplicableException {
    ObjectNode request = talk.request(operation);
    if (all.on(request).equals(way)) {
      return request;
    }
    for (PaginationDef each : all.ways()) {
      PaginationDef.When when = each.when();
      SchemaDef schema = operation.request();
      PropertyDef property =
          when == null || schema == null ? null : schema.property(when.property());
      if (property == null) {
        continue;
      }
      ObjectNode without = request.deepCopy();
      without.remove(property.name());
      if (!property.required() && all.on(without).equals(way)) {
        return without;
      }
      for (JsonNode value : values(talk, all, when, property)) {
        ObjectNode other = request.deepCopy();
        other.set(property.name(), value);
        if (all.on(other).equals(way)) {
          return other;
        }
      }
    }
    throw new NotApplicableException(
        "nothing that was found on the server makes a request for which "
            + (way.when() == null ? "no other way is meant" : way.when()));
  }

  private static List<JsonNode> values(
      Dialogue talk, PaginationDef all, PaginationDef.When when, PropertyDef property) {
    List<JsonNode> values = new ArrayList<>(when.in());
    property.knownValues().forEach(known -> values.add(known.value()));
    String kind = talk.world().kind(property.value());
    if (kind != null) {
      talk.world().keys(kind).forEach(key -> values.add(RequestMaker.JSON.textNode(key)));
    }
    JsonNode first = all.firstOf(property.name());
    if (first != null) {
      values.add(first);
    }
    return values;
  }
}
