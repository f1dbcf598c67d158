package dev.chatcontract.contract.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.source.Node;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small functions on nodes and pairs of nodes. */
final class Tree {
  private static final int SHOWN = 80;

  private Tree() {}

  /** Receives both versions of an entry; one of them may be null, never both. */
  interface Pair {
    void accept(String key, @Nullable Node before, @Nullable Node after);
  }

  static String last(String ref) {
    return ref.substring(ref.lastIndexOf('/') + 1);
  }

  /**
   * Returns the target of a reference; the node itself if it is not a reference or has no target.
   */
  static Node follow(Node root, Node node) {
    String ref = node.text("$ref");
    Node target = ref == null ? null : root.find(ref.substring(1));
    return target == null ? node : target;
  }

  static Map<String, Node> members(@Nullable Node node) {
    return node == null ? Map.of() : node.members();
  }

  static @Nullable Node member(@Nullable Node node, String name) {
    return node == null ? null : node.get(name);
  }

  static List<Node> elements(@Nullable Node node) {
    return node == null ? List.of() : node.elements();
  }

  static @Nullable BigDecimal number(@Nullable Node node) {
    return node == null ? null : node.toJson().decimalValue();
  }

  static boolean isZero(Node node) {
    JsonNode json = node.toJson();
    return json.isNumber() && json.decimalValue().signum() == 0;
  }

  static boolean same(@Nullable Node one, @Nullable Node other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one == other || one.hasValueOf(other);
  }

  static Set<String> texts(@Nullable Node list) {
    Set<String> texts = new LinkedHashSet<>();
    if (list != null) {
      list.elements().forEach(element -> texts.add(element.toJson().asText()));
    }
    return texts;
  }

  static Set<JsonNode> values(Node list) {
    Set<JsonNode> values = new LinkedHashSet<>();
    list.elements().forEach(element -> values.add(element.toJson()));
    return values;
  }

  /**
   * Returns the entries of a list by the value of a member, or by "no condition" without it; a
   * repeated key gets a suffix.
   */
  static Map<String, Node> byKey(@Nullable Node list, String member) {
    Map<String, Node> entries = new LinkedHashMap<>();
    if (list != null) {
      for (Node entry : list.elements()) {
        Node key = entry.get(member);
        String name = key == null ? "no condition" : text(key);
        while (entries.containsKey(name)) {
          name += " (again)";
        }
        entries.put(name, entry);
      }
    }
    return entries;
  }

  /** Visits the entries that differ, the old ones first. */
  static void eachKey(Map<String, Node> before, Map<String, Node> after, Pair pair) {
    Set<String> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      Node old = before.get(key);
      Node now = after.get(key);
      if (!same(old, now)) {
        pair.accept(key, old, now);
      }
    }
  }

  static boolean sameValues(Map<String, Node> before, Map<String, Node> after) {
    return before.keySet().equals(after.keySet())
        && before.entrySet().stream().allMatch(e -> same(e.getValue(), after.get(e.getKey())));
  }

  static JsonNode without(Node node, String... members) {
    JsonNode json = node.toJson();
    if (json instanceof ObjectNode object) {
      object.remove(Set.of(members));
    }
    return json;
  }

  /** Returns a phrase for a changed, new or removed value. */
  static String fromTo(@Nullable Node old, @Nullable Node now) {
    if (old == null) {
      return " is new: " + text(now);
    }
    return now == null
        ? " was removed, it was " + text(old)
        : " was " + text(old) + " and is " + text(now);
  }

  private static String text(@Nullable Node node) {
    if (node == null) {
      return "absent";
    }
    JsonNode json = node.toJson();
    String text = json.isTextual() ? json.textValue() : json.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
  }
}
