package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.JsonValues;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the JSON type of a value from all its parts: type, format, null and allowed values. */
final class TypeReader {
  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array", "any");

  private final Fields fields;
  private final Problems problems;

  TypeReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  String type(List<Node> parts, Node outer) {
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
      problems.add("missing", items.at(), "items has no type next to it", "add type: array");
    }
    return ofEnumeration(outer);
  }

  /** Derives the type from the allowed values if no keyword gives it. */
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

  @Nullable String format(List<Node> parts) {
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

  boolean nullable(List<Node> parts, List<JsonNode> enumeration) {
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
            "nullable has no effect without a type next to it",
            "write it next to the type, if need be in the schema that is referred to");
      }
      nullable |= here && typed;
      refused |= typed && !here;
    }
    boolean listed = enumeration.isEmpty() || enumeration.stream().anyMatch(JsonNode::isNull);
    return nullable && !refused && listed;
  }

  List<JsonNode> enumeration(List<Node> parts, String type) {
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
            (kind.equals(type) && !kind.equals("any"))
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
      if (allowed.stream().allMatch(JsonNode::isNull)) {
        problems.add(
            "contradiction",
            member.at(),
            "no value" + (allowed.isEmpty() ? "" : " but null") + " is allowed",
            "list the values that are");
      }
    }
    return allowed == null ? List.of() : List.copyOf(allowed);
  }
}
