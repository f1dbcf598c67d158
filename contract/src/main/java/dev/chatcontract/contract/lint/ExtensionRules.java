package dev.chatcontract.contract.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Shape;
import dev.chatcontract.contract.source.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Checks every x- member against {@code extensions.schema.json}: its name, its place and its shape.
 */
final class ExtensionRules {
  private final ObjectNode extensions;
  private final Findings findings;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> compiled = new HashMap<>();

  ExtensionRules(String extensionsSchema, Findings findings) throws JsonProcessingException {
    this.extensions = (ObjectNode) new ObjectMapper().readTree(extensionsSchema);
    this.findings = findings;
  }

  void check(ContractDocument document) {
    document.visit(this::check);
  }

  private void check(Shape shape, Node node) {
    if (!node.isObject() || node.get("$ref") != null || ExtensionKinds.namedByAuthor(shape)) {
      return;
    }
    String kind = ExtensionKinds.kind(shape);
    JsonNode definition = extensions.path("$defs").path("on-" + kind);
    JsonNode allowed = definition.path("properties");
    node.members()
        .forEach(
            (key, value) -> {
              if (key.startsWith("x-")) {
                if (!allowed.has(key)) {
                  unknown(key, value, kind, allowed);
                } else if (extensions.path("$defs").has(key)) {
                  checkValue(key, value);
                }
              }
            });
    for (JsonNode required : definition.path("required")) {
      String key = required.asText();
      if (node.get(key) == null) {
        findings.error(
            "extension-missing",
            node.at(),
            "this " + kind.replace('-', ' ') + " has no " + key,
            "add " + key + ": " + about(key));
      }
    }
  }

  private void unknown(String key, Node value, String kind, JsonNode allowed) {
    TreeSet<String> names = new TreeSet<>();
    allowed.fieldNames().forEachRemaining(names::add);
    boolean elsewhere = extensions.path("$defs").has(key);
    findings.error(
        "extension-unknown",
        value.at(),
        elsewhere
            ? key + " does not belong on this kind of object (" + kind + ")"
            : key + " is not an extension of this contract",
        elsewhere
            ? "it belongs on: " + standsOn(key)
            : names.isEmpty()
                ? "remove it or describe it in extensions.schema.json"
                : Spelling.advice(key, names));
  }

  private String standsOn(String key) {
    List<String> kinds = new ArrayList<>();
    extensions.path("$defs").path(key).path("x-stands-on").forEach(k -> kinds.add(k.asText()));
    return String.join(", ", kinds);
  }

  private String about(String key) {
    String description = extensions.path("$defs").path(key).path("description").asText();
    return description.isEmpty() ? "see extensions.schema.json" : description;
  }

  private void checkValue(String key, Node value) {
    List<Error> errors = schema(key).validate(value.toJson());
    if (errors.isEmpty()) {
      return;
    }
    // Among the branches of a oneOf, the one that matched furthest is probably the intended one.
    Error first =
        errors.stream()
            .max(
                Comparator.comparingInt(
                    (Error error) -> error.getInstanceLocation().getNameCount()))
            .orElseThrow();
    String pointer = first.getInstanceLocation().toString();
    Node where = pointer.isEmpty() ? value : value.find(pointer);
    Place at = where == null ? value.at() : where.at();
    findings.error(
        "extension-shape",
        at,
        key + (pointer.isEmpty() ? "" : pointer) + ": " + first.getMessage(),
        "it means: " + about(key));
  }

  private Schema schema(String key) {
    return compiled.computeIfAbsent(
        key,
        name -> {
          ObjectNode one = extensions.objectNode();
          one.set("$schema", extensions.path("$schema"));
          one.put("$ref", "#/$defs/" + name);
          one.set("$defs", extensions.path("$defs"));
          return registry.getSchema(one);
        });
  }
}
