package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the parts that define a value: targets of references, elements of {@code allOf}, and its
 * own keywords.
 */
final class PartsCollector {
  private static final Set<String> DESCRIBING =
      Set.of(
          "description",
          "example",
          "nullable",
          "deprecated",
          "x-errata",
          "x-source",
          "x-sensitive");

  private final Map<String, Node> nodes;
  private final Fields fields;
  private final Problems problems;

  /** Named values that are being read; meeting one again inside itself means infinite recursion. */
  private final Set<String> open = new LinkedHashSet<>();

  PartsCollector(Map<String, Node> nodes, Fields fields, Problems problems) {
    this.nodes = nodes;
    this.fields = fields;
    this.problems = problems;
  }

  /** Collects the parts of a named schema; close them after reading. */
  Parts named(String name, Node node) {
    Parts parts = new Parts(Role.WHOLE);
    parts.chain.add(name);
    if (open.add(name)) {
      parts.entered.add(name);
    }
    parts.collect(node);
    return parts;
  }

  /** Collects the parts of a value without a name; close them after reading. */
  Parts unnamed(Role role, List<Node> told) {
    Parts parts = new Parts(role);
    told.forEach(parts::collect);
    return parts;
  }

  /** The parts of one value, from the innermost to the outermost. */
  final class Parts implements AutoCloseable {
    private final Role role;
    private final List<Node> keywords = new ArrayList<>();
    private final Set<String> refs = new LinkedHashSet<>();
    private final Set<String> entered = new LinkedHashSet<>();

    /**
     * The schemas on the way from the value to the current part; meeting one of them again means a
     * cycle.
     */
    private final Set<String> chain = new LinkedHashSet<>();

    private final Set<String> objects = new LinkedHashSet<>();

    private Parts(Role role) {
      this.role = role;
    }

    Role role() {
      return role;
    }

    boolean named() {
      return role == Role.WHOLE;
    }

    /** Returns one node for each part, with its own keywords. */
    List<Node> keywords() {
      return keywords;
    }

    /** Returns the schemas that the value refers to. */
    Set<String> refs() {
      return refs;
    }

    /** Returns those of {@link #refs} that are objects, whose members are not merged. */
    Set<String> objects() {
      return objects;
    }

    private void collect(Node node) {
      String ref = SchemaReader.refName(node);
      if (ref != null) {
        reference(node, ref);
        return;
      }
      for (Node part : fields.list(node, "allOf")) {
        collect(part);
      }
      keywords.add(node);
    }

    private void reference(Node node, String ref) {
      Node target = nodes.get(ref);
      if (target == null) {
        return;
      }
      refs.add(ref);
      if (!named() && isObject(target, new LinkedHashSet<>())) {
        objects.add(ref);
        keywords.add(describing(target));
        return;
      }
      if (!open.contains(ref)) {
        entered.add(ref);
        open.add(ref);
        chain.add(ref);
        collect(target);
        chain.remove(ref);
      } else if (chain.contains(ref) || (!named() && !entered.contains(ref))) {
        problems.add(
            "ref-cycle",
            node.at(),
            "the schema " + ref + " contains itself without an object between",
            "spell out how deep it goes, or put an object between");
      }
    }

    @Override
    public void close() {
      open.removeAll(entered);
    }
  }

  private static Node describing(Node target) {
    Map<String, Node> kept = new LinkedHashMap<>();
    target
        .members()
        .forEach(
            (key, value) -> {
              if (DESCRIBING.contains(key)) {
                kept.put(key, value);
              }
            });
    kept.put("type", Node.scalar(target.at(), JsonNodeFactory.instance.textNode("object")));
    return Node.object(target.at(), kept);
  }

  /** Returns whether the schema with this name is an object that becomes a type. */
  boolean isObject(String name) {
    Node target = nodes.get(name);
    return target != null && isObject(target, new LinkedHashSet<>());
  }

  private boolean isObject(Node node, Set<Node> seen) {
    if (!seen.add(node)) {
      return false;
    }
    if ("object".equals(node.text("type")) || node.get("properties") != null) {
      Node additional = node.get("additionalProperties");
      boolean map =
          node.get("properties") == null
              && node.get("allOf") == null
              && additional != null
              && additional.isObject();
      // A map that contains itself needs a name, as an object does.
      return !map || (additional != null && reaches(additional, node, new LinkedHashSet<>()));
    }
    String ref = SchemaReader.refName(node);
    Node target = ref == null ? null : nodes.get(ref);
    if (target != null && isObject(target, seen)) {
      return true;
    }
    Node allOf = node.get("allOf");
    return allOf != null && allOf.elements().stream().anyMatch(part -> isObject(part, seen));
  }

  /** Returns whether a value contains the wanted schema without an object in between. */
  private boolean reaches(Node from, Node wanted, Set<Node> seen) {
    if (from == wanted) {
      return true;
    }
    if (!seen.add(from) || from.get("properties") != null) {
      return false;
    }
    List<Node> inner = new ArrayList<>();
    String ref = SchemaReader.refName(from);
    if (ref != null && nodes.get(ref) != null) {
      inner.add(nodes.get(ref));
    }
    for (String key : List.of("items", "additionalProperties")) {
      Node member = from.get(key);
      if (member != null) {
        inner.add(member);
      }
    }
    Node allOf = from.get("allOf");
    if (allOf != null) {
      inner.addAll(allOf.elements());
    }
    return inner.stream().anyMatch(next -> reaches(next, wanted, seen));
  }
}
