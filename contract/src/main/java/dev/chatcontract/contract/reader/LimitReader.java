package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.EcmaPattern;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keywords that limit a value, and rejects those without effect. */
final class LimitReader {
  /** The types to which each keyword applies. */
  private static final Map<String, Set<String>> MEASURES =
      Map.ofEntries(
          Map.entry("minimum", Set.of("integer", "number")),
          Map.entry("maximum", Set.of("integer", "number")),
          Map.entry("exclusiveMinimum", Set.of("integer", "number")),
          Map.entry("exclusiveMaximum", Set.of("integer", "number")),
          Map.entry("multipleOf", Set.of("integer", "number")),
          Map.entry("minLength", Set.of("string")),
          Map.entry("maxLength", Set.of("string")),
          Map.entry("pattern", Set.of("string")),
          Map.entry("x-max-bytes", Set.of("string")),
          Map.entry("max-bytes", Set.of("string")),
          Map.entry("x-max-total-bytes", Set.of("array", "object")),
          Map.entry("minItems", Set.of("array")),
          Map.entry("maxItems", Set.of("array")),
          Map.entry("uniqueItems", Set.of("array")),
          Map.entry("items", Set.of("array")),
          Map.entry("minProperties", Set.of("object")),
          Map.entry("maxProperties", Set.of("object")),
          Map.entry("properties", Set.of("object")),
          Map.entry("additionalProperties", Set.of("object")),
          Map.entry("required", Set.of("object")),
          Map.entry("x-required-on-success", Set.of("object")));

  private final Fields fields;
  private final Problems problems;

  LimitReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /** Reports each keyword that does not apply to values of this type. */
  void refuseIdle(List<Node> parts, String type) {
    for (Node part : parts) {
      part.members()
          .forEach(
              (key, value) -> {
                Set<String> types = MEASURES.get(key);
                if (types != null && !type.equals("any") && !types.contains(type)) {
                  problems.add(
                      "idle-keyword",
                      value.at(),
                      key + " does not apply to a value of type " + type,
                      "remove it, or correct the type");
                }
              });
    }
  }

  /** Returns the limits of all parts together, including those of an integer's format. */
  Limits of(List<Node> parts, String type, @Nullable String format, Place at) {
    boolean integer = type.equals("integer");
    if (!integer && IntegerFormats.has(format)) {
      problems.add(
          "idle-keyword",
          at,
          "the format " + format + " does not apply to a value of type " + type,
          "write type: integer, or leave the format out");
    }
    Limits limits = Limits.NONE;
    for (Node part : parts) {
      limits = limits.and(of(part, "x-max-bytes"));
    }
    refuseEmpty(limits, at);
    if (!integer) {
      return limits;
    }
    if (!isEmpty(limits) && isEmpty(IntegerFormats.range(format).and(limits))) {
      problems.add(
          "empty-range",
          at,
          "no integer of the format " + format + " is within the limits",
          "correct the format or the limits");
    }
    return IntegerFormats.of(format).and(limits);
  }

  private static boolean isEmpty(Limits limits) {
    BigDecimal minimum = limits.minimum();
    BigDecimal maximum = limits.maximum();
    int sign = minimum == null || maximum == null ? -1 : minimum.compareTo(maximum);
    return sign > 0 || (sign == 0 && (limits.exclusiveMinimum() || limits.exclusiveMaximum()));
  }

  /** Returns the limits in one node. */
  Limits of(Node node, String maxBytes) {
    return new Limits(
        fields.optionalNumber(node, "minimum"),
        fields.optionalNumber(node, "maximum"),
        exclusive(node, "exclusiveMinimum", "minimum"),
        exclusive(node, "exclusiveMaximum", "maximum"),
        multiples(node),
        least(node, "minLength"),
        most(node, "maxLength"),
        most(node, maxBytes),
        least(node, "minItems"),
        most(node, "maxItems"),
        most(node, "x-max-total-bytes"),
        least(node, "minProperties"),
        most(node, "maxProperties"),
        patterns(node));
  }

  private boolean exclusive(Node node, String key, String bound) {
    boolean exclusive = fields.flag(node, key);
    Node member = node.get(key);
    if (exclusive && member != null && node.get(bound) == null) {
      problems.add(
          "idle-keyword",
          member.at(),
          key + " has no effect without " + bound + " next to it",
          "write both in one place");
    }
    return exclusive;
  }

  private List<BigDecimal> multiples(Node node) {
    BigDecimal factor = fields.optionalNumber(node, "multipleOf");
    Node member = node.get("multipleOf");
    if (factor == null || member == null) {
      return List.of();
    }
    if (factor.signum() <= 0) {
      problems.add("empty-range", member.at(), "multipleOf is " + factor, "write a number above 0");
      return List.of();
    }
    return List.of(factor);
  }

  private List<String> patterns(Node node) {
    String pattern = fields.optionalText(node, "pattern");
    Node member = node.get("pattern");
    if (pattern == null || member == null) {
      return List.of();
    }
    try {
      EcmaPattern.toJava(pattern);
      return List.of(pattern);
    } catch (IllegalArgumentException e) {
      problems.add(
          "pattern",
          member.at(),
          "the pattern " + pattern + " is not a regular expression of ECMA 262: " + e.getMessage(),
          "correct it");
      return List.of();
    }
  }

  /** Reads a smallest count; no value can have more than 2^31 - 1 characters, items or members. */
  private @Nullable Integer least(Node node, String key) {
    BigDecimal count = count(node, key);
    if (count == null) {
      return null;
    }
    if (count.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      problems.add(
          "empty-range",
          node.at(),
          key + " " + count.toPlainString() + " is more than any value can have",
          "write at most " + Integer.MAX_VALUE);
      return null;
    }
    return count.intValueExact();
  }

  /** Reads a largest count; one that no value can reach is not a limit. */
  private @Nullable Integer most(Node node, String key) {
    BigDecimal count = count(node, key);
    return count == null || count.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
        ? null
        : (Integer) count.intValueExact();
  }

  private @Nullable BigDecimal count(Node node, String key) {
    Node member = node.get(key);
    if (member == null) {
      return null;
    }
    JsonNode value = member.toJson();
    boolean whole = value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
    if (!whole || value.decimalValue().signum() < 0) {
      fields.wrong(member, "a whole number from 0 on");
      return null;
    }
    return value.decimalValue().stripTrailingZeros();
  }

  /** Reports limits that no value can meet. */
  void refuseEmpty(Limits limits, Place at) {
    BigDecimal minimum = limits.minimum();
    BigDecimal maximum = limits.maximum();
    if (minimum != null && maximum != null) {
      int sign = minimum.compareTo(maximum);
      boolean exclusive = limits.exclusiveMinimum() || limits.exclusiveMaximum();
      if (sign > 0 || (sign == 0 && exclusive)) {
        problems.add(
            "empty-range",
            at,
            "minimum "
                + minimum.toPlainString()
                + (sign > 0 ? " is above maximum " : " leaves no number below maximum ")
                + maximum.toPlainString(),
            sign > 0 ? "swap the two" : "correct one of the two");
      }
    }
    refuseEmpty("minLength", limits.minLength(), "maxLength", limits.maxLength(), at);
    refuseEmpty("minLength", limits.minLength(), "x-max-bytes", limits.maxBytes(), at);
    refuseEmpty("minItems", limits.minItems(), "maxItems", limits.maxItems(), at);
    refuseEmpty(
        "minProperties", limits.minProperties(), "maxProperties", limits.maxProperties(), at);
  }

  private void refuseEmpty(
      String lowName, @Nullable Integer low, String highName, @Nullable Integer high, Place at) {
    if (low != null && high != null && low > high) {
      problems.add(
          "empty-range",
          at,
          lowName + " " + low + " is above " + highName + " " + high,
          "correct one of the two");
    }
  }
}
