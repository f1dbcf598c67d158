package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.JsonValues;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code components.schemas} and the schemas of parameters. */
final class SchemaReader {
  private static final String SCHEMA_REF = "#/components/schemas/";

  private final Map<String, Node> nodes;
  private final Fields fields;
  private final Problems problems;
  private final ValueReader values;

  SchemaReader(Map<String, Node> nodes, Fields fields, Problems problems) {
    this.nodes = nodes;
    this.fields = fields;
    this.problems = problems;
    this.values = new ValueReader(nodes, fields, problems);
  }

  /** What a schema that has no name allows, such as that of a parameter. */
  ValueDef value(Node node) {
    return values.told(Role.PARAMETER, List.of(node));
  }

  Map<String, SchemaDef> all() {
    Map<String, SchemaDef> schemas = new TreeMap<>();
    nodes.forEach((name, node) -> schemas.put(name, schema(name, node)));
    return schemas;
  }

  /**
   * The name that a reference to a schema leads to, or null if the node is not such a reference.
   */
  static @Nullable String refName(Node node) {
    String ref = node.text("$ref");
    return ref == null || !ref.startsWith(SCHEMA_REF)
        ? null
        : ref.substring(SCHEMA_REF.length()).replace("~1", "/").replace("~0", "~");
  }

  private SchemaDef schema(String name, Node node) {
    Map<String, List<Node>> properties = new LinkedHashMap<>();
    Map<String, Node> required = new LinkedHashMap<>();
    Map<String, Node> onSuccess = new LinkedHashMap<>();
    gather(node, properties, required, onSuccess, new LinkedHashSet<>());
    ValueDef value = values.named(name, node);
    checkMembers("required", required, properties.keySet());
    checkMembers("x-required-on-success", onSuccess, properties.keySet());
    List<PropertyDef> list = new ArrayList<>();
    properties.forEach(
        (wireName, property) -> {
          ValueDef propertyValue = values.told(Role.MEMBER, property);
          list.add(
              new PropertyDef(
                  wireName,
                  required.containsKey(wireName),
                  onSuccess.containsKey(wireName),
                  propertyValue,
                  property.get(property.size() - 1).at()));
        });
    list.forEach(property -> checkCondition(property.value(), list));
    return new SchemaDef(
        name, value, List.copyOf(list), isOpen(node, properties.keySet()), node.at());
  }

  private void gather(
      Node node,
      Map<String, List<Node>> properties,
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
      own.members()
          .forEach(
              (name, property) ->
                  properties.computeIfAbsent(name, n -> new ArrayList<>()).add(property));
    }
    for (Node name : fields.list(node, "required")) {
      required.put(String.valueOf(name.text()), name);
    }
    for (Node name : fields.list(node, "x-required-on-success")) {
      onSuccess.put(String.valueOf(name.text()), name);
    }
  }

  /**
   * Whether other members than the known ones are allowed; refuses a part that forbids those of
   * others.
   */
  private boolean isOpen(Node node, Set<String> properties) {
    boolean open = true;
    for (Node part : parts(node, new LinkedHashSet<>())) {
      Node additional = part.get("additionalProperties");
      if (additional == null || !additional.isFalse()) {
        continue;
      }
      open = false;
      Node own = part.get("properties");
      Set<String> foreign = new TreeSet<>(properties);
      foreign.removeAll(own == null ? Set.of() : own.members().keySet());
      if (!foreign.isEmpty()) {
        problems.add(
            "closed-part",
            additional.at(),
            "additionalProperties: false forbids " + String.join(", ", foreign) + " next to it",
            "leave it out, or list all properties in this part");
      }
    }
    return open;
  }

  private List<Node> parts(Node node, Set<Node> seen) {
    List<Node> parts = new ArrayList<>();
    if (!seen.add(node)) {
      return parts;
    }
    String ref = refName(node);
    Node target = ref == null ? null : nodes.get(ref);
    if (target != null) {
      parts.addAll(parts(target, seen));
    }
    for (Node part : fields.list(node, "allOf")) {
      parts.addAll(parts(part, seen));
    }
    parts.add(node);
    return parts;
  }

  private void checkMembers(String keyword, Map<String, Node> names, Set<String> properties) {
    names.forEach(
        (name, node) -> {
          if (!properties.contains(name)) {
            problems.add(
                "unknown-member",
                node.at(),
                keyword + " names " + name + ", which is not a property of this schema",
                Spelling.advice(name, properties));
          }
        });
  }

  private void checkCondition(ValueDef value, List<PropertyDef> properties) {
    KindsDef kinds = value.kinds();
    if (kinds != null) {
      checkKinds(value, kinds, properties);
    }
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

  private void checkKinds(ValueDef value, KindsDef kinds, List<PropertyDef> properties) {
    for (PropertyDef by : properties) {
      if (by.name().equals(kinds.by()) && by.type().equals("string")) {
        checkSentTogether(value, by, kinds);
        for (KindsDef.Kind kind : kinds.kinds()) {
          checkPossible("x-kinds", TextNode.valueOf(kind.value()), by, kind.at());
        }
        return;
      }
    }
    if (!kinds.by().isEmpty()) {
      List<String> texts =
          properties.stream()
              .filter(property -> property.type().equals("string"))
              .map(PropertyDef::name)
              .toList();
      problems.add(
          "unknown-member",
          kinds.at(),
          "x-kinds asks for " + kinds.by() + ", which is not a neighbouring text",
          texts.isEmpty()
              ? "add a property of type string that tells kinds apart"
              : Spelling.advice(kinds.by(), texts));
    }
  }

  private void checkSentTogether(ValueDef value, PropertyDef by, KindsDef kinds) {
    boolean unasked = by.value().readOnly() && !value.readOnly();
    if (unasked || (by.value().writeOnly() && !value.writeOnly())) {
      String way = unasked ? "readOnly" : "writeOnly";
      problems.add(
          "unknown-member",
          kinds.at(),
          "x-kinds asks for " + by.name() + ", which is " + way + " as the object is not",
          "take " + way + " from " + by.name() + ", or add it here");
    }
  }

  private void checkCondition(
      String keyword, Condition condition, Place at, List<PropertyDef> properties) {
    PropertyDef asked =
        properties.stream()
            .filter(property -> property.name().equals(condition.property()))
            .findFirst()
            .orElse(null);
    if (asked != null) {
      Stream.concat(condition.in().stream(), condition.notIn().stream())
          .forEach(value -> checkPossible(keyword, value, asked, at));
    } else if (!condition.property().isEmpty()) {
      problems.add(
          "unknown-member",
          at,
          keyword + " asks for " + condition.property() + ", which is not a neighbouring property",
          Spelling.advice(
              condition.property(), properties.stream().map(PropertyDef::name).toList()));
    }
  }

  /** A value that the neighbour never has makes the condition always true or never. */
  private void checkPossible(String keyword, JsonNode value, PropertyDef asked, Place at) {
    List<JsonNode> listed = new ArrayList<>(asked.value().enumeration());
    asked.knownValues().forEach(known -> listed.add(known.value()));
    if (!asked.value().holds(value)) {
      problems.add(
          "wrong-type",
          at,
          keyword + " asks whether " + asked.name() + " is " + value,
          "write a value of type " + asked.type());
    } else if (!listed.isEmpty() && !asked.value().bits() && !JsonValues.contains(listed, value)) {
      problems.add(
          "unknown-value",
          at,
          keyword + " asks whether " + asked.name() + " is " + value + ", which it does not list",
          Spelling.advice(value.asText(), listed.stream().map(JsonNode::asText).toList()));
    }
  }
}
