package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.ALL;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;
import static dev.chatcontract.contract.diff.Audience.JAVA;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for changed members of an object, and for when it has them. */
final class MemberRules {
  private MemberRules() {}

  static void properties(Difference difference, Comparison comparison) {
    String pointer = difference.pointer();
    Map<String, Node> removed = new LinkedHashMap<>(Tree.members(difference.old()));
    Map<String, Node> added = new LinkedHashMap<>(Tree.members(difference.now()));
    Set<String> common = new LinkedHashSet<>(removed.keySet());
    common.retainAll(added.keySet());
    for (String name : common) {
      Node before = removed.remove(name);
      Node after = added.remove(name);
      if (before != null && after != null) {
        SchemaRules.compare(
            pointer + "/" + Place.escape(name), before, after, difference.direction(), comparison);
      }
    }
    removed.forEach(
        (name, before) -> {
          String heir = heir(name, before, added);
          Node after = heir == null ? null : added.remove(heir);
          if (heir == null || after == null) {
            comparison.add(
                pointer + "/" + Place.escape(name),
                difference.at(),
                breaking("property-removed", ALL, lost(difference.direction())),
                "the property " + name + " was removed");
          } else {
            comparison.add(
                pointer + "/" + Place.escape(heir),
                after,
                breaking("property-renamed", ALL, "the wire name is another"),
                "the property " + name + " is called " + heir + " now");
          }
        });
    added.forEach(
        (name, after) ->
            comparison.add(
                pointer + "/" + Place.escape(name),
                after,
                compatible("property-added", ALL),
                "the property " + name + " is new"));
  }

  private static String lost(Direction direction) {
    return switch (direction) {
      case REQUEST -> "callers cannot set it any more";
      case RESPONSE -> "readers do not get it any more";
      case BOTH -> "callers can neither set nor read it any more";
    };
  }

  private static @Nullable String heir(String name, Node before, Map<String, Node> added) {
    for (Map.Entry<String, Node> candidate : added.entrySet()) {
      JsonNode type = candidate.getValue().toJson().path("type");
      if (Tree.same(candidate.getValue(), before)
          || (Spelling.close(name, candidate.getKey())
              && type.equals(before.toJson().path("type")))) {
        return candidate.getKey();
      }
    }
    return null;
  }

  static void required(Difference difference, Comparison comparison) {
    Direction direction = difference.direction();
    listed(
        difference,
        direction.sent()
            ? breaking("required", ALL, "requests without it fail")
            : compatible("required", ALL),
        direction.sent() ? " is required now" : " is always there now",
        direction.received()
            ? breaking("required", ALL, "readers relied on it")
            : breaking("required", Set.of(JAVA), "the generated of(...) no longer takes it"),
        direction.received() ? " may be missing now" : " may be left out now",
        comparison);
  }

  static void requiredOnSuccess(Difference difference, Comparison comparison) {
    listed(
        difference,
        compatible("x-required-on-success", EXTENSIONS),
        " comes with every success now",
        breaking("x-required-on-success", EXTENSIONS, "readers relied on it"),
        " may be missing from a success now",
        comparison);
  }

  private static void listed(
      Difference difference,
      Assessment ifAdded,
      String added,
      Assessment ifRemoved,
      String removed,
      Comparison comparison) {
    Set<String> before = Tree.texts(difference.old());
    Set<String> after = Tree.texts(difference.now());
    after.stream()
        .filter(name -> !before.contains(name))
        .forEach(name -> comparison.add(difference, ifAdded, name + added));
    before.stream()
        .filter(name -> !after.contains(name))
        .forEach(name -> comparison.add(difference, ifRemoved, name + removed));
    if (before.equals(after)) {
      comparison.add(
          difference, info("order"), difference.key() + " lists the same names in another order");
    }
  }

  static void additional(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    boolean map = now != null && now.isObject();
    boolean wasMap = old != null && old.isObject();
    if (old != null && now != null && map && wasMap) {
      SchemaRules.compare(difference.pointer(), old, now, difference.direction(), comparison);
      return;
    }
    boolean wasClosed = isClosed(old);
    Assessment outcome;
    if (isClosed(now) && !wasClosed) {
      outcome = breaking("additionalProperties", ALL, "unknown members are refused");
    } else if (wasClosed && !map) {
      outcome = compatible("additionalProperties", ALL, "unknown members may come");
    } else if (map || wasMap) {
      outcome = breaking("additionalProperties", ALL, "values of a map changed type");
    } else {
      outcome = info("additionalProperties", "the meaning is the same");
    }
    comparison.add(difference, outcome);
  }

  private static boolean isClosed(@Nullable Node additional) {
    return additional != null && additional.isScalar() && !additional.toJson().booleanValue();
  }

  /**
   * Compares the order of properties. It does not matter in JSON, but generated records and their
   * {@code of} take the values in this order: two values of the same type would be swapped, and the
   * code would still compile.
   */
  static void order(String schema, String pointer, Node was, Node is, Comparison comparison) {
    List<Node> parts = Tree.elements(is.get("allOf"));
    List<Node> before = Tree.elements(was.get("allOf"));
    for (int i = 0; i < Math.min(parts.size(), before.size()); i++) {
      order(schema, pointer + "/allOf/" + i, before.get(i), parts.get(i), comparison);
    }
    List<String> old = new ArrayList<>(Tree.members(was.get("properties")).keySet());
    List<String> now = new ArrayList<>(Tree.members(is.get("properties")).keySet());
    old.retainAll(now);
    now.retainAll(old);
    if (!old.equals(now)) {
      comparison.add(
          pointer + "/properties",
          is,
          breaking("order", Set.of(JAVA), "constructors take them in that order"),
          "the properties of " + schema + " are in another order");
    }
  }
}
