package dev.chatcontract.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts known values between two forms. A bundle has plain values, with names and meanings in
 * separate lists, as other tools expect. The hand-written files have one entry for each value,
 * which keeps the value and its meaning together.
 */
public final class PlainValues {
  private static final String VALUES = "x-extensible-enum";
  private static final String NAMES = "x-enum-varnames";
  private static final String MEANINGS = "x-enum-descriptions";
  private static final Set<String> ENTRY = Set.of("value", "name", "meaning");

  private PlainValues() {}

  /** Returns the schema with an entry for each value, whatever form it had. */
  static Node entries(Node schema, Problems problems) {
    Node values = schema.get(VALUES);
    if (values == null
        || values.elements().isEmpty()
        || !values.elements().stream().allMatch(Node::isScalar)) {
      return schema;
    }
    Node names = parallelList(schema, NAMES, values, problems);
    Node meanings = parallelList(schema, MEANINGS, values, problems);
    List<Node> entries = new ArrayList<>();
    for (Node value : values.elements()) {
      Map<String, Node> entry = new LinkedHashMap<>();
      entry.put("value", value);
      Node name = names == null ? null : names.elements().get(entries.size());
      if (name != null && !"".equals(name.text())) {
        entry.put("name", name);
      }
      if (meanings != null) {
        entry.put("meaning", meanings.elements().get(entries.size()));
      }
      entries.add(Node.object(value.at(), entry));
    }
    Map<String, Node> members = new LinkedHashMap<>(schema.members());
    members.remove(NAMES);
    members.remove(MEANINGS);
    members.put(VALUES, Node.array(values.at(), entries));
    return Node.object(schema.at(), members);
  }

  private static @Nullable Node parallelList(
      Node schema, String key, Node values, Problems problems) {
    Node list = schema.get(key);
    if (list == null) {
      return null;
    }
    if (list.elements().size() == values.elements().size()) {
      return list;
    }
    problems.add(
        "known-values",
        list.at(),
        key + " has " + list.elements().size() + " of " + values.elements().size() + " values",
        "write one for each value of " + VALUES + ", in the same order");
    return null;
  }

  /** Returns the JSON of a document with the known values of its schemas in plain lists. */
  public static JsonNode write(ContractDocument document) {
    return write(document.root(), Shape.ROOT);
  }

  private static JsonNode write(Node node, Shape shape) {
    if (shape == Shape.DATA || shape == Shape.EXTENSION || node.isScalar()) {
      return node.toJson();
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.elements().forEach(element -> array.add(write(element, shape.child(""))));
      return array;
    }
    boolean schema = shape == Shape.SCHEMA || shape == Shape.PROPERTY;
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.members()
        .forEach(
            (key, value) -> {
              if (schema && key.equals(VALUES) && isWhole(node)) {
                plain(value.elements(), object);
              } else {
                object.set(key, write(value, shape.child(key)));
              }
            });
    return object;
  }

  /** Returns whether the conversion would lose nothing; a faulty list is left as it was written. */
  private static boolean isWhole(Node schema) {
    Node values = schema.get(VALUES);
    return values != null
        && !values.elements().isEmpty()
        && schema.get(NAMES) == null
        && schema.get(MEANINGS) == null
        && values.elements().stream()
            .allMatch(
                entry ->
                    ENTRY.containsAll(entry.members().keySet())
                        && isScalar(entry.get("value"))
                        && entry.text("meaning") != null
                        && (entry.get("name") == null || hasName(entry)));
  }

  private static boolean isScalar(@Nullable Node value) {
    return value != null && value.isScalar();
  }

  private static boolean hasName(Node entry) {
    String name = entry.text("name");
    return name != null && !name.isEmpty();
  }

  private static void plain(List<Node> entries, ObjectNode schema) {
    ArrayNode values = schema.putArray(VALUES);
    entries.forEach(entry -> values.add(entry.members().get("value").toJson()));
    if (entries.stream().anyMatch(PlainValues::hasName)) {
      ArrayNode names = schema.putArray(NAMES);
      entries.forEach(entry -> names.add(hasName(entry) ? entry.text("name") : ""));
    }
    ArrayNode meanings = schema.putArray(MEANINGS);
    entries.forEach(entry -> meanings.add(entry.text("meaning")));
  }
}
