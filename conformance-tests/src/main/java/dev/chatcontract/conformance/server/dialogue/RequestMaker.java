package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EffectDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes valid requests from the keys that the server was seen to have. */
public final class RequestMaker {
  public static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 12;

  private final Contract contract;
  private final SeenKeys world;

  public RequestMaker(Contract contract, SeenKeys world) {
    this.contract = contract;
    this.world = world;
  }

  /** Returns the smallest request; one that creates an entry names it by an unused key. */
  public ObjectNode smallest(OperationDef operation) throws NotApplicableException {
    ObjectNode request = JSON.objectNode();
    SchemaDef schema = operation.request();
    if (schema == null) {
      return request;
    }
    PaginationDef paging = operation.pagination();
    for (PropertyDef property : schema.properties()) {
      if (!property.required()) {
        continue;
      }
      JsonNode first = paging == null ? null : paging.firstOf(property.name());
      request.set(
          property.name(),
          first == null ? value(property.value(), found(operation, property), 0) : first);
    }
    if (!operation.reads() && operation.idempotency() != null) {
      for (String member : operation.idempotency().present()) {
        PropertyDef property = schema.property(member);
        if (property != null && property.type().equals("integer")) {
          request.put(member, ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
        } else {
          request.put(member, SeenKeys.madeUp());
        }
      }
    }
    return request;
  }

  /**
   * Returns whether a member names an existing entry: any key in a read; in a write, the parent
   * entry, and the entry that a created child is about; never a created entry or one that would
   * change.
   */
  private static boolean found(OperationDef operation, PropertyDef property) {
    EffectDef effect = operation.effect();
    if (operation.reads()) {
      return true;
    }
    EffectDef.Parent of = effect == null ? null : effect.target().of();
    return of != null && (of.key().equals(property.name()) || effect instanceof EffectDef.Create);
  }

  /** Returns a value of this kind; its keys are found ones, or made-up ones to create entries. */
  public JsonNode value(ValueDef def, boolean found, int depth) throws NotApplicableException {
    String kind = world.kind(def);
    if (kind != null) {
      return JSON.textNode(found ? world.key(kind) : SeenKeys.madeUp());
    }
    if (def.type().equals("array")) {
      ArrayNode list = JSON.arrayNode();
      if (def.items() != null && depth < DEEPEST) {
        list.add(value(def.items(), found, depth + 1));
      }
      return list;
    }
    if (def.type().equals("object")) {
      SchemaDef schema = def.ref() == null ? null : contract.schema(def.ref());
      return object(schema, found, depth);
    }
    return scalar(def);
  }

  private ObjectNode object(@Nullable SchemaDef schema, boolean found, int depth)
      throws NotApplicableException {
    ObjectNode object = JSON.objectNode();
    if (schema == null || depth >= DEEPEST) {
      return object;
    }
    for (PropertyDef property : schema.properties()) {
      if (property.required()) {
        object.set(property.name(), value(property.value(), found, depth + 1));
      }
    }
    for (PropertyDef property : schema.properties()) {
      KindsDef kinds = property.value().kinds();
      String ref =
          kinds == null || !object.has(property.name()) ? null : kinds.ref(object.path(kinds.by()));
      if (ref != null) {
        object.set(property.name(), object(contract.schema(ref), found, depth + 1));
      }
    }
    return object;
  }

  private static JsonNode scalar(ValueDef def) {
    List<JsonNode> rejected = def.rejectedValues().stream().map(r -> r.value()).toList();
    if (!def.enumeration().isEmpty()) {
      return def.enumeration().get(0);
    }
    return def.knownValues().stream()
        .map(known -> known.value())
        .filter(known -> !rejected.contains(known))
        .findFirst()
        .orElseGet(() -> def.example() == null ? plain(def.type()) : def.example());
  }

  private static JsonNode plain(String type) {
    return switch (type) {
      case "integer" -> JSON.numberNode(1);
      case "number" -> JSON.numberNode(1.5);
      case "boolean" -> JSON.booleanNode(true);
      default -> JSON.textNode("text");
    };
  }
}
