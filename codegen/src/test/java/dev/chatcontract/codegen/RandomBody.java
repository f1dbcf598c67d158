package dev.chatcontract.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bodies that mostly satisfy a schema, and bodies with one change. */
final class RandomBody {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "a",
          "ab",
          "b",
          "abc",
          "",
          "\u5b57",
          "\ud83d\ude00",
          "a\n",
          "B7",
          "0",
          "\u5b57\u5b57\u5b57\u5b57",
          "aaaaaaaaaa");

  private final JsonNode schemas;
  private final Random random;

  RandomBody(JsonNode document, Random random) {
    this.schemas = document.path("components").path("schemas");
    this.random = random;
  }

  JsonNode of(String schema) {
    return value(schemas.get(schema), 0);
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private JsonNode value(JsonNode schema, int depth) {
    ObjectNode all = merged(schema);
    if (all.path("nullable").asBoolean() && one(4)) {
      return JSON.nullNode();
    }
    JsonNode documented = all.path(one(2) ? "x-extensible-enum" : "x-only-values");
    if (!documented.isEmpty() && !one(6)) {
      JsonNode entry = documented.get(random.nextInt(documented.size()));
      return entry.has("value") ? entry.get("value") : entry;
    }
    JsonNode allowed = all.path("enum");
    if (!allowed.isEmpty() && !one(12)) {
      return allowed.get(random.nextInt(allowed.size()));
    }
    return switch (all.path("type").asText()) {
      case "string" -> text(all);
      case "integer", "number" -> number(all);
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "array" -> array(all, depth);
      case "object" -> object(all, depth);
      default -> anything(depth);
    };
  }

  /** All keywords of all parts in one node, and the properties of all parts. */
  private ObjectNode merged(JsonNode schema) {
    ObjectNode all = JSON.objectNode();
    if (schema.has("$ref")) {
      return merged(schemas.get(schema.get("$ref").asText().replaceFirst(".*/", "")));
    }
    List<JsonNode> parts = new ArrayList<>();
    schema.path("allOf").forEach(part -> parts.add(merged(part)));
    parts.add(schema);
    for (JsonNode part : parts) {
      for (var keyword : part.properties()) {
        if (keyword.getKey().equals("properties")) {
          all.withObjectProperty("properties").setAll((ObjectNode) keyword.getValue());
        } else if (keyword.getKey().equals("required")) {
          keyword.getValue().forEach(all.withArrayProperty("required")::add);
        } else {
          all.set(keyword.getKey(), keyword.getValue());
        }
      }
    }
    return all;
  }

  private JsonNode text(JsonNode schema) {
    int min = schema.path("minLength").asInt();
    String text = "";
    for (int i = 0; i < 5; i++) {
      text = TEXTS.get(random.nextInt(TEXTS.size()));
      int length = text.codePointCount(0, text.length());
      if (length >= min
          && length <= schema.path("maxLength").asInt(99)
          && (!schema.has("pattern")
              || text.matches("(?s).*(" + schema.get("pattern").asText() + ").*"))) {
        break;
      }
    }
    return JSON.textNode(text);
  }

  private JsonNode number(JsonNode schema) {
    boolean whole = schema.path("type").asText().equals("integer");
    BigDecimal number = BigDecimal.valueOf(random.nextInt(20) - 10);
    if (schema.has("minimum")) {
      number = schema.get("minimum").decimalValue().add(BigDecimal.valueOf(random.nextInt(4)));
    } else if (schema.has("maximum")) {
      number = schema.get("maximum").decimalValue().subtract(BigDecimal.valueOf(random.nextInt(4)));
    }
    if (schema.has("multipleOf") && !one(4)) {
      BigDecimal factor = schema.get("multipleOf").decimalValue();
      number = number.divideToIntegralValue(factor).add(BigDecimal.ONE).multiply(factor);
    }
    if (whole) {
      return JSON.numberNode(number.toBigInteger());
    }
    return one(4)
        ? JSON.numberNode(number.setScale(3, java.math.RoundingMode.DOWN))
        : JSON.numberNode(number);
  }

  private JsonNode array(JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    int size = Math.min(random.nextInt(depth > 4 ? 2 : 4), schema.path("maxItems").asInt(9));
    for (int i = Math.min(0, size); i < Math.max(size, schema.path("minItems").asInt()); i++) {
      array.add(value(schema.get("items"), depth + 1));
    }
    return array;
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (var property : schema.path("properties").properties()) {
      boolean readOnly = property.getValue().path("readOnly").asBoolean();
      boolean wanted =
          !readOnly && (required.contains(property.getKey()) || one(depth > 4 ? 9 : 2));
      if (wanted || one(30)) {
        object.set(property.getKey(), value(property.getValue(), depth + 1));
      }
    }
    for (var property : schema.path("properties").properties()) {
      JsonNode kinds = property.getValue().path("x-kinds");
      JsonNode kind = kinds.path("of").path(object.path(kinds.path("by").asText()).asText());
      if (object.path(property.getKey()).isObject() && kind.isObject() && !one(6)) {
        object.set(property.getKey(), value(kind, depth + 1));
      }
    }
    JsonNode additional = schema.path("additionalProperties");
    if (additional.isObject()) {
      for (int i = 0; i < random.nextInt(3); i++) {
        object.set("more" + i, value(additional, depth + 1));
      }
    } else if (!additional.isBoolean() || additional.asBoolean()) {
      if (one(4)) {
        object.set("other", anything(depth));
      }
    }
    return object;
  }

  /** Any JSON, including numbers of any size and nulls at every depth. */
  JsonNode anything(int depth) {
    return switch (random.nextInt(depth > 5 ? 6 : 8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(one(2));
      case 2 -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case 3 -> JSON.numberNode(new java.math.BigInteger(random.nextInt(120), random).negate());
      case 4 ->
          JSON.numberNode(
              new BigDecimal(new java.math.BigInteger(70, random), random.nextInt(40) - 9));
      case 5 -> JSON.numberNode(random.nextInt(5));
      case 6 -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          array.add(anything(depth + 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          object.set("k" + i, anything(depth + 1));
        }
        yield object;
      }
    };
  }

  /** Returns the same body with one value replaced, removed, repeated or added. */
  JsonNode mutated(JsonNode body) {
    JsonNode copy = body.deepCopy();
    List<JsonNode> containers = new ArrayList<>();
    containers(copy, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      if (names.isEmpty() || one(6)) {
        object.set("surplus", anything(3));
      } else {
        String name = names.get(random.nextInt(names.size()));
        if (one(4)) {
          object.remove(name);
        } else {
          object.set(name, changed(object.get(name)));
        }
      }
    } else if (container instanceof ArrayNode array) {
      if (array.isEmpty()) {
        array.add(anything(3));
      } else if (one(3)) {
        JsonNode again = array.get(random.nextInt(array.size()));
        array.add(
            again.isNumber()
                ? JSON.numberNode(
                    again.decimalValue().setScale(Math.max(0, again.decimalValue().scale()) + 1))
                : again.deepCopy());
      } else {
        int at = random.nextInt(array.size());
        array.set(at, changed(array.get(at)));
      }
    }
    return copy;
  }

  private static void containers(JsonNode node, List<JsonNode> found) {
    if (node.isContainerNode()) {
      found.add(node);
    }
    node.forEach(child -> containers(child, found));
  }

  /** Returns a value close to the given one, or a completely different one. */
  private JsonNode changed(JsonNode value) {
    if (one(4)) {
      return anything(3);
    }
    if (value.isTextual()) {
      return JSON.textNode(one(2) ? value.asText() + TEXTS.get(random.nextInt(TEXTS.size())) : "");
    }
    if (value.isIntegralNumber()) {
      java.math.BigInteger near =
          value.bigIntegerValue().add(java.math.BigInteger.valueOf(random.nextInt(9) - 4));
      return one(4)
          ? JSON.numberNode(near.shiftLeft(31 + random.nextInt(33)))
          : JSON.numberNode(near);
    }
    if (value.isNumber()) {
      return JSON.numberNode(value.decimalValue().add(new BigDecimal(one(2) ? "0.005" : "-1.5")));
    }
    return JSON.nullNode();
  }
}
