package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Changes.ALL;
import static dev.chatcontract.contract.diff.Changes.CODE;
import static dev.chatcontract.contract.diff.Changes.EXTENSIONS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Spelling;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions of one schema keyword by keyword. What is stricter than before hurts those
 * who send, what is looser hurts those who receive.
 */
final class SchemaDiff {
  /** Upper limits: a smaller number is stricter. */
  private static final Set<String> UPPER =
      Set.of("maximum", "maxLength", "maxItems", "maxProperties", "x-max-bytes", "max-bytes");

  private static final Set<String> LOWER =
      Set.of("minimum", "minLength", "minItems", "minProperties");

  /** Keywords that only restrict: stricter when they appear, looser when they go. */
  private static final Set<String> RESTRICTING =
      Set.of("pattern", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems");

  private static final Set<String> WORDS =
      Set.of(
          "description",
          "title",
          "example",
          "externalDocs",
          "x-errata",
          "x-source",
          "reason",
          "meaning");

  private final Node oldRoot;
  private final Node newRoot;
  private final Changes changes;

  SchemaDiff(Node oldRoot, Node newRoot, Changes changes) {
    this.oldRoot = oldRoot;
    this.newRoot = newRoot;
    this.changes = changes;
  }

  void compare(String pointer, Node before, Node after, Direction direction) {
    if (before.toJson().equals(after.toJson())) {
      return;
    }
    if (before.get("$ref") != null || after.get("$ref") != null) {
      reference(pointer, before, after);
      return;
    }
    Tree.eachKey(
        before.members(),
        after.members(),
        (key, old, now) -> {
          keyword(key, pointer + "/" + Tree.escape(key), old, now, after, direction);
        });
  }

  private void reference(String pointer, Node before, Node after) {
    String old = before.text("$ref");
    String now = after.text("$ref");
    boolean alike = substance(oldRoot, before).equals(substance(newRoot, after));
    String what =
        "the value is "
            + (now == null ? "spelt out here" : "a " + Tree.last(now))
            + " and was "
            + (old == null ? "spelt out here" : "a " + Tree.last(old));
    if (alike && (old == null || now == null)) {
      changes.info("reference", pointer, after, what + "; its rules are the same");
    } else {
      changes.breaking("reference", pointer, after, what + ", which is another type", ALL);
    }
  }

  /** A schema without words, its outermost reference followed. */
  private static JsonNode substance(Node root, Node node) {
    String ref = node.text("$ref");
    Node target = ref == null ? node : root.find(ref.substring(1));
    JsonNode json = (target == null ? node : target).toJson();
    if (json instanceof ObjectNode object) {
      object.remove(WORDS);
    }
    return json;
  }

  private void keyword(
      String key,
      String pointer,
      @Nullable Node old,
      @Nullable Node now,
      Node after,
      Direction direction) {
    Node at = now == null ? after : now;
    String change = key + Tree.fromTo(old, now);
    if (WORDS.contains(key)) {
      changes.info("words", pointer, at, change);
    } else if (UPPER.contains(key) || LOWER.contains(key)) {
      limit(key, pointer, old, now, at, direction, change);
    } else if (RESTRICTING.contains(key)) {
      if (old != null && now != null) {
        changes.breaking(key, pointer, at, change + "; neither contains the other", ALL);
      } else {
        stricter(now != null, key, pointer, at, direction, change);
      }
    } else {
      structure(key, pointer, old, now, at, direction, change);
    }
  }

  private void limit(
      String key,
      String pointer,
      @Nullable Node old,
      @Nullable Node now,
      Node at,
      Direction direction,
      String change) {
    BigDecimal before = Tree.number(old);
    BigDecimal after = Tree.number(now);
    boolean stricter =
        after != null
            && (before == null
                || (UPPER.contains(key)
                    ? after.compareTo(before) < 0
                    : after.compareTo(before) > 0));
    stricter(stricter, key, pointer, at, direction, change);
  }

  private void stricter(
      boolean stricter, String rule, String pointer, Node at, Direction direction, String change) {
    if (stricter) {
      if (direction.sent()) {
        changes.breaking(rule, pointer, at, change + "; requests that were right are refused", ALL);
      } else {
        changes.compatible(rule, pointer, at, change + "; answers keep within the old limit", ALL);
      }
    } else if (direction.received()) {
      changes.breaking(
          rule, pointer, at, change + "; answers may go beyond what readers expect", ALL);
    } else {
      changes.compatible(rule, pointer, at, change + "; requests may do more", ALL);
    }
  }

  private void structure(
      String key,
      String pointer,
      @Nullable Node old,
      @Nullable Node now,
      Node at,
      Direction direction,
      String change) {
    switch (key) {
      case "properties" -> properties(pointer, old, now, direction);
      case "required" -> required(pointer, old, now, at, direction);
      case "x-required-on-success" -> requiredOnSuccess(pointer, old, now, at);
      case "items" -> nested("items", pointer, old, now, at, direction);
      case "allOf" -> allOf(pointer, old, now, at, direction);
      case "additionalProperties" -> additional(pointer, old, now, at, direction);
      case "enum" -> enumeration(pointer, old, now, at, direction);
      case "x-extensible-enum" -> knownValues(pointer, old, now, at);
      case "x-rejected-values" -> rejectedValues(pointer, old, now, at, direction);
      case "x-applies-when" -> appliesWhen(pointer, old, now, at, direction);
      case "x-limits-when" -> limitsWhen(pointer, old, now, at, direction);
      case "nullable" -> {
        boolean nullable = now != null && now.toJson().booleanValue();
        if (nullable ? direction.received() : direction.sent()) {
          changes.breaking("nullable", pointer, at, change + "; null changed its standing", ALL);
        } else {
          changes.compatible("nullable", pointer, at, change, ALL);
        }
      }
      case "x-sensitive" -> {
        if (now == null) {
          changes.breaking(
              "x-sensitive", pointer, at, change + "; a secret may turn up in logs", EXTENSIONS);
        } else {
          changes.compatible("x-sensitive", pointer, at, change + "; it is hidden now", EXTENSIONS);
        }
      }
      case "x-unit" -> {
        if (old != null && now != null) {
          changes.breaking("x-unit", pointer, at, change + "; numbers mean something else", ALL);
        } else {
          changes.info("x-unit", pointer, at, change);
        }
      }
      case "deprecated" ->
          changes.compatible("deprecated", pointer, at, change + "; compilers may warn", CODE);
      case "type" -> changes.breaking("type", pointer, at, change + "; another JSON type", ALL);
      case "format" ->
          changes.breaking("format", pointer, at, change + "; another type in code", CODE);
      case "default" ->
          changes.breaking(
              "default", pointer, at, change + "; leaving it out means something else", ALL);
      default -> {
        if (key.startsWith("x-")) {
          changes.compatible("extension", pointer, at, change, EXTENSIONS);
        } else {
          changes.breaking("keyword", pointer, at, change + "; its effect is unknown", ALL);
        }
      }
    }
  }

  private void nested(
      String key,
      String pointer,
      @Nullable Node old,
      @Nullable Node now,
      Node at,
      Direction direction) {
    if (old != null && now != null) {
      compare(pointer, old, now, direction);
    } else {
      changes.breaking("type", pointer, at, key + Tree.fromTo(old, now) + "; another type", ALL);
    }
  }

  private void allOf(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, Direction direction) {
    List<Node> before = old == null ? List.of() : old.elements();
    List<Node> after = now == null ? List.of() : now.elements();
    if (before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(pointer + "/" + i, before.get(i), after.get(i), direction);
      }
    } else {
      changes.breaking(
          "reference", pointer, at, "allOf" + Tree.fromTo(old, now) + "; another type", ALL);
    }
  }

  private void properties(
      String pointer, @Nullable Node old, @Nullable Node now, Direction direction) {
    Map<String, Node> removed = new LinkedHashMap<>(old == null ? Map.of() : old.members());
    Map<String, Node> added = new LinkedHashMap<>(now == null ? Map.of() : now.members());
    Set<String> common = new LinkedHashSet<>(removed.keySet());
    common.retainAll(added.keySet());
    for (String name : common) {
      Node before = removed.remove(name);
      Node after = added.remove(name);
      if (before != null && after != null) {
        compare(pointer + "/" + Tree.escape(name), before, after, direction);
      }
    }
    removed.forEach(
        (name, before) -> {
          String heir = heir(name, before, added);
          if (heir == null) {
            changes.breaking(
                "property-removed",
                pointer + "/" + Tree.escape(name),
                before,
                "the property " + name + " is gone" + lost(direction),
                ALL);
          } else {
            Node after = added.remove(heir);
            changes.breaking(
                "property-renamed",
                pointer + "/" + Tree.escape(heir),
                after == null ? before : after,
                "the property " + name + " is called " + heir + " now; the wire name is another",
                ALL);
          }
        });
    added.forEach(
        (name, after) ->
            changes.compatible(
                "property-added",
                pointer + "/" + Tree.escape(name),
                after,
                "the property " + name + " is new",
                ALL));
  }

  private static String lost(Direction direction) {
    return switch (direction) {
      case REQUEST -> "; callers cannot set it any more";
      case RESPONSE -> "; readers do not get it any more";
      case BOTH -> "; callers can neither set nor read it any more";
    };
  }

  private static @Nullable String heir(String name, Node before, Map<String, Node> added) {
    for (Map.Entry<String, Node> candidate : added.entrySet()) {
      boolean same = candidate.getValue().toJson().equals(before.toJson());
      JsonNode type = candidate.getValue().toJson().path("type");
      if (same
          || (Spelling.close(name, candidate.getKey())
              && type.equals(before.toJson().path("type")))) {
        return candidate.getKey();
      }
    }
    return null;
  }

  private void required(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, Direction direction) {
    Set<String> before = Tree.texts(old);
    Set<String> after = Tree.texts(now);
    for (String name : after) {
      if (!before.contains(name)) {
        if (direction.sent()) {
          changes.breaking(
              "required", pointer, at, name + " is required now; requests without it fail", ALL);
        } else {
          changes.compatible("required", pointer, at, name + " is always there now", ALL);
        }
      }
    }
    for (String name : before) {
      if (!after.contains(name)) {
        if (direction.received()) {
          changes.breaking(
              "required", pointer, at, name + " may be missing now; readers relied on it", ALL);
        } else {
          changes.breaking(
              "required",
              pointer,
              at,
              name + " may be left out now; the generated of(...) takes it no more",
              EnumSet.of(Audience.JAVA));
        }
      }
    }
    order(before, after, "required", pointer, at);
  }

  private void requiredOnSuccess(String pointer, @Nullable Node old, @Nullable Node now, Node at) {
    Set<String> before = Tree.texts(old);
    Set<String> after = Tree.texts(now);
    for (String name : after) {
      if (!before.contains(name)) {
        changes.compatible(
            "x-required-on-success",
            pointer,
            at,
            name + " comes with every success now",
            EXTENSIONS);
      }
    }
    for (String name : before) {
      if (!after.contains(name)) {
        changes.breaking(
            "x-required-on-success",
            pointer,
            at,
            name + " may be missing from a success now; readers relied on it",
            EXTENSIONS);
      }
    }
    order(before, after, "x-required-on-success", pointer, at);
  }

  private void order(Set<String> before, Set<String> after, String rule, String pointer, Node at) {
    if (before.equals(after)) {
      changes.info("order", pointer, at, rule + " lists the same names in another order");
    }
  }

  private void additional(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, Direction direction) {
    if (old != null && now != null && old.isObject() && now.isObject()) {
      compare(pointer, old, now, direction);
      return;
    }
    String change = "additionalProperties" + Tree.fromTo(old, now);
    boolean closed = now != null && now.isScalar() && !now.toJson().booleanValue();
    boolean wasClosed = old != null && old.isScalar() && !old.toJson().booleanValue();
    if (closed && !wasClosed) {
      changes.breaking(
          "additionalProperties", pointer, at, change + "; unknown members are refused", ALL);
    } else if (wasClosed) {
      changes.compatible(
          "additionalProperties", pointer, at, change + "; unknown members may come", ALL);
    } else if ((old != null && old.isObject()) || (now != null && now.isObject())) {
      changes.breaking(
          "additionalProperties", pointer, at, change + "; values of a map changed type", ALL);
    } else {
      changes.info("additionalProperties", pointer, at, change + "; the meaning is the same");
    }
  }

  private void enumeration(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, Direction direction) {
    if (old == null || now == null) {
      stricter(now != null, "enum", pointer, at, direction, "enum" + Tree.fromTo(old, now));
      return;
    }
    Set<JsonNode> before = Tree.values(old);
    Set<JsonNode> after = Tree.values(now);
    for (JsonNode value : before) {
      if (!after.contains(value)) {
        changes.breaking(
            "enum", pointer, at, "the value " + value + " is gone; code names it", ALL);
      }
    }
    for (JsonNode value : after) {
      if (!before.contains(value)) {
        stricter(false, "enum", pointer, at, direction, "the value " + value + " is new");
      }
    }
    if (before.equals(after)) {
      changes.info("order", pointer, at, "enum lists the same values in another order");
    }
  }

  private void knownValues(String pointer, @Nullable Node old, @Nullable Node now, Node at) {
    Map<String, Node> before = Tree.byKey(old, "value");
    Map<String, Node> after = Tree.byKey(now, "value");
    Tree.eachKey(
        before,
        after,
        (value, was, is) -> {
          if (was == null) {
            changes.compatible(
                "known-value", pointer, at, "the known value " + value + " is new", EXTENSIONS);
          } else if (is == null) {
            changes.breaking(
                "known-value",
                pointer,
                at,
                "the known value " + value + " is gone; its constant vanishes",
                EXTENSIONS);
          } else if (!Tree.same(was.get("name"), is.get("name"))) {
            changes.breaking(
                "known-value",
                pointer,
                is,
                "the constant of " + value + Tree.fromTo(was.get("name"), is.get("name")),
                EnumSet.of(Audience.JAVA));
          } else {
            changes.info("words", pointer, is, "the meaning of " + value + " is reworded");
          }
        });
    if (!before.isEmpty() && Tree.sameValues(before, after)) {
      changes.info("order", pointer, at, "the known values are in another order");
    }
  }

  private void rejectedValues(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, Direction direction) {
    Map<String, Node> before = Tree.byKey(old, "value");
    Map<String, Node> after = Tree.byKey(now, "value");
    Tree.eachKey(
        before,
        after,
        (value, was, is) -> {
          if (was != null && is != null) {
            changes.info("words", pointer, is, "the reason for refusing " + value + " changed");
          } else {
            stricter(
                was == null,
                "x-rejected-values",
                pointer,
                at,
                direction,
                "the value " + value + (was == null ? " is refused now" : " is taken now"));
          }
        });
    if (!before.isEmpty() && Tree.sameValues(before, after)) {
      changes.info("order", pointer, at, "the refused values are in another order");
    }
  }

  private void appliesWhen(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, Direction direction) {
    if (old != null
        && now != null
        && Tree.without(old, "reason", "severity")
            .equals(Tree.without(now, "reason", "severity"))) {
      if (Tree.same(old.get("severity"), now.get("severity"))) {
        changes.info("words", pointer, at, "the reason of x-applies-when is reworded");
      } else {
        stricter(
            !"warning".equals(now.text("severity")),
            "x-applies-when",
            pointer,
            at,
            direction,
            "x-applies-when: severity" + Tree.fromTo(old.get("severity"), now.get("severity")));
      }
      return;
    }
    String change = "x-applies-when" + Tree.fromTo(old, now);
    if (old != null && now != null) {
      changes.breaking(
          "x-applies-when", pointer, at, change + "; the member belongs elsewhere", EXTENSIONS);
    } else {
      stricter(now != null, "x-applies-when", pointer, at, direction, change);
    }
  }

  private void limitsWhen(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, Direction direction) {
    Map<String, Node> before = Tree.byKey(old, "when");
    Map<String, Node> after = Tree.byKey(now, "when");
    Tree.eachKey(
        before,
        after,
        (when, was, is) -> {
          if (was == null || is == null) {
            stricter(
                was == null,
                "x-limits-when",
                pointer,
                at,
                direction,
                "a limit under " + when + (was == null ? " is new" : " is gone"));
          } else {
            Set<String> keys = new LinkedHashSet<>(was.members().keySet());
            keys.addAll(is.members().keySet());
            for (String key : keys) {
              Node from = was.get(key);
              Node to = is.get(key);
              if (Tree.same(from, to)) {
                continue;
              }
              if (key.equals("severity")) {
                stricter(
                    !"warning".equals(is.text("severity")),
                    "x-limits-when",
                    pointer,
                    is,
                    direction,
                    "severity of a limit" + Tree.fromTo(from, to));
              } else {
                keyword(key, pointer, from, to, is, direction);
              }
            }
          }
        });
    if (!before.isEmpty() && Tree.sameValues(before, after)) {
      changes.info("order", pointer, at, "the limits are in another order");
    }
  }
}
