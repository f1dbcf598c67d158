package dev.chatcontract.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates bodies without any code under test: OpenAPI keywords with networknt's validator;
 * extensions, integer widths, readOnly and writeOnly by walking the unchanged document.
 */
final class Referee {
  private static final BigDecimal INT64_MAX = new BigDecimal("9223372036854775807");
  private static final BigDecimal INT64_MIN = new BigDecimal("-9223372036854775808");

  private final ObjectNode document;
  private final boolean response;
  private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
  private final Map<String, Schema> compiled = new HashMap<>();

  Referee(ObjectNode document, boolean response) {
    this.document = document.deepCopy();
    this.response = response;
    requireOnlyWhatThisSideSends(this.document.path("components").path("schemas"));
  }

  /** One fault; {@code conditional} if its rule is in {@code x-limits-when}. */
  record Finding(String pointer, String rule, boolean conditional, boolean warning) {}

  Set<Finding> judge(String schema, JsonNode body) {
    Set<Finding> found = new HashSet<>();
    judge(schema, body, "", found);
    return found;
  }

  private void judge(String schema, JsonNode body, String at, Set<Finding> found) {
    for (Error error : compiled.computeIfAbsent(schema, this::compile).validate(body)) {
      String pointer = at + error.getInstanceLocation();
      String rule = error.getKeyword();
      if (rule.equals("uniqueItems") || rule.equals("multipleOf")) {
        // For these two, networknt computes with doubles and treats 1E+2 and 100 as different
        // numbers.
        continue;
      }
      if (rule.equals("required") || rule.equals("additionalProperties")) {
        pointer += "/" + escaped(error.getProperty());
      }
      boolean isNull = error.getInstanceNode() != null && error.getInstanceNode().isNull();
      found.add(new Finding(pointer, isNull ? "type" : rule, false, false));
    }
    walk(schema(schema), body, at, null, found);
  }

  private Schema compile(String name) {
    ObjectNode root = document.objectNode().put("$ref", "#/components/schemas/" + name);
    root.set("components", document.get("components"));
    return registry.getSchema(root);
  }

  private JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  /** Removes members that only the other side sends from the required ones. */
  private void requireOnlyWhatThisSideSends(JsonNode node) {
    if (node.get("required") instanceof ArrayNode required && node.has("properties")) {
      for (int i = required.size() - 1; i >= 0; i--) {
        JsonNode property = node.get("properties").path(required.get(i).asText());
        if (property.path(response ? "writeOnly" : "readOnly").asBoolean()) {
          required.remove(i);
        }
      }
    }
    node.forEach(this::requireOnlyWhatThisSideSends);
  }

  private void walk(
      JsonNode schema, JsonNode value, String at, @Nullable JsonNode owner, Set<Finding> found) {
    List<JsonNode> parts = new ArrayList<>();
    parts(schema, parts);
    if (owner != null) {
      for (JsonNode part : parts) {
        if (part.path(response ? "writeOnly" : "readOnly").asBoolean()) {
          found.add(new Finding(at, response ? "writeOnly" : "readOnly", false, false));
        }
        JsonNode applies = part.path("x-applies-when");
        if (applies.isObject() && Boolean.FALSE.equals(ask(applies, owner))) {
          found.add(new Finding(at, "x-applies-when", false, warns(applies)));
        }
      }
    }
    if (value.isNull()) {
      // OpenAPI 3.0.4: nullable only extends the type; the list of values still applies.
      for (JsonNode part : parts) {
        if (part.has("enum") && !part.get("enum").toString().contains("null")) {
          found.add(new Finding(at, "type", false, false));
        }
      }
      return;
    }
    width(parts, value, at, found);
    documented(parts, value, at, found);
    for (JsonNode part : parts) {
      if (value.isTextual() && bytes(value) > part.path("x-max-bytes").asInt(Integer.MAX_VALUE)) {
        found.add(new Finding(at, "x-max-bytes", false, false));
      }
      if (value.isContainerNode()
          && textBytes(value) > part.path("x-max-total-bytes").asInt(Integer.MAX_VALUE)) {
        found.add(new Finding(at, "x-max-total-bytes", false, false));
      }
      for (JsonNode rejected : part.path("x-rejected-values")) {
        if (same(rejected.get("value"), value)) {
          found.add(new Finding(at, "x-rejected-values", false, false));
        }
      }
      for (JsonNode limit : part.path("x-limits-when")) {
        JsonNode when = limit.path("when");
        if (when.isMissingNode() || (owner != null && Boolean.TRUE.equals(ask(when, owner)))) {
          limit(limit, value, at, found);
        }
      }
      JsonNode kinds = part.path("x-kinds");
      if (kinds.isObject() && owner != null && value.isObject()) {
        JsonNode kind = kinds.path("of").path(text(owner.path(kinds.path("by").asText())));
        if (kind.isObject()) {
          judge(kind.get("$ref").asText().replaceFirst(".*/", ""), value, at, found);
        }
      }
      if (value.isNumber()
          && part.has("multipleOf")
          && value.decimalValue().remainder(part.get("multipleOf").decimalValue()).signum() != 0) {
        found.add(new Finding(at, "multipleOf", false, false));
      }
      children(part, value, at, found);
    }
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : "none of the kinds";
  }

  /** A documented value that this place does not list is rejected; an undocumented one is not. */
  private static void documented(
      List<JsonNode> parts, JsonNode value, String at, Set<Finding> found) {
    for (JsonNode part : parts) {
      JsonNode only = part.path("x-only-values");
      for (JsonNode holder : parts) {
        for (JsonNode known : holder.path("x-extensible-enum")) {
          if (!only.isMissingNode()
              && same(known.get("value"), value)
              && only.valueStream().noneMatch(each -> same(each, value))) {
            found.add(new Finding(at, "x-rejected-values", false, false));
          }
        }
      }
    }
  }

  private static int textBytes(JsonNode value) {
    int bytes = value.isTextual() ? bytes(value) : 0;
    for (JsonNode inner : value) {
      bytes += textBytes(inner);
    }
    return bytes;
  }

  private void children(JsonNode part, JsonNode value, String at, Set<Finding> found) {
    if (value.isArray() && part.path("uniqueItems").asBoolean()) {
      for (int i = 1; i < value.size(); i++) {
        for (int j = 0; j < i; j++) {
          if (same(value.get(i), value.get(j))) {
            found.add(new Finding(at, "uniqueItems", false, false));
          }
        }
      }
    }
    if (value.isArray() && part.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        walk(part.get("items"), value.get(i), at + "/" + i, null, found);
      }
    }
    if (value.isObject()) {
      for (var member : value.properties()) {
        JsonNode property = part.path("properties").path(member.getKey());
        String below = at + "/" + escaped(member.getKey());
        if (!property.isMissingNode()) {
          walk(property, member.getValue(), below, value, found);
        } else if (part.path("additionalProperties").isObject()) {
          walk(part.get("additionalProperties"), member.getValue(), below, null, found);
        }
      }
    }
  }

  private void parts(JsonNode schema, List<JsonNode> parts) {
    if (schema.has("$ref")) {
      parts(schema(schema.get("$ref").asText().replaceFirst(".*/", "")), parts);
      return;
    }
    schema.path("allOf").forEach(part -> parts(part, parts));
    parts.add(schema);
  }

  private static void width(List<JsonNode> parts, JsonNode value, String at, Set<Finding> found) {
    if (!value.isIntegralNumber()
        || parts.stream().noneMatch(p -> p.path("type").asText().equals("integer"))) {
      return;
    }
    boolean narrow = parts.stream().anyMatch(p -> p.path("format").asText().equals("int32"));
    boolean stated =
        narrow || parts.stream().anyMatch(p -> p.path("format").asText().equals("int64"));
    boolean unbounded =
        !stated
            && parts.stream()
                .anyMatch(p -> exceeds(p.path("minimum")) || exceeds(p.path("maximum")));
    boolean fits = narrow ? value.canConvertToInt() : unbounded || !exceeds(value);
    if (!fits) {
      found.add(new Finding(at, "format", false, false));
    }
  }

  private static boolean exceeds(JsonNode number) {
    return number.isNumber()
        && (number.decimalValue().compareTo(INT64_MAX) > 0
            || number.decimalValue().compareTo(INT64_MIN) < 0);
  }

  private void limit(JsonNode limit, JsonNode value, String at, Set<Finding> found) {
    boolean warning = warns(limit);
    if (value.isTextual()) {
      if (bytes(value) > limit.path("max-bytes").asInt(Integer.MAX_VALUE)) {
        found.add(new Finding(at, "x-max-bytes", true, warning));
      }
      if (limit.has("pattern")
          && !Pattern.compile(limit.get("pattern").asText()).matcher(value.asText()).find()) {
        found.add(new Finding(at, "pattern", true, warning));
      }
    } else if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      if (limit.has("minimum") && number.compareTo(limit.get("minimum").decimalValue()) < 0) {
        found.add(new Finding(at, "minimum", true, warning));
      }
      if (limit.has("maximum") && number.compareTo(limit.get("maximum").decimalValue()) > 0) {
        found.add(new Finding(at, "maximum", true, warning));
      }
    }
  }

  private static @Nullable Boolean ask(JsonNode condition, JsonNode owner) {
    JsonNode value = owner.path(condition.get("property").asText());
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    boolean in = condition.has("in");
    for (JsonNode each : condition.get(in ? "in" : "not-in")) {
      if (same(each, value)) {
        return in;
      }
    }
    return !in;
  }

  /** Unless the contract states a severity, a fault of an answer is a warning. */
  private boolean warns(JsonNode on) {
    return on.path("severity").asText(response ? "warning" : "error").equals("warning");
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return a.equals(Referee::compared, b);
  }

  /** Numbers are equal however they are written. */
  private static int compared(JsonNode a, JsonNode b) {
    boolean numbers = a.isNumber() && b.isNumber();
    boolean same = numbers ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
    return same ? 0 : 1;
  }

  private static int bytes(JsonNode text) {
    return text.textValue().getBytes(StandardCharsets.UTF_8).length;
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
