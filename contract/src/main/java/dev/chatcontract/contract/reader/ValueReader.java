package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatcontract.contract.schema.IntegerWidth;
import dev.chatcontract.contract.schema.JsonValues;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one value may be. A value is told in parts: a reference, the elements of {@code allOf}
 * and keywords of its own. Whatever restricts it holds in all of them at once; of what describes it
 * the outermost part counts. A keyword that would have no effect is refused.
 */
final class ValueReader {
  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array", "any");

  private final Map<String, Node> nodes;
  private final Fields fields;
  private final Problems problems;
  private final LimitReader limits;
  private final ValueExtensions extensions;

  /** Named values that are being read: one met again inside itself has no end. */
  private final Set<String> open = new LinkedHashSet<>();

  ValueReader(Map<String, Node> nodes, Fields fields, Problems problems) {
    this.nodes = nodes;
    this.fields = fields;
    this.problems = problems;
    this.limits = new LimitReader(fields, problems);
    this.extensions = new ValueExtensions(fields, problems, limits);
  }

  /** A named schema; of an object only what concerns it as a whole. */
  ValueDef named(String name, Node node) {
    boolean first = open.add(name);
    Parts parts = new Parts(Role.WHOLE);
    parts.collect(node);
    ValueDef value = read(parts, node.at());
    if (first) {
      open.remove(name);
    }
    return value;
  }

  /** A value told by all of these nodes together, such as a member of two parts of an object. */
  ValueDef told(Role role, List<Node> told) {
    Parts parts = new Parts(role);
    told.forEach(parts::collect);
    return read(parts, told.get(told.size() - 1).at());
  }

  /** The parts of one value, from the innermost to the outermost. */
  private final class Parts {
    private final Role role;
    private final boolean named;
    private final List<Node> keywords = new ArrayList<>();
    private final Set<String> refs = new LinkedHashSet<>();
    private final Set<String> entered = new LinkedHashSet<>();
    private final Set<String> objects = new LinkedHashSet<>();

    Parts(Role role) {
      this.role = role;
      this.named = role == Role.WHOLE;
    }

    void collect(Node node) {
      String ref = SchemaReader.refName(node);
      if (ref != null) {
        reference(node, ref);
        return;
      }
      for (Node part : fields.list(node, "allOf")) {
        collect(part);
      }
      keywords.add(node);
    }

    private void reference(Node node, String ref) {
      Node target = nodes.get(ref);
      if (target == null) {
        return;
      }
      refs.add(ref);
      if (!named && isObject(target, new LinkedHashSet<>())) {
        objects.add(ref);
        keywords.add(describing(target));
        return;
      }
      if (!open.contains(ref)) {
        entered.add(ref);
        open.add(ref);
        collect(target);
      } else if (!named && !entered.contains(ref)) {
        problems.add(
            "ref-cycle",
            node.at(),
            "the schema " + ref + " contains itself without an object between",
            "spell out how deep it goes, or put an object between");
      }
    }

    void close() {
      open.removeAll(entered);
    }
  }

  private static Node describing(Node target) {
    Map<String, Node> kept = new LinkedHashMap<>();
    target
        .members()
        .forEach(
            (key, value) -> {
              if (DESCRIBING.contains(key)) {
                kept.put(key, value);
              }
            });
    kept.put("type", Node.scalar(target.at(), JsonNodeFactory.instance.textNode("object")));
    return Node.object(target.at(), kept);
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
      Node additional = node.get("additionalProperties");
      boolean map =
          node.get("properties") == null
              && node.get("allOf") == null
              && additional != null
              && additional.isObject();
      // A map that holds itself needs a name of its own, as an object has.
      return !map || (additional != null && reaches(additional, node, new LinkedHashSet<>()));
    }
    String ref = SchemaReader.refName(node);
    Node target = ref == null ? null : nodes.get(ref);
    if (target != null && isObject(target, seen)) {
      return true;
    }
    Node allOf = node.get("allOf");
    return allOf != null && allOf.elements().stream().anyMatch(part -> isObject(part, seen));
  }

  /** Whether a value holds, with no object between, the schema looked for. */
  private boolean reaches(Node from, Node wanted, Set<Node> seen) {
    if (from == wanted) {
      return true;
    }
    if (!seen.add(from) || from.get("properties") != null) {
      return false;
    }
    List<Node> inner = new ArrayList<>();
    String ref = SchemaReader.refName(from);
    if (ref != null && nodes.get(ref) != null) {
      inner.add(nodes.get(ref));
    }
    for (String key : List.of("items", "additionalProperties")) {
      Node member = from.get(key);
      if (member != null) {
        inner.add(member);
      }
    }
    Node allOf = from.get("allOf");
    if (allOf != null) {
      inner.addAll(allOf.elements());
    }
    return inner.stream().anyMatch(next -> reaches(next, wanted, seen));
  }

  private ValueDef read(Parts parts, Place at) {
    try {
      return value(parts, at);
    } finally {
      parts.close();
    }
  }

  private ValueDef value(Parts parts, Place at) {
    List<Node> all = parts.keywords;
    Map<String, Node> last = new LinkedHashMap<>();
    all.forEach(part -> last.putAll(part.members()));
    Node outer = Node.object(at, last);
    refuseAlternatives(all);
    refuseTwoObjects(parts, at);
    String ref = parts.refs.isEmpty() ? null : parts.refs.iterator().next();
    String type = type(all, outer);
    limits.refuseIdle(all, type);
    if (!parts.named || type.equals("object")) {
      // Of another named value it matters what it is where somebody refers to it.
      parts.role.refuseIdle(all, problems);
    }
    List<Node> items = members(all, "items");
    if (type.equals("array") && items.isEmpty()) {
      problems.add("missing", at, "the array has no items", "add items: ...");
    }
    List<JsonNode> enumeration = enumeration(all, type);
    ValueDef value =
        new ValueDef(
            type,
            format(all),
            ref,
            items.isEmpty() || !type.equals("array") ? null : told(Role.ELEMENT, items),
            type.equals("object") && parts.objects.isEmpty() ? values(parts, outer) : null,
            fields.textOr(outer, "description", "").strip(),
            json(outer.get("example")),
            json(outer.get("default")),
            nullable(all, enumeration),
            fields.flag(outer, "deprecated"),
            limits.of(all, at),
            all.stream().anyMatch(part -> fields.flag(part, "uniqueItems")),
            enumeration.stream().filter(each -> !each.isNull()).toList(),
            extensions.knownValues(all, type),
            extensions.rejectedValues(all, type),
            extensions.appliesWhen(all),
            extensions.limitsWhen(all, type),
            fields.flag(outer, "x-sensitive") || "password".equals(outer.text("format")),
            fields.optionalText(outer, "x-unit"),
            List.copyOf(fields.texts(outer, "x-errata")),
            fields.source(outer, "x-source"),
            all.stream().anyMatch(part -> fields.flag(part, "readOnly")),
            all.stream().anyMatch(part -> fields.flag(part, "writeOnly")),
            at);
    refuseImpossible(value);
    return value;
  }

  /**
   * Known and allowed values have to be values of the type, or nobody can ever send them. Open
   * enumerations hold 64 bits whatever their format.
   */
  private void refuseImpossible(ValueDef value) {
    for (KnownValue known : value.knownValues()) {
      boolean held =
          value.width() == IntegerWidth.UNBOUNDED
              || IntegerWidth.INT64.holds(known.value().decimalValue());
      if (known.value().isNumber() && !held) {
        problems.add(
            "contradiction",
            known.at(),
            "the known value " + known.value() + " does not fit the format " + value.format(),
            "leave the format out, or list values that fit");
      }
    }
    for (JsonNode allowed : value.enumeration()) {
      if (allowed.isNumber() && !value.holds(allowed)) {
        problems.add(
            "contradiction",
            value.at(),
            "the value " + allowed + " does not fit the format " + value.format(),
            "leave the format out, or list values that fit");
      }
    }
  }

  private static List<Node> members(List<Node> parts, String key) {
    List<Node> found = new ArrayList<>();
    for (Node part : parts) {
      Node member = part.get(key);
      if (member != null && member.isObject()) {
        found.add(member);
      }
    }
    return found;
  }

  private void refuseAlternatives(List<Node> parts) {
    for (Node part : parts) {
      for (String unsupported : List.of("oneOf", "anyOf", "not")) {
        Node member = part.get(unsupported);
        if (member != null) {
          problems.add(
              "unsupported-keyword",
              member.at(),
              unsupported + " has no counterpart in many client languages",
              "describe the value with one open schema");
        }
      }
    }
  }

  /** An object that is referred to is what its own file says; nothing can be added in passing. */
  private void refuseTwoObjects(Parts parts, Place at) {
    if (parts.named) {
      return;
    }
    if (parts.objects.size() > 1) {
      problems.add(
          "inline-object",
          at,
          "the objects " + String.join(" and ", parts.objects) + " are put together here",
          "put them together in a schema of its own and refer to that");
    }
    boolean spelt =
        parts.keywords.stream()
            .anyMatch(
                part -> {
                  Node additional = part.get("additionalProperties");
                  return SPELLING_OUT.stream().anyMatch(key -> part.get(key) != null)
                      || (additional != null && additional.isFalse());
                });
    if (spelt) {
      problems.add(
          "inline-object",
          at,
          "an object is spelt out here",
          "move it into a file of its own under schemas and refer to it");
    }
  }

  private static final List<String> SPELLING_OUT =
      List.of("properties", "required", "x-required-on-success");

  private String type(List<Node> parts, Node outer) {
    String type = null;
    for (Node part : parts) {
      String next = fields.optionalText(part, "type");
      if (next == null) {
        continue;
      }
      Node member = part.get("type");
      Place at = member == null ? part.at() : member.at();
      if (!TYPES.contains(next)) {
        problems.add(
            "unknown-value",
            at,
            "the type " + next + " is unknown",
            "use string, integer, number, boolean, object or array");
      } else if (type == null || (type.equals("number") && next.equals("integer"))) {
        type = next;
      } else if (!next.equals(type) && !(next.equals("number") && type.equals("integer"))) {
        problems.add(
            "contradiction",
            at,
            "the type is " + next + " here and " + type + " in another part",
            "let all parts of allOf name one type");
      }
    }
    if (type != null) {
      return type;
    }
    if (outer.get("properties") != null) {
      return "object";
    }
    Node items = outer.get("items");
    if (items != null) {
      problems.add("missing", items.at(), "items stands without a type", "add type: array");
    }
    return ofEnumeration(outer);
  }

  /** A value that is one of a list of texts is a text, also where no type says so. */
  private String ofEnumeration(Node outer) {
    Set<String> types = new LinkedHashSet<>();
    for (Node value : fields.list(outer, "enum")) {
      types.add(kind(value.toJson()));
    }
    return types.size() == 1 ? types.iterator().next() : "any";
  }

  private static String kind(JsonNode value) {
    if (value.isTextual()) {
      return "string";
    }
    if (value.isBoolean()) {
      return "boolean";
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() ? "integer" : "number";
    }
    return "any";
  }

  private @Nullable String format(List<Node> parts) {
    String format = null;
    for (Node part : parts) {
      String next = fields.optionalText(part, "format");
      Node member = part.get("format");
      if (next == null || member == null || next.equals(format)) {
        continue;
      }
      if (format == null || Set.of(format, next).equals(Set.of("int32", "int64"))) {
        format = format == null ? next : "int32";
      } else {
        problems.add(
            "contradiction",
            member.at(),
            "the format is " + next + " here and " + format + " in another part",
            "let all parts of allOf name one format");
      }
    }
    return format;
  }

  private boolean nullable(List<Node> parts, List<JsonNode> enumeration) {
    boolean nullable = false;
    boolean refused = false;
    for (Node part : parts) {
      boolean here = fields.flag(part, "nullable");
      boolean typed = part.get("type") != null;
      Node member = part.get("nullable");
      if (here && !typed && member != null) {
        problems.add(
            "idle-keyword",
            member.at(),
            "nullable has no effect without a type beside it",
            "write it beside the type, in the schema that is referred to if need be");
      }
      nullable |= here && typed;
      refused |= typed && !here;
    }
    boolean listed = enumeration.isEmpty() || enumeration.stream().anyMatch(JsonNode::isNull);
    return nullable && !refused && listed;
  }

  private List<JsonNode> enumeration(List<Node> parts, String type) {
    List<JsonNode> allowed = null;
    for (Node part : parts) {
      Node member = part.get("enum");
      if (member == null) {
        continue;
      }
      List<JsonNode> next = new ArrayList<>();
      for (Node element : fields.list(part, "enum")) {
        JsonNode value = element.toJson();
        String kind = kind(value);
        boolean fits =
            kind.equals(type)
                || (type.equals("number") && kind.equals("integer"))
                || value.isNull();
        if (!fits) {
          problems.add(
              "contradiction",
              element.at(),
              "the value " + value + " is not of the type " + type,
              "list values of one type, texts, numbers or booleans, and name that type");
        }
        next.add(value);
      }
      List<JsonNode> before = allowed;
      allowed =
          before == null
              ? next
              : next.stream().filter(value -> JsonValues.contains(before, value)).toList();
      if (allowed.isEmpty()) {
        problems.add(
            "contradiction", member.at(), "no value is allowed", "list the values that are");
      }
    }
    return allowed == null ? List.of() : List.copyOf(allowed);
  }

  /** What the members of a map are, or those of an object beside its named ones. */
  private @Nullable ValueDef values(Parts parts, Node outer) {
    List<Node> told =
        members(parts.keywords, "additionalProperties").stream()
            .filter(node -> !node.members().isEmpty())
            .toList();
    if (told.isEmpty()) {
      return null;
    }
    if (outer.get("allOf") != null && parts.named && parts.refs.size() > 1) {
      problems.add(
          "closed-part",
          told.get(0).at(),
          "additionalProperties of one part concerns the properties of the others",
          "spell the object out in one part");
    }
    return told(Role.ENTRY, told);
  }

  private static @Nullable JsonNode json(@Nullable Node node) {
    return node == null ? null : node.toJson();
  }
}
