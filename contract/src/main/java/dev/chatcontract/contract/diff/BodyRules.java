package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.ALL;
import static dev.chatcontract.contract.diff.Audience.SIMULATOR;

import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import java.util.Set;

/** The rules for bodies in an operation or in components. */
final class BodyRules {
  private static final RuleTable KEYWORDS =
      new RuleTable(Rule.always(compatible("extension", ALL)))
          .row("description", Rule.WORDS)
          .row(
              "required",
              Rule.either(
                  Difference::isTrueNow, breaking("required", ALL), compatible("required", ALL)))
          .row("content", BodyRules::content);

  private static final RuleTable MEDIA_TYPE =
      new RuleTable(Rule.UNKNOWN)
          .row("schema", BodyRules::schema)
          .row("examples", BodyRules::samples)
          .row(
              "example",
              (difference, comparison) ->
                  comparison.add(difference, info("words"), "the example changed"));

  private BodyRules() {}

  static void request(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    if (old != null && now != null) {
      body(difference.pointer(), old, now, Direction.REQUEST, comparison);
    } else {
      comparison.add(
          difference,
          breaking("body", ALL),
          "the body" + (old == null ? " is new" : " was removed"));
    }
  }

  static void responses(Difference difference, Comparison comparison) {
    Tree.eachKey(
        Tree.members(difference.old()),
        Tree.members(difference.now()),
        (status, old, now) -> {
          String pointer = difference.pointer() + "/" + Place.escape(status);
          if (old != null && now != null) {
            body(pointer, old, now, Direction.RESPONSE, comparison);
          } else if (now != null) {
            comparison.add(
                pointer, now, compatible("response", ALL), "the status " + status + " is new");
          } else {
            comparison.add(
                pointer,
                difference.at(),
                breaking("response", ALL),
                "the status " + status + " was removed");
          }
        });
  }

  static void body(String pointer, Node old, Node now, Direction direction, Comparison comparison) {
    KEYWORDS.compare(
        Tree.follow(comparison.before(), old).members(),
        Tree.follow(comparison.after(), now).members(),
        (key, was, is) -> Difference.member(key, pointer, was, is, now, direction),
        comparison);
  }

  private static void content(Difference difference, Comparison comparison) {
    Tree.eachKey(
        Tree.members(difference.old()),
        Tree.members(difference.now()),
        (type, old, now) -> {
          String pointer = difference.pointer() + "/" + Place.escape(type);
          if (old != null && now != null) {
            MEDIA_TYPE.compare(pointer, old, now, difference.direction(), comparison);
          } else if (now != null) {
            comparison.add(pointer, now, compatible("media-type", ALL), type + " is new");
          } else {
            comparison.add(
                pointer, difference.at(), breaking("media-type", ALL), type + " was removed");
          }
        });
  }

  private static void schema(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    if (old != null && now != null) {
      SchemaRules.compare(difference.pointer(), old, now, difference.direction(), comparison);
    } else {
      comparison.add(difference, breaking("body", ALL), "the schema came or went");
    }
  }

  private static void samples(Difference difference, Comparison comparison) {
    Tree.eachKey(
        Tree.members(difference.old()),
        Tree.members(difference.now()),
        (name, old, now) -> {
          String change =
              old == null ? " is new" : now == null ? " was removed" : " is a different one";
          comparison.add(
              difference.pointer() + "/" + Place.escape(name),
              now == null ? difference.at() : now,
              compatible("sample", Set.of(SIMULATOR)),
              "the sample " + name + change);
        });
  }
}
