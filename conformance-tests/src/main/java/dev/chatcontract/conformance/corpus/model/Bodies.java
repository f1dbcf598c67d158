package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON bodies from schemas, with all members or with as few as allowed, and finds the lines
 * that define their members.
 */
public final class Bodies {
  /** Deep enough for any answer, shallow enough for a schema that contains itself. */
  static final int DEEPEST = 12;

  public static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Contract contract;

  public Bodies(Contract contract) {
    this.contract = contract;
  }

  /** Returns an object with every member in the schema. */
  public ObjectNode full(SchemaDef schema) {
    return object(schema, false, 0, List.of());
  }

  /** Returns an object with only the required members. */
  public ObjectNode minimal(SchemaDef schema) {
    return object(schema, true, 0, List.of());
  }

  /** Returns a value of this kind with all its members. */
  public JsonNode value(ValueDef value) {
    return value(value, false, 0, List.of());
  }

  /** Returns the named object schema of a value or of its elements; null if they are scalars. */
  public @Nullable SchemaDef objectBehind(ValueDef value) {
    ValueDef inner = value.type().equals("array") ? value.items() : value;
    if (inner == null || !inner.type().equals("object") || inner.ref() == null) {
      return null;
    }
    return contract.schema(inner.ref());
  }

  /**
   * Returns the place of the deepest member on the way to a pointer that is in the contract; null
   * if there is none.
   */
  public @Nullable Place place(@Nullable SchemaDef start, String pointer) {
    SchemaDef schema = start;
    Place at = null;
    for (String token : tokens(pointer)) {
      if (token.matches("[0-9]+")) {
        continue; // the schema of an element is the one that its list names
      }
      PropertyDef property = schema == null ? null : schema.property(token);
      if (property == null) {
        return at;
      }
      at = property.at();
      ValueDef value = property.value();
      ValueDef inner = value.items() == null ? value : value.items();
      schema = inner.ref() == null ? null : contract.schema(inner.ref());
    }
    return at;
  }

  private static List<String> tokens(String pointer) {
    return Arrays.stream(pointer.split("/", -1))
        .skip(1)
        .map(token -> token.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private ObjectNode object(SchemaDef schema, boolean requiredOnly, int depth, List<String> outer) {
    List<String> within = new ArrayList<>(outer);
    within.add(schema.name());
    ObjectNode object = JSON.objectNode();
    for (PropertyDef property : schema.properties()) {
      boolean wanted = !requiredOnly && !isTooDeep(property.value(), within);
      if (wanted || property.required()) {
        object.set(property.name(), value(property.value(), requiredOnly, depth + 1, within));
      }
    }
    for (PropertyDef property : schema.properties()) {
      SchemaDef kind = kind(property, object);
      if (kind != null && depth < DEEPEST) {
        object.set(property.name(), object(kind, requiredOnly, depth + 1, within));
      }
    }
    return object;
  }

  /** Returns the schema of the object's member, if it depends on a neighbouring member. */
  private @Nullable SchemaDef kind(PropertyDef property, ObjectNode object) {
    KindsDef kinds = property.value().kinds();
    String ref =
        kinds == null || !object.has(property.name()) ? null : kinds.ref(object.path(kinds.by()));
    return ref == null ? null : contract.schema(ref);
  }

  /** Returns whether the objects of a value contain themselves and are there twice already. */
  private boolean isTooDeep(ValueDef value, List<String> within) {
    SchemaDef schema = objectBehind(value);
    return schema != null && Collections.frequency(within, schema.name()) > 1;
  }

  private JsonNode value(ValueDef value, boolean requiredOnly, int depth, List<String> within) {
    if (value.type().equals("array")) {
      ArrayNode array = JSON.arrayNode();
      if (depth < DEEPEST && value.items() != null && !isTooDeep(value, within)) {
        array.add(value(value.items(), requiredOnly, depth + 1, within));
      }
      return array;
    }
    if (value.type().equals("object")) {
      SchemaDef schema = value.ref() == null ? null : contract.schema(value.ref());
      return schema == null || depth >= DEEPEST
          ? JSON.objectNode()
          : object(schema, requiredOnly, depth, within);
    }
    return scalar(value);
  }

  private static JsonNode scalar(ValueDef value) {
    if (value.example() != null) {
      return value.example();
    }
    if (!value.enumeration().isEmpty()) {
      return value.enumeration().get(0);
    }
    if (!value.knownValues().isEmpty()) {
      return value.knownValues().get(0).value();
    }
    return switch (value.type()) {
      case "integer" -> JSON.numberNode(1);
      case "number" -> JSON.numberNode(1.5);
      case "boolean" -> JSON.booleanNode(true);
      default -> JSON.textNode("text");
    };
  }

  /** Returns the value at a path of names and indexes; null if there is none. */
  public static @Nullable JsonNode at(JsonNode root, List<String> path) {
    JsonNode node = root;
    for (String step : path) {
      node = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** Returns a copy with the value at this path replaced; the parents of the path must exist. */
  public static ObjectNode with(ObjectNode root, List<String> path, JsonNode value) {
    ObjectNode copy = root.deepCopy();
    JsonNode parent = at(copy, path.subList(0, path.size() - 1));
    String last = path.get(path.size() - 1);
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), value);
    } else {
      throw new IllegalArgumentException("no parent at " + path);
    }
    return copy;
  }

  /** Returns a copy without the member at this path. */
  public static ObjectNode without(ObjectNode root, List<String> path) {
    ObjectNode copy = root.deepCopy();
    JsonNode parent = at(copy, path.subList(0, path.size() - 1));
    if (parent instanceof ObjectNode object) {
      object.remove(path.get(path.size() - 1));
    }
    return copy;
  }
}
