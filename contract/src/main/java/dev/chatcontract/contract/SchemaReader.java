package dev.chatcontract.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code components.schemas} and the schemas of parameters. */
final class SchemaReader {
  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array", "any");
  private static final String SCHEMA_REF = "#/components/schemas/";

  private final Map<String, Node> nodes;
  private final Fields fields;
  private final Problems problems;

  SchemaReader(Map<String, Node> nodes, Fields fields, Problems problems) {
    this.nodes = nodes;
    this.fields = fields;
    this.problems = problems;
  }

  Map<String, SchemaDef> all() {
    Map<String, SchemaDef> schemas = new TreeMap<>();
    nodes.forEach((name, node) -> schemas.put(name, schema(name, node)));
    return schemas;
  }

  /** The name a reference to a schema leads to, or null if the node is no such reference. */
  static @Nullable String refName(Node node) {
    String ref = node.text("$ref");
    return ref == null || !ref.startsWith(SCHEMA_REF)
        ? null
        : ref.substring(SCHEMA_REF.length()).replace("~1", "/").replace("~0", "~");
  }

  private SchemaDef schema(String name, Node node) {
    Map<String, Node> properties = new LinkedHashMap<>();
    Map<String, Node> required = new LinkedHashMap<>();
    Map<String, Node> onSuccess = new LinkedHashMap<>();
    gather(node, properties, required, onSuccess, new LinkedHashSet<>());
    ValueDef value = value(node, true);
    checkMembers("required", required, properties.keySet());
    checkMembers("x-required-on-success", onSuccess, properties.keySet());
    List<PropertyDef> list = new ArrayList<>();
    properties.forEach(
        (wireName, property) -> {
          ValueDef propertyValue = value(property, false);
          checkCondition(propertyValue, properties.keySet());
          list.add(
              new PropertyDef(
                  wireName,
                  required.containsKey(wireName),
                  onSuccess.containsKey(wireName),
                  propertyValue,
                  property.at()));
        });
    Node additional = node.get("additionalProperties");
    boolean open = additional == null || !additional.isFalse();
    return new SchemaDef(name, value, List.copyOf(list), open, node.at());
  }

  private void gather(
      Node node,
      Map<String, Node> properties,
      Map<String, Node> required,
      Map<String, Node> onSuccess,
      Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    String ref = refName(node);
    Node target = ref == null ? null : nodes.get(ref);
    if (target != null) {
      gather(target, properties, required, onSuccess, seen);
    }
    for (Node part : fields.list(node, "allOf")) {
      gather(part, properties, required, onSuccess, seen);
    }
    Node own = fields.object(node, "properties");
    if (own != null) {
      properties.putAll(own.members());
    }
    for (Node name : fields.list(node, "required")) {
      required.put(String.valueOf(name.text()), name);
    }
    for (Node name : fields.list(node, "x-required-on-success")) {
      onSuccess.put(String.valueOf(name.text()), name);
    }
  }

  private void checkMembers(String keyword, Map<String, Node> names, Set<String> properties) {
    names.forEach(
        (name, node) -> {
          if (!properties.contains(name)) {
            problems.add(
                "unknown-member",
                node.at(),
                keyword + " names " + name + ", which is no property of this schema",
                Spelling.advice(name, properties));
          }
        });
  }

  private void checkCondition(ValueDef value, Set<String> properties) {
    AppliesWhen applies = value.appliesWhen();
    if (applies != null) {
      checkCondition("x-applies-when", applies.when(), applies.at(), properties);
    }
    for (LimitWhen limit : value.limitsWhen()) {
      Condition when = limit.when();
      if (when != null) {
        checkCondition("x-limits-when", when, limit.at(), properties);
      }
    }
  }

  private void checkCondition(
      String keyword, Condition condition, Place at, Set<String> properties) {
    if (!properties.contains(condition.property()) && !condition.property().isEmpty()) {
      problems.add(
          "unknown-member",
          at,
          keyword + " asks for " + condition.property() + ", which is no neighbouring property",
          Spelling.advice(condition.property(), properties));
    }
  }

  /**
   * Reads a value.
   *
   * @param top whether it is the definition of a named schema, where an object may be spelt out
   */
  ValueDef value(Node node, boolean top) {
    Map<String, Node> keywords = new LinkedHashMap<>();
    String ref = collect(node, keywords, new LinkedHashSet<>());
    Node all = Node.object(node.at(), keywords);
    for (String unsupported : List.of("oneOf", "anyOf", "not")) {
      Node member = all.get(unsupported);
      if (member != null) {
        problems.add(
            "unsupported-keyword",
            member.at(),
            unsupported + " has no counterpart in many client languages",
            "describe the value with one open schema");
      }
    }
    Node properties = all.get("properties");
    if (properties != null && ref == null && !top) {
      problems.add(
          "inline-object",
          node.at(),
          "an object is spelt out here",
          "move it into a file of its own under schemas and refer to it");
    }
    String type = fields.textOr(all, "type", properties == null ? "any" : "object");
    if (!TYPES.contains(type)) {
      Node member = all.get("type");
      problems.add(
          "unknown-value",
          member == null ? node.at() : member.at(),
          "the type " + type + " is unknown",
          "use string, integer, number, boolean, object or array");
    }
    Node items = fields.object(all, "items");
    if (type.equals("array") && items == null) {
      problems.add("missing", node.at(), "the array has no items", "add items: ...");
    }
    Node additional = all.get("additionalProperties");
    List<JsonNode> enumeration = new ArrayList<>();
    fields.list(all, "enum").forEach(element -> enumeration.add(element.toJson()));
    return new ValueDef(
        type,
        fields.optionalText(all, "format"),
        ref,
        items == null ? null : value(items, false),
        additional != null && additional.isObject() && !additional.members().isEmpty()
            ? value(additional, false)
            : null,
        fields.textOr(all, "description", "").strip(),
        json(all.get("example")),
        json(all.get("default")),
        fields.flag(all, "nullable"),
        fields.flag(all, "deprecated"),
        limits(all, "x-max-bytes"),
        fields.flag(all, "uniqueItems"),
        List.copyOf(enumeration),
        knownValues(all),
        rejectedValues(all),
        appliesWhen(all),
        limitsWhen(all),
        fields.flag(all, "x-sensitive") || "password".equals(fields.optionalText(all, "format")),
        fields.optionalText(all, "x-unit"),
        List.copyOf(fields.texts(all, "x-errata")),
        source(all, "x-source"),
        node.at());
  }

  /**
   * Lays the keywords of a schema over those it refers to; an object referred to gives only what
   * describes it. Returns the name referred to, the outermost one.
   */
  private @Nullable String collect(Node node, Map<String, Node> keywords, Set<String> seen) {
    String ref = refName(node);
    if (ref != null) {
      Node target = nodes.get(ref);
      if (!seen.add(ref)) {
        problems.add(
            "ref-cycle", node.at(), "the schema " + ref + " is defined by itself", "spell it out");
      } else if (target != null) {
        collect(target, keywords, seen);
        if (isObject(target, new LinkedHashSet<>())) {
          keywords.keySet().removeIf(key -> !DESCRIBING.contains(key));
          keywords.put(
              "type", Node.scalar(target.at(), JsonNodeFactory.instance.textNode("object")));
        }
      }
      return ref;
    }
    String name = null;
    for (Node part : fields.list(node, "allOf")) {
      String partName = collect(part, keywords, seen);
      name = name == null ? partName : name;
    }
    node.members()
        .forEach(
            (key, value) -> {
              if (!key.equals("allOf")) {
                keywords.put(key, value);
              }
            });
    return name;
  }

  private static final Set<String> DESCRIBING =
      Set.of(
          "description",
          "example",
          "nullable",
          "deprecated",
          "x-errata",
          "x-source",
          "x-sensitive");

  private boolean isObject(Node node, Set<Node> seen) {
    if (!seen.add(node)) {
      return false;
    }
    if ("object".equals(node.text("type")) || node.get("properties") != null) {
      return true;
    }
    String ref = refName(node);
    Node target = ref == null ? null : nodes.get(ref);
    if (target != null && isObject(target, seen)) {
      return true;
    }
    Node allOf = node.get("allOf");
    return allOf != null && allOf.elements().stream().anyMatch(part -> isObject(part, seen));
  }

  private static @Nullable JsonNode json(@Nullable Node node) {
    return node == null ? null : node.toJson();
  }

  private Limits limits(Node node, String maxBytes) {
    Limits limits =
        new Limits(
            fields.optionalNumber(node, "minimum"),
            fields.optionalNumber(node, "maximum"),
            fields.flag(node, "exclusiveMinimum"),
            fields.flag(node, "exclusiveMaximum"),
            fields.optionalInteger(node, "minLength"),
            fields.optionalInteger(node, "maxLength"),
            fields.optionalInteger(node, maxBytes),
            fields.optionalInteger(node, "minItems"),
            fields.optionalInteger(node, "maxItems"),
            fields.optionalText(node, "pattern"));
    String pattern = limits.pattern();
    Node patternNode = node.get("pattern");
    if (pattern != null && patternNode != null) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        problems.add(
            "pattern",
            patternNode.at(),
            "the pattern " + pattern + " is no regular expression: " + e.getDescription(),
            "correct it");
      }
    }
    if (limits.equals(Limits.NONE)) {
      return Limits.NONE;
    }
    if (limits.minimum() != null
        && limits.maximum() != null
        && limits.minimum().compareTo(limits.maximum()) > 0) {
      problems.add(
          "empty-range",
          node.at(),
          "minimum " + limits.minimum() + " is above maximum " + limits.maximum(),
          "swap the two");
    }
    return limits;
  }

  private List<KnownValue> knownValues(Node node) {
    List<KnownValue> values = new ArrayList<>();
    for (Node entry : fields.objects(node, "x-extensible-enum")) {
      Node value = entry.get("value");
      if (value == null) {
        fields.text(entry, "value");
        continue;
      }
      values.add(
          new KnownValue(
              value.toJson(),
              fields.optionalText(entry, "name"),
              fields.text(entry, "meaning"),
              entry.at()));
    }
    return List.copyOf(values);
  }

  private List<RejectedValue> rejectedValues(Node node) {
    List<RejectedValue> values = new ArrayList<>();
    for (Node entry : fields.objects(node, "x-rejected-values")) {
      Node value = entry.get("value");
      if (value == null) {
        fields.text(entry, "value");
        continue;
      }
      values.add(new RejectedValue(value.toJson(), fields.text(entry, "reason"), entry.at()));
    }
    return List.copyOf(values);
  }

  private @Nullable AppliesWhen appliesWhen(Node node) {
    Node when = fields.object(node, "x-applies-when");
    if (when == null) {
      return null;
    }
    return new AppliesWhen(
        condition(when), fields.optionalText(when, "reason"), severity(when), when.at());
  }

  private @Nullable Severity severity(Node node) {
    String word = fields.optionalText(node, "severity");
    if (word == null) {
      return null;
    }
    switch (word) {
      case "error" -> {
        return Severity.ERROR;
      }
      case "warning" -> {
        return Severity.WARNING;
      }
      default -> {
        problems.add(
            "unknown-value",
            node.at(),
            "severity is " + word + ", which is unknown",
            "use error or warning");
        return null;
      }
    }
  }

  private List<LimitWhen> limitsWhen(Node node) {
    List<LimitWhen> list = new ArrayList<>();
    for (Node entry : fields.objects(node, "x-limits-when")) {
      Node when = fields.object(entry, "when");
      list.add(
          new LimitWhen(
              when == null ? null : condition(when),
              limits(entry, "max-bytes"),
              fields.optionalText(entry, "reason"),
              severity(entry),
              entry.at()));
    }
    return List.copyOf(list);
  }

  private Condition condition(Node when) {
    List<JsonNode> in = new ArrayList<>();
    List<JsonNode> notIn = new ArrayList<>();
    fields.list(when, "in").forEach(value -> in.add(value.toJson()));
    fields.list(when, "not-in").forEach(value -> notIn.add(value.toJson()));
    if (in.isEmpty() == notIn.isEmpty()) {
      problems.add(
          "condition",
          when.at(),
          "the condition needs either in or not-in",
          "write property and one list of values");
    }
    return new Condition(fields.text(when, "property"), List.copyOf(in), List.copyOf(notIn));
  }

  @Nullable SourceDef source(Node node, String name) {
    Node source = fields.object(node, name);
    if (source == null) {
      return null;
    }
    return new SourceDef(
        fields.constant(source, "kind", SourceKind.values(), SourceKind::wire, SourceKind.INFERRED),
        fields.optionalText(source, "page"),
        fields.optionalText(source, "date"),
        fields.optionalText(source, "where"),
        source.at());
  }
}
