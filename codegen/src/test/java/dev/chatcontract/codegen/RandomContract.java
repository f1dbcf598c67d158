package dev.chatcontract.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Contracts with every keyword that the readers support, valid by construction. */
final class RandomContract {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String REF = "#/components/schemas/";

  /**
   * Patterns with the same meaning in ECMA 262 and Java, so that the referee needs no translation.
   */
  private static final List<String> PATTERNS =
      List.of("^[a-c]", "b", "^a?b?c?", "\\u5b57", "[^0-9]", "^(a|ab|\\ud83d\\ude00)", "", "[0-9]");

  private final Random random;
  private final ObjectNode schemas = JSON.objectNode();
  private final List<String> objects = new ArrayList<>();
  private final List<String> openObjects = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<String> known = new ArrayList<>();
  private int depth;

  private RandomContract(Random random) {
    this.random = random;
  }

  /** Returns a document with this many operations, each with its own objects. */
  static ObjectNode of(Random random, int operations) {
    return new RandomContract(random).document(operations);
  }

  private ObjectNode document(int operations) {
    ObjectNode root = JSON.objectNode().put("openapi", "3.0.3");
    root.putObject("info").put("title", "Random").put("version", "1.0.0");
    ObjectNode server = root.putArray("servers").addObject().put("url", "https://random.example");
    ObjectNode region = server.putObject("x-region").put("id", "ONE").put("name", "One");
    region.putObject("source").put("kind", "toolkit");
    root.putArray("tags").addObject().put("name", "things").put("description", "Things.");
    ObjectNode paths = root.putObject("paths");
    for (int i = 0; i < operations; i++) {
      for (int v = 0; v < 3; v++) {
        String name = "Value" + i + "x" + v;
        schemas.set(name, v == 2 ? openEnum() : named());
        values.add(name);
        if (v == 2) {
          known.add(name);
        }
      }
      for (String name : List.of("Part" + i, "Ask" + i, "Answer" + i)) {
        schemas.set(name, object(name));
        objects.add(name);
      }
      operation(paths, i);
    }
    root.putObject("components").set("schemas", schemas);
    return root;
  }

  private static void operation(ObjectNode paths, int i) {
    ObjectNode post = paths.putObject("/random/do_" + i).putObject("post");
    post.put("operationId", "do_" + i).put("summary", "Does it.");
    post.putArray("tags").add("things");
    post.putArray("x-error-codes");
    body(post.putObject("requestBody").put("required", true), "Ask" + i);
    body(post.putObject("responses").putObject("200").put("description", "Done."), "Answer" + i);
  }

  private static void body(ObjectNode on, String schema) {
    on.putObject("content").putObject("application/json").set("schema", ref(schema));
  }

  private static ObjectNode ref(String name) {
    return JSON.objectNode().put("$ref", REF + name);
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private ObjectNode object(String name) {
    ObjectNode schema = JSON.objectNode().put("type", "object").put("description", name + ".");
    int count = 1 + random.nextInt(6);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    // Names differ between objects, so that parts of allOf do not contradict each other.
    String prefix = one(9) ? name + "/~" : name + "m";
    for (int i = 0; i < count; i++) {
      String member = prefix + i;
      ObjectNode value = i == 0 ? enumerated() : value();
      if (i > 0 && !value.has("$ref")) {
        conditions(value, prefix + "0");
        if (one(12)) {
          value.put(one(2) ? "readOnly" : "writeOnly", true);
        }
      }
      properties.set(member, value);
      if (one(3)) {
        required.add(member);
      }
    }
    if (!objects.isEmpty() && one(3)) {
      properties.set(prefix + "k", kinds(prefix + "0", name));
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    if (one(6)) {
      schema.put("x-max-total-bytes", 6 + random.nextInt(30));
    }
    if (one(5)) {
      schema.put("minProperties", random.nextInt(3)).put("maxProperties", 2 + random.nextInt(6));
    }
    switch (random.nextInt(5)) {
      case 0 -> schema.put("additionalProperties", false);
      case 1 -> schema.set("additionalProperties", element());
      case 2 -> schema.put("additionalProperties", true);
      default -> {}
    }
    boolean open =
        !schema.has("additionalProperties") || schema.get("additionalProperties").asBoolean();
    if (open && !openObjects.isEmpty() && one(4)) {
      ObjectNode whole = JSON.objectNode().put("description", name + ".");
      whole.putArray("allOf").add(ref(pick(openObjects))).add(schema);
      return whole;
    }
    if (open && !name.startsWith("Answer")) {
      openObjects.add(name);
    }
    return schema;
  }

  /** The member that conditions depend on. */
  private ObjectNode enumerated() {
    ObjectNode value = JSON.objectNode();
    switch (random.nextInt(3)) {
      case 0 -> value.put("type", "string").putArray("enum").add("a").add("b").add("ab");
      case 1 -> value.put("type", "string");
      default -> value.put("type", "string").set("x-extensible-enum", known("a", "b", "ab"));
    }
    return value;
  }

  /** An object whose schema depends on the neighbour's value, or any value. */
  private ObjectNode kinds(String neighbour, String owner) {
    ObjectNode value = measured(nullable(JSON.objectNode().put("type", "object")));
    ObjectNode kinds = value.putObject("x-kinds").put("by", neighbour);
    ObjectNode of = kinds.putObject("of");
    of.set("a", ref(pick(objects)));
    if (one(2)) {
      of.set("ab", ref(one(3) ? owner : pick(objects)));
    }
    return value;
  }

  private ObjectNode measured(ObjectNode object) {
    if (one(4)) {
      object.put("x-max-total-bytes", 1 + random.nextInt(20));
    }
    if (one(6)) {
      object.put("maxProperties", 1 + random.nextInt(3));
    }
    return object;
  }

  private static ArrayNode known(Object... values) {
    ArrayNode list = JSON.arrayNode();
    for (Object value : values) {
      list.addObject().put("meaning", "Known " + value).set("value", JSON.pojoNode(value));
    }
    list.forEach(
        entry -> {
          Object value =
              ((com.fasterxml.jackson.databind.node.POJONode) entry.get("value")).getPojo();
          ((ObjectNode) entry)
              .set(
                  "value",
                  value instanceof Long n ? JSON.numberNode(n) : JSON.textNode("" + value));
        });
    return list;
  }

  private ObjectNode openEnum() {
    boolean text = random.nextBoolean();
    ObjectNode schema = JSON.objectNode().put("type", text ? "string" : "integer");
    schema.put("description", "Open.");
    if (!text && one(2)) {
      ArrayNode bits = schema.putArray("x-bits");
      for (int bit : new int[] {0, 2, one(2) ? 5 : 62}) {
        bits.addObject().put("bit", bit).put("name", "BIT_" + bit).put("meaning", "Bit.");
      }
      return nullable(schema);
    }
    schema.set("x-extensible-enum", text ? known("a", "b", "abc") : known(1L, 7L, 5_000_000_000L));
    return nullable(schema);
  }

  private void conditions(ObjectNode value, String neighbour) {
    if (one(6)) {
      ObjectNode applies = condition(value.putObject("x-applies-when"), neighbour);
      severity(applies.put("reason", "so it is"));
    }
    further(value, neighbour);
  }

  /** Limits other than keywords; only a property has a neighbour for conditions. */
  private void further(ObjectNode value, @Nullable String neighbour) {
    for (int i = 0; i < 2 && one(4); i++) {
      ObjectNode limit = JSON.objectNode().put("reason", "so it is");
      if (neighbour != null && one(2)) {
        condition(limit.putObject("when"), neighbour);
      }
      switch (value.path("type").asText()) {
        case "string" -> {
          if (one(2)) {
            limit.put("max-bytes", 1 + random.nextInt(4));
          } else {
            limit.put("pattern", pick(PATTERNS));
          }
        }
        case "integer", "number" -> limit.put(one(2) ? "minimum" : "maximum", random.nextInt(9));
        default -> {
          return;
        }
      }
      severity(limit);
      value.withArray("x-limits-when").add(limit);
    }
  }

  private ObjectNode condition(ObjectNode condition, String neighbour) {
    ArrayNode list = condition.put("property", neighbour).putArray(one(2) ? "in" : "not-in");
    list.add(pick(List.of("a", "b")));
    if (one(2)) {
      list.add("ab");
    }
    return condition;
  }

  private void severity(ObjectNode on) {
    switch (random.nextInt(3)) {
      case 0 -> on.put("severity", "warning");
      case 1 -> on.put("severity", "error");
      default -> {}
    }
  }

  private ObjectNode named() {
    ObjectNode schema;
    do {
      schema = value();
    } while (schema.has("$ref") || schema.path("type").asText().equals("object"));
    return schema.put("description", "Named.");
  }

  private ObjectNode value() {
    depth++;
    try {
      int kind = random.nextInt(depth > 3 ? 6 : 12);
      return switch (kind) {
        case 0, 1 -> limited(this::text);
        case 2 -> limited(this::integer);
        case 3 -> limited(this::number);
        case 4 -> nullable(JSON.objectNode().put("type", "boolean"));
        case 5 ->
            values.isEmpty() ? limited(this::integer) : one(2) ? documented() : ref(pick(values));
        case 6, 7 -> array();
        case 8 -> map();
        case 9 -> free();
        default -> objects.isEmpty() ? array() : object();
      };
    } finally {
      depth--;
    }
  }

  /** A documented value; this place may accept only some of the documented ones. */
  private ObjectNode documented() {
    if (known.isEmpty()) {
      return limited(this::integer);
    }
    String name = pick(known);
    JsonNode listed = schemas.get(name).path("x-extensible-enum");
    if (listed.isMissingNode() || one(3)) {
      return ref(name);
    }
    ObjectNode value = JSON.objectNode();
    value.putArray("allOf").add(ref(name));
    ArrayNode only =
        value.putArray("x-only-values").add(listed.get(random.nextInt(3)).get("value"));
    if (one(2)) {
      only.add(listed.get(random.nextInt(3)).get("value"));
    }
    return value;
  }

  private ObjectNode object() {
    if (one(3)) {
      ObjectNode value = JSON.objectNode();
      value.putArray("allOf").add(ref(pick(objects)));
      if (one(2)) {
        value.put("type", "object").put("maxProperties", 1 + random.nextInt(4));
        if (one(2)) {
          value.put("x-max-total-bytes", 1 + random.nextInt(30));
        }
      }
      return value;
    }
    return ref(pick(objects));
  }

  private ObjectNode free() {
    return one(2)
        ? JSON.objectNode().put("description", "Any.")
        : measured(nullable(JSON.objectNode().put("type", "object")));
  }

  private ObjectNode nullable(ObjectNode schema) {
    return one(4) ? schema.put("nullable", true) : schema;
  }

  /** A plain schema, one with two parts that both apply, or one with rejected values. */
  private ObjectNode limited(Supplier<ObjectNode> kind) {
    if (one(6)) {
      ObjectNode whole = JSON.objectNode();
      ArrayNode parts = whole.putArray("allOf");
      for (ObjectNode part : List.of(kind.get(), kind.get())) {
        // One lower and one upper bound, so that the two cannot exclude each other.
        String kept =
            parts.isEmpty()
                ? "min|exclusiveMin|pattern|multiple"
                : "max|exclusiveMax|x-max|pattern|nullable";
        part.retain(
            part.properties().stream()
                .map(e -> e.getKey())
                .filter(k -> k.equals("type") || k.matches("(" + kept + ").*"))
                .toList());
        parts.add(part);
      }
      JsonNode least = parts.get(0).path("minimum");
      JsonNode most = parts.get(1).path("maximum");
      if (!least.isMissingNode()
          && !most.isMissingNode()
          && least.decimalValue().compareTo(most.decimalValue()) >= 0) {
        ((ObjectNode) parts.get(1)).remove(List.of("maximum", "exclusiveMaximum"));
      }
      return whole;
    }
    return nullable(kind.get());
  }

  private ObjectNode text() {
    ObjectNode schema = JSON.objectNode().put("type", "string");
    if (one(5)) {
      schema.putArray("enum").add("a").add("").add("\ud83d\ude00");
      return schema;
    }
    int min = random.nextInt(3);
    if (one(3)) {
      schema.put("minLength", min);
    }
    if (one(3)) {
      schema.put("maxLength", 3 + random.nextInt(4));
    }
    if (one(3)) {
      schema.put("x-max-bytes", 3 + random.nextInt(9));
    }
    if (one(4)) {
      schema.put("pattern", pick(PATTERNS));
    }
    if (one(5)) {
      schema.putArray("x-rejected-values").addObject().put("value", "ab").put("reason", "not ab");
    }
    return schema;
  }

  private ObjectNode integer() {
    ObjectNode schema = JSON.objectNode().put("type", "integer");
    if (one(6)) {
      schema.putArray("enum").add(1).add(3).add(-7);
      return schema;
    }
    BigDecimal base = BigDecimal.valueOf(random.nextInt(20) - 10);
    boolean big = one(6);
    if (big) {
      base =
          pick(List.of(
                  "18446744073709551615", "9223372036854775807", "-9223372036854775808", "1e30"))
              .transform(BigDecimal::new);
    } else if (one(2)) {
      schema.put("format", one(2) ? "int32" : "int64");
    }
    bounds(schema, base, BigDecimal.valueOf(6));
    if (one(6)) {
      schema.put("multipleOf", 1 + random.nextInt(4));
    }
    if (one(6)) {
      schema.putArray("x-rejected-values").addObject().put("value", 3).put("reason", "not three");
    }
    return schema;
  }

  private ObjectNode number() {
    ObjectNode schema = JSON.objectNode().put("type", "number");
    if (one(6)) {
      schema.putArray("enum").add(1).add(new BigDecimal("2.50"));
      return schema;
    }
    bounds(
        schema,
        new BigDecimal(pick(List.of("0", "-1.5", "0.1", "1e20", "3"))),
        new BigDecimal("1.25"));
    if (one(4)) {
      schema.put("multipleOf", new BigDecimal(pick(List.of("0.01", "0.5", "3"))));
    }
    return schema;
  }

  private void bounds(ObjectNode schema, BigDecimal base, BigDecimal room) {
    if (one(2)) {
      schema.put("minimum", base);
      if (one(3)) {
        schema.put("exclusiveMinimum", one(2));
      }
    }
    if (one(2)) {
      schema.put("maximum", base.add(room));
      if (one(3)) {
        schema.put("exclusiveMaximum", one(2));
      }
    }
  }

  private ObjectNode element() {
    ObjectNode value = value();
    further(value, null);
    return value;
  }

  private ObjectNode array() {
    ObjectNode schema = nullable(JSON.objectNode().put("type", "array"));
    schema.set("items", element());
    if (one(3)) {
      schema.put("minItems", random.nextInt(2));
    }
    if (one(3)) {
      schema.put("maxItems", 1 + random.nextInt(3));
    }
    if (one(4)) {
      schema.put("x-max-total-bytes", 1 + random.nextInt(12));
    }
    if (one(3)) {
      schema.put("uniqueItems", one(4) ? false : true);
    }
    return schema;
  }

  private ObjectNode map() {
    ObjectNode schema = nullable(JSON.objectNode().put("type", "object"));
    schema.set("additionalProperties", element());
    if (one(4)) {
      schema.put("x-max-total-bytes", 1 + random.nextInt(12));
    }
    if (one(3)) {
      schema.put("minProperties", random.nextInt(2));
    }
    if (one(3)) {
      schema.put("maxProperties", 1 + random.nextInt(3));
    }
    return schema;
  }
}
