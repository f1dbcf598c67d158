package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.ALL;
import static dev.chatcontract.contract.diff.Audience.CODE;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;
import static dev.chatcontract.contract.diff.Audience.JAVA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.source.Node;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for the keywords of a schema. */
final class SchemaRules {
  private static final List<String> WORDS =
      List.of(
          "description",
          "title",
          "example",
          "externalDocs",
          "x-errata",
          "x-source",
          "reason",
          "meaning");

  /**
   * The rules for keywords, which also apply to the limits in an entry of {@code x-limits-when}.
   */
  static final RuleTable KEYWORDS =
      new RuleTable(Rule.UNKNOWN)
          .rows(WORDS, Rule.WORDS)
          .rows(
              List.of(
                  "maximum",
                  "maxLength",
                  "maxItems",
                  "maxProperties",
                  "x-max-bytes",
                  "x-max-total-bytes",
                  "max-bytes"),
              SchemaRules::upperLimit)
          .rows(
              List.of("minimum", "minLength", "minItems", "minProperties"), SchemaRules::lowerLimit)
          .rows(
              List.of(
                  "pattern", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems"),
              SchemaRules::restriction)
          .row("type", Rule.always(breaking("type", ALL, "another JSON type")))
          .row("format", Rule.always(breaking("format", CODE, "another type in code")))
          .row(
              "default",
              Rule.always(breaking("default", ALL, "leaving it out means something else")))
          .row("nullable", SchemaRules::nullable)
          .row("deprecated", Rule.always(compatible("deprecated", CODE, "compilers may warn")))
          .row("properties", MemberRules::properties)
          .row("required", MemberRules::required)
          .row("x-required-on-success", MemberRules::requiredOnSuccess)
          .row("additionalProperties", MemberRules::additional)
          .row("items", SchemaRules::items)
          .row("allOf", SchemaRules::allOf)
          .row("enum", ListedValueRules::enumeration)
          .row("x-extensible-enum", ListedValueRules::known)
          .row("x-bits", ListedValueRules::bits)
          .row("x-only-values", ListedValueRules::onlyValues)
          .row("x-rejected-values", ListedValueRules.REJECTED)
          .row("x-applies-when", ConditionRules::appliesWhen)
          .row("x-limits-when", ConditionRules.LIMITS)
          .row("x-kinds", SchemaRules::kinds)
          .row(
              "x-sensitive",
              Rule.either(
                  Difference::isGone,
                  breaking("x-sensitive", EXTENSIONS, "a secret may turn up in logs"),
                  compatible("x-sensitive", EXTENSIONS, "it is hidden now")))
          .row(
              "x-unit",
              Rule.either(
                  Difference::isChanged,
                  breaking("x-unit", ALL, "numbers mean something else"),
                  info("x-unit")));

  private SchemaRules() {}

  /** Compares two versions of a schema, inline or in components. */
  static void compare(
      String pointer, Node before, Node after, Direction direction, Comparison comparison) {
    if (Tree.same(before, after)) {
      return;
    }
    Node old = wrapped(before, after);
    Node now = wrapped(after, before);
    if (old.get("$ref") != null || now.get("$ref") != null) {
      reference(pointer, old, now, comparison);
    } else if (Tree.same(old, now)) {
      comparison.add(
          pointer, after, info("reference"), "the reference is written with or without allOf");
    } else {
      KEYWORDS.compare(pointer, old, now, direction, comparison);
      width(pointer, old, now, comparison);
    }
  }

  /** Returns a reference as the other version writes it, if that wraps the same one in allOf. */
  private static Node wrapped(Node node, Node other) {
    List<Node> parts = Tree.elements(other.get("allOf"));
    return node.get("$ref") != null && parts.size() == 1 && Tree.same(node, parts.get(0))
        ? Node.object(node.at(), Map.of("allOf", Node.array(node.at(), List.of(node))))
        : node;
  }

  /** An integer whose limits exceed 64 bits has another type in Java, unless a format fixes it. */
  private static void width(String pointer, Node before, Node after, Comparison comparison) {
    boolean same =
        Tree.same(before.get("type"), after.get("type"))
            && Tree.same(before.get("format"), after.get("format"));
    if (same
        && "integer".equals(after.text("type"))
        && !String.valueOf(after.text("format")).matches("u?int[0-9]+|double-int")
        && exceedsLong(before) != exceedsLong(after)) {
      comparison.add(
          pointer,
          after,
          breaking("type", Set.of(JAVA), "another type in Java"),
          "the integer "
              + (exceedsLong(after) ? "may exceed 64 bits now" : "stays within 64 bits now"));
    }
  }

  private static boolean exceedsLong(Node schema) {
    Stream<Node> limits = Stream.of("minimum", "maximum").map(schema::get).filter(Objects::nonNull);
    Stream<Node> known =
        Tree.elements(schema.get("x-extensible-enum")).stream()
            .map(entry -> entry.get("value"))
            .filter(Objects::nonNull);
    return Stream.of(limits, Tree.elements(schema.get("enum")).stream(), known)
        .flatMap(nodes -> nodes)
        .map(Node::toJson)
        .anyMatch(
            json -> json.isNumber() && json.decimalValue().toBigInteger().bitLength() >= Long.SIZE);
  }

  private static void reference(String pointer, Node before, Node after, Comparison comparison) {
    String old = before.text("$ref");
    String now = after.text("$ref");
    boolean alike =
        substance(comparison.before(), before).equals(substance(comparison.after(), after));
    String sentence = "the value is " + named(now) + " and was " + named(old);
    if (alike && listsValues(comparison.after(), after)) {
      comparison.add(
          pointer, after, breaking("reference", Set.of(JAVA), "another type in Java"), sentence);
    } else if (alike && (old == null || now == null)) {
      comparison.add(pointer, after, info("reference", "its rules are the same"), sentence);
    } else {
      comparison.add(
          pointer, after, breaking("reference", ALL), sentence + ", which is another type");
    }
  }

  /** Returns whether the schema, if it has a name, has a class with its listed values. */
  private static boolean listsValues(Node root, Node node) {
    Node schema = Tree.follow(root, node);
    return schema.get("x-extensible-enum") != null || schema.get("x-bits") != null;
  }

  private static String named(@Nullable String ref) {
    return ref == null ? "spelt out here" : "a " + Tree.last(ref);
  }

  /** Returns a schema without its descriptive words; if it is a reference, its target. */
  private static JsonNode substance(Node root, Node node) {
    JsonNode json = Tree.follow(root, node).toJson();
    if (json instanceof ObjectNode object) {
      object.remove(WORDS);
    }
    return json;
  }

  private static void upperLimit(Difference difference, Comparison comparison) {
    limit(difference, -1, comparison);
  }

  private static void lowerLimit(Difference difference, Comparison comparison) {
    limit(difference, 1, comparison);
  }

  private static void limit(Difference difference, int inward, Comparison comparison) {
    BigDecimal before = Tree.number(difference.old());
    BigDecimal after = Tree.number(difference.now());
    boolean stricter = after != null && (before == null || after.compareTo(before) * inward > 0);
    comparison.add(
        difference, Assessment.limit(difference.key(), stricter, difference.direction()));
  }

  /** Judges a keyword that is stricter when added and looser when removed. */
  private static void restriction(Difference difference, Comparison comparison) {
    comparison.add(
        difference,
        difference.isChanged()
            ? breaking(difference.key(), ALL, "neither contains the other")
            : Assessment.limit(difference.key(), difference.isNew(), difference.direction()));
  }

  private static void nullable(Difference difference, Comparison comparison) {
    Direction direction = difference.direction();
    boolean hurts = difference.isTrueNow() ? direction.received() : direction.sent();
    comparison.add(
        difference,
        hurts
            ? breaking("nullable", ALL, "null changed its standing")
            : compatible("nullable", ALL));
  }

  private static void items(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    if (old != null && now != null) {
      compare(difference.pointer(), old, now, difference.direction(), comparison);
    } else {
      comparison.add(difference, breaking("type", ALL, "another type"));
    }
  }

  private static void kinds(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    String by = old == null ? null : old.text("by");
    if (old == null) {
      comparison.add(difference, compatible("x-kinds", EXTENSIONS, "kinds have types now"));
    } else if (now == null || !Objects.equals(by, now.text("by"))) {
      comparison.add(
          difference, breaking("x-kinds", Set.of(JAVA), "kinds are distinguished differently"));
    } else {
      Map<String, Node> before = Tree.members(old.get("of"));
      Map<String, Node> after = Tree.members(now.get("of"));
      after.forEach(
          (kind, schema) -> {
            Node was = before.get(kind);
            if (was == null) {
              comparison.add(
                  difference.pointer(),
                  schema,
                  compatible("x-kinds", EXTENSIONS, "objects of a kind have members now"),
                  "the kind " + kind + " is new");
            } else if (!Tree.same(was, schema)) {
              comparison.add(
                  difference.pointer(),
                  schema,
                  breaking("x-kinds", Set.of(JAVA), "another type"),
                  "the kind " + kind + " has another schema");
            }
          });
      before.forEach(
          (kind, schema) -> {
            if (!after.containsKey(kind)) {
              comparison.add(
                  difference.pointer(),
                  difference.at(),
                  breaking("x-kinds", Set.of(JAVA), "what reads it does not compile any more"),
                  "the kind " + kind + " was removed");
            }
          });
    }
  }

  private static void allOf(Difference difference, Comparison comparison) {
    List<Node> before = Tree.elements(difference.old());
    List<Node> after = Tree.elements(difference.now());
    if (before.size() != after.size()) {
      comparison.add(difference, breaking("reference", ALL, "another type"));
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      compare(
          difference.pointer() + "/" + i,
          before.get(i),
          after.get(i),
          difference.direction(),
          comparison);
    }
  }
}
