package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.ALL;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;

import dev.chatcontract.contract.diff.KeyedList.Entry;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for parameters in an operation or in components. */
final class ParameterRules {
  private static final RuleTable KEYWORDS =
      new RuleTable(Rule.always(breaking("parameter", ALL, "the query changes")))
          .rows(List.of("description", "example", "examples", "x-errata", "x-source"), Rule.WORDS)
          .row("schema", ParameterRules::schema)
          .row(
              "required",
              Rule.either(
                  Difference::isTrueNow, breaking("required", ALL), compatible("required", ALL)))
          .row(
              "x-sensitive",
              Rule.either(
                  Difference::isGone,
                  breaking("x-sensitive", EXTENSIONS, "a secret may turn up in logs"),
                  compatible("x-sensitive", EXTENSIONS, "it is hidden now")));

  private ParameterRules() {}

  /** Compares lists of parameters, which are identified by location and name. */
  static void parameters(Difference list, Comparison comparison) {
    Map<String, Node> before = named(comparison.before(), list.old());
    Map<String, Node> after = named(comparison.after(), list.now());
    Tree.eachKey(
        before,
        after,
        (name, old, now) -> {
          String pointer = list.pointer() + "/" + Place.escape(name);
          if (old != null && now != null) {
            parameter(pointer, old, now, comparison);
          } else if (now != null) {
            boolean required = Entry.flag(now, "required");
            comparison.add(
                pointer,
                now,
                required ? breaking("parameter", ALL) : compatible("parameter", ALL),
                "the parameter " + name + " is new" + (required ? " and required" : ""));
          } else {
            comparison.add(
                pointer,
                list.at(),
                breaking("parameter", ALL),
                "the parameter " + name + " was removed from signatures");
          }
        });
    if (Tree.sameValues(before, after)) {
      comparison.add(list, info("order"), "the same parameters are listed differently");
    }
  }

  private static Map<String, Node> named(Node root, @Nullable Node list) {
    Map<String, Node> parameters = new LinkedHashMap<>();
    for (Node element : Tree.elements(list)) {
      Node parameter = Tree.follow(root, element);
      parameters.put(parameter.text("in") + ":" + parameter.text("name"), parameter);
    }
    return parameters;
  }

  /**
   * Compares two versions of a parameter; in components, it affects all its users in the same way.
   */
  static void parameter(String pointer, Node before, Node after, Comparison comparison) {
    KEYWORDS.compare(pointer, before, after, Direction.REQUEST, comparison);
  }

  private static void schema(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    if (old != null && now != null) {
      SchemaRules.compare(difference.pointer(), old, now, Direction.REQUEST, comparison);
    } else {
      comparison.add(difference, breaking("parameter", ALL));
    }
  }
}
