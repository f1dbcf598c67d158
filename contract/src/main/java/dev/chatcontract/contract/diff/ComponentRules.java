package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.ALL;
import static dev.chatcontract.contract.diff.Audience.CODE;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;
import static dev.chatcontract.contract.diff.Audience.SIMULATOR;

import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for the sections of components. */
final class ComponentRules {
  private static final RuleTable KEY =
      new RuleTable(Rule.always(breaking("security", ALL, "requests are signed differently")))
          .rows(List.of("description", "x-errata", "x-source"), Rule.WORDS)
          .row(
              "x-sensitive",
              Rule.either(
                  Difference::isGone,
                  breaking("x-sensitive", EXTENSIONS, "a secret may turn up in logs"),
                  compatible("x-sensitive", EXTENSIONS)));

  /** The meaning of a removed component, and how to compare two versions of it. */
  private record Section(Assessment gone, String sentence, Compare compare) {}

  private interface Compare {
    void compare(String name, String pointer, Node was, Node is, Comparison comparison);
  }

  private static final Map<String, Section> SECTIONS =
      Map.of(
          "schemas",
          new Section(
              breaking("schema-removed", CODE, "its class vanishes"),
              "the schema {} was removed",
              (name, pointer, was, is, comparison) ->
                  SchemaRules.compare(pointer, was, is, comparison.direction(name), comparison)),
          "examples",
          new Section(
              compatible("sample", Set.of(SIMULATOR)),
              "the sample {} was removed",
              ComponentRules::sample),
          "securitySchemes",
          other("securitySchemes", ComponentRules::key),
          "parameters",
          other(
              "parameters",
              (name, pointer, was, is, comparison) ->
                  ParameterRules.parameter(pointer, was, is, comparison)),
          "requestBodies",
          other(
              "requestBodies",
              (name, pointer, was, is, comparison) ->
                  BodyRules.body(pointer, was, is, Direction.REQUEST, comparison)),
          "responses",
          other(
              "responses",
              (name, pointer, was, is, comparison) ->
                  BodyRules.body(pointer, was, is, Direction.RESPONSE, comparison)));

  private ComponentRules() {}

  private static Section other(String name, Compare compare) {
    return new Section(breaking("component", ALL), "of " + name + ", {} was removed", compare);
  }

  private static Section section(String name) {
    Section known = SECTIONS.get(name);
    return known != null ? known : other(name, ComponentRules::unknown);
  }

  static void components(Difference difference, Comparison comparison) {
    Tree.eachKey(
        Tree.members(difference.old()),
        Tree.members(difference.now()),
        (section, old, now) ->
            section(
                section, Tree.members(old), Tree.members(now), difference.pointer(), comparison));
  }

  private static void section(
      String name,
      Map<String, Node> before,
      Map<String, Node> after,
      String parent,
      Comparison comparison) {
    Section section = section(name);
    Tree.eachKey(
        before,
        after,
        (component, was, is) -> {
          String pointer = parent + "/" + name + "/" + Place.escape(component);
          if (was != null && is != null) {
            section.compare().compare(component, pointer, was, is, comparison);
          } else if (is != null) {
            comparison.add(
                pointer,
                is,
                compatible("component", CODE),
                "of " + name + ", " + component + " is new");
          } else if (was != null) {
            comparison.add(
                pointer, was, section.gone(), section.sentence().replace("{}", component));
          }
        });
  }

  private static void unknown(
      String name, String pointer, Node was, Node is, Comparison comparison) {
    comparison.add(pointer, is, breaking("component", ALL), name + Tree.fromTo(was, is));
  }

  private static void sample(
      String name, String pointer, Node was, Node is, Comparison comparison) {
    if (Tree.same(was.get("value"), is.get("value"))) {
      comparison.add(pointer, is, info("words"), "the sample " + name + " has a new description");
    } else {
      comparison.add(
          pointer + "/value",
          is,
          compatible("sample", Set.of(SIMULATOR)),
          "the sample " + name + " has another value");
    }
  }

  private static void key(String name, String pointer, Node was, Node is, Comparison comparison) {
    KEY.compare(
        was.members(),
        is.members(),
        (key, old, now) ->
            new Difference(
                key,
                "of the key " + name + " the " + key,
                pointer + "/" + Place.escape(key),
                old,
                now,
                now == null ? is : now,
                Direction.REQUEST),
        comparison);
  }
}
