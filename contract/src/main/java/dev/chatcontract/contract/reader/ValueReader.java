package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.reader.PartsCollector.Parts;
import dev.chatcontract.contract.schema.IntegerWidth;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definition of a value. A definition has several parts: a reference, the elements of
 * {@code allOf}, and its own keywords. The restrictions of all parts apply together; descriptive
 * keywords are taken from the outermost part that has them. A keyword without effect is rejected.
 */
final class ValueReader {
  private final Fields fields;
  private final Problems problems;
  private final PartsCollector collector;
  private final TypeReader types;
  private final LimitReader limits;
  private final ValueExtensions extensions;

  ValueReader(Map<String, Node> nodes, Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
    this.collector = new PartsCollector(nodes, fields, problems);
    this.types = new TypeReader(fields, problems);
    this.limits = new LimitReader(fields, problems);
    this.extensions = new ValueExtensions(fields, problems, limits);
  }

  /** Reads a named schema; for an object, only what concerns it as a whole. */
  ValueDef named(String name, Node node) {
    try (Parts parts = collector.named(name, node)) {
      return value(parts, node.at());
    }
  }

  /**
   * Reads a value that several nodes define together, such as a member of two parts of an object.
   */
  ValueDef told(Role role, List<Node> told) {
    try (Parts parts = collector.unnamed(role, told)) {
      return value(parts, told.get(told.size() - 1).at());
    }
  }

  private ValueDef value(Parts parts, Place at) {
    List<Node> all = parts.keywords();
    Map<String, Node> last = new LinkedHashMap<>();
    all.forEach(part -> last.putAll(part.members()));
    Node outer = Node.object(at, last);
    refuseAlternatives(all);
    refuseTwoObjects(parts, at);
    String ref = parts.refs().isEmpty() ? null : parts.refs().iterator().next();
    String type = types.type(all, outer);
    limits.refuseIdle(all, type);
    if (!parts.named() || type.equals("object")) {
      // Any other named value gets its role only where it is referred to.
      parts.role().refuseIdle(all, problems);
    }
    List<Node> items = members(all, "items");
    if (type.equals("array") && items.isEmpty()) {
      problems.add("missing", at, "the array has no items", "add items: ...");
    }
    String format = types.format(all);
    List<JsonNode> enumeration = types.enumeration(all, type);
    KnownValues known = KnownValues.of(all, type, fields, problems, extensions);
    ValueDef value =
        new ValueDef(
            type,
            format,
            ref,
            items.isEmpty() || !type.equals("array") ? null : told(Role.ELEMENT, items),
            type.equals("object") && parts.objects().isEmpty() ? values(parts, outer) : null,
            kinds(all, parts, type),
            fields.textOr(outer, "description", "").strip(),
            json(outer.get("example")),
            json(outer.get("default")),
            types.nullable(all, enumeration),
            fields.flag(outer, "deprecated"),
            limits.of(all, type, format, at),
            all.stream().anyMatch(part -> fields.flag(part, "uniqueItems")),
            enumeration.stream().filter(each -> !each.isNull()).toList(),
            known.taken(),
            known.bits(),
            known.rejected(),
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
   * Reports known and allowed values that are not values of the type, which nobody could send. Open
   * enumerations have 64 bits, whatever their format.
   */
  private void refuseImpossible(ValueDef value) {
    if (value.readOnly() && value.writeOnly()) {
      problems.add(
          "contradiction",
          value.at(),
          "readOnly and writeOnly leave no message that has the value",
          "keep one of the two");
    }
    for (KnownValue known : value.knownValues()) {
      boolean held =
          value.bits()
              || value.width() == IntegerWidth.UNBOUNDED
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
      boolean integer = value.type().equals("integer") && allowed.isIntegralNumber();
      if (integer && !value.holds(allowed)) {
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

  /**
   * Reports an attempt to extend an object where it is referred to: only its own file defines it.
   */
  private void refuseTwoObjects(Parts parts, Place at) {
    if (parts.named()) {
      return;
    }
    if (parts.objects().size() > 1) {
      problems.add(
          "inline-object",
          at,
          "the objects " + String.join(" and ", parts.objects()) + " are put together here",
          "put them together in a separate schema and refer to it");
    }
    boolean inline =
        parts.keywords().stream()
            .anyMatch(
                part -> {
                  Node additional = part.get("additionalProperties");
                  return SPELLING_OUT.stream().anyMatch(key -> part.get(key) != null)
                      || (additional != null && additional.isFalse());
                });
    if (inline) {
      problems.add(
          "inline-object",
          at,
          "an object is defined inline here",
          "move it into its own file under schemas and refer to it");
    }
  }

  private static final List<String> SPELLING_OUT =
      List.of("properties", "required", "x-required-on-success");

  /** Reads the values of a map, or the unnamed members of an object. */
  private @Nullable ValueDef values(Parts parts, Node outer) {
    List<Node> told =
        members(parts.keywords(), "additionalProperties").stream()
            .filter(node -> !node.members().isEmpty())
            .toList();
    if (told.isEmpty()) {
      return null;
    }
    if (outer.get("allOf") != null && parts.named() && parts.refs().size() > 1) {
      problems.add(
          "closed-part",
          told.get(0).at(),
          "additionalProperties of one part concerns the properties of the others",
          "define the object in one part");
    }
    return told(Role.ENTRY, told);
  }

  /** Reads {@code x-kinds} of an object whose members nothing else defines. */
  private @Nullable KindsDef kinds(List<Node> all, Parts parts, String type) {
    KindsDef kinds = null;
    for (Node part : all) {
      Node node = fields.object(part, "x-kinds");
      if (node == null) {
        continue;
      }
      if (!type.equals("object")
          || !parts.refs().isEmpty()
          || !members(all, "properties").isEmpty()
          || members(all, "additionalProperties").stream()
              .anyMatch(schema -> !schema.members().isEmpty())) {
        problems.add(
            "kinds",
            node.at(),
            "x-kinds says what the members are, and so does the rest of this schema",
            "leave type: object and additionalProperties: true next to x-kinds");
      }
      kinds = kinds(node);
    }
    return kinds;
  }

  private KindsDef kinds(Node node) {
    List<KindsDef.Kind> kinds = new ArrayList<>();
    Node of = fields.object(node, "of");
    if (of == null || of.members().isEmpty()) {
      problems.add(
          "missing", node.at(), "x-kinds lists no kind", "add of: {<value>: {$ref: <schema>}}");
    } else {
      of.members()
          .forEach(
              (value, schema) -> {
                String ref = SchemaReader.refName(schema);
                if (ref == null || !collector.isObject(ref)) {
                  problems.add(
                      "kinds",
                      schema.at(),
                      "the kind " + value + " is not a reference to an object",
                      "write " + value + ": {$ref: <schema with properties>}");
                } else {
                  kinds.add(new KindsDef.Kind(value, ref, schema.at()));
                }
              });
    }
    return new KindsDef(fields.text(node, "by"), List.copyOf(kinds), node.at());
  }

  private static @Nullable JsonNode json(@Nullable Node node) {
    return node == null ? null : node.toJson();
  }
}
