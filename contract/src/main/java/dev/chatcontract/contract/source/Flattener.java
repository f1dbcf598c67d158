package dev.chatcontract.contract.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Merges many files into one document: path items and extensions replace the references to them,
 * everything else becomes a component named after its file.
 */
final class Flattener {
  /** The sections that references may lead to, in the order in which they are written. */
  private static final List<String> SECTIONS =
      List.of(
          "securitySchemes",
          "parameters",
          "headers",
          "requestBodies",
          "responses",
          "schemas",
          "examples");

  private static final Pattern COMPONENT_NAME = Pattern.compile("[a-zA-Z0-9._-]+");

  private static final Pattern EXTENSION = Pattern.compile("\\.(yaml|yml|json)$");

  private final SourceFiles sources;
  private final Problems problems;
  private final Map<String, Map<String, Node>> components = new HashMap<>();
  private final Map<String, Place> owners = new HashMap<>();
  private final Deque<Pending> queue = new ArrayDeque<>();

  /**
   * Targets of the references that are currently being inlined; meeting one of them again means a
   * cycle.
   */
  private final Set<String> inlining = new LinkedHashSet<>();

  Flattener(SourceFiles sources, Problems problems) {
    this.sources = sources;
    this.problems = problems;
  }

  private record Pending(String section, String name, Node node, Shape shape) {}

  private record Target(Node node, String name) {}

  Node flatten() {
    Place start = new Place(sources.rootName(), 1, 1, "");
    Node root = sources.file(sources.rootName(), start);
    if (root == null) {
      return Node.object(start, Map.of());
    }
    if (!root.isObject()) {
      problems.add("openapi", root.at(), "the root is not a mapping", "write an OpenAPI document");
      return Node.object(start, Map.of());
    }
    Map<String, Node> members = new LinkedHashMap<>();
    Node ownComponents = root.get("components");
    if (ownComponents != null) {
      register(ownComponents);
    }
    root.members()
        .forEach(
            (key, value) -> {
              if (!key.equals("components")) {
                members.put(key, copy(value, Shape.ROOT.child(key)));
              } else {
                members.put(key, value);
              }
            });
    while (!queue.isEmpty()) {
      Pending next = queue.remove();
      section(next.section()).put(next.name(), copy(next.node(), next.shape()));
    }
    Map<String, Node> sections = new LinkedHashMap<>();
    if (ownComponents != null) {
      ownComponents
          .members()
          .forEach(
              (key, value) -> {
                if (!SECTIONS.contains(key)) {
                  sections.put(key, copy(value, Shape.COMPONENTS.child(key)));
                }
              });
    }
    Place componentsAt =
        ownComponents == null ? root.at().child("components", 1, 1) : ownComponents.at();
    for (String name : SECTIONS) {
      Map<String, Node> section = components.get(name);
      if (section != null && !section.isEmpty()) {
        sections.put(name, Node.object(componentsAt.child(name, 1, 1), section));
      }
    }
    if (sections.isEmpty()) {
      members.remove("components");
    } else {
      members.put("components", Node.object(componentsAt, sections));
    }
    return Node.object(root.at(), members);
  }

  private Map<String, Node> section(String name) {
    return components.computeIfAbsent(name, n -> new TreeMap<>());
  }

  /** Queues the components in the root file, whether they are used or not. */
  private void register(Node ownComponents) {
    ownComponents
        .members()
        .forEach(
            (section, entries) -> {
              if (!SECTIONS.contains(section)) {
                return;
              }
              Shape shape = Shape.COMPONENTS.child(section).child("");
              entries
                  .members()
                  .forEach(
                      (name, entry) -> {
                        Target target = resolve(entry, name);
                        if (target == null) {
                          return;
                        }
                        if (!target.name().equals(name)) {
                          problems.add(
                              "component-name",
                              entry.at(),
                              "the component " + name + " is in a file for " + target.name(),
                              "give both the same name, tools name components by their file");
                          return;
                        }
                        enqueue(section, name, target.node(), shape);
                      });
            });
  }

  private void enqueue(String section, String name, Node node, Shape shape) {
    if (!COMPONENT_NAME.matcher(name).matches()) {
      problems.add(
          "component-name",
          node.at(),
          "the name " + name + " cannot be that of a component",
          "use letters, digits, dot, hyphen and underscore");
      return;
    }
    Place owner = owners.putIfAbsent(section + "/" + name, node.at());
    if (owner == null) {
      queue.add(new Pending(section, name, node, shape));
    } else if (!owner.equals(node.at())) {
      problems.add(
          "component-name",
          node.at(),
          "the name " + name + " is taken by " + owner.file(),
          "rename one of the two files");
    }
  }

  private Node copy(Node node, Shape shape) {
    if (shape == Shape.DATA) {
      return node;
    }
    String ref = shape.refers() ? node.text("$ref") : null;
    if (ref != null) {
      return reference(node, ref, shape);
    }
    Node link = shape.refers() && shape != Shape.EXTENSION ? node.get("$ref") : null;
    if (link != null) {
      problems.add(
          "wrong-type", link.at(), "this is " + link.kind(), "write the text of a reference");
      return Node.unresolved(node.at());
    }
    if (node.isObject()) {
      boolean schema = shape == Shape.SCHEMA || shape == Shape.PROPERTY;
      Node whole = schema ? PlainValues.entries(node, problems) : node;
      Map<String, Node> members = new LinkedHashMap<>();
      whole.members().forEach((key, value) -> members.put(key, copy(value, shape.child(key))));
      return Node.object(node.at(), members);
    }
    if (node.isArray()) {
      List<Node> elements = new ArrayList<>();
      for (Node element : node.elements()) {
        elements.add(copy(element, shape.child("")));
      }
      return Node.array(node.at(), elements);
    }
    return node;
  }

  private Node reference(Node node, String ref, Shape shape) {
    if (shape != Shape.EXTENSION) {
      refuseSiblings(node, ref, shape);
    }
    Target target = resolve(node, "");
    if (target == null) {
      return Node.unresolved(node.at());
    }
    String section = shape.section();
    if (section != null) {
      enqueue(
          section, target.name(), target.node(), shape == Shape.PROPERTY ? Shape.SCHEMA : shape);
      Node link =
          Node.scalar(
              node.at(),
              JsonNodeFactory.instance.textNode(
                  "#/components/" + section + "/" + Place.escape(target.name())));
      return Node.object(node.at(), Map.of("$ref", link));
    }
    String key = target.node().at().file() + "#" + target.node().at().pointer();
    if (!inlining.add(key)) {
      problems.add(
          "ref-cycle", node.at(), "the reference " + ref + " leads back to itself", "break it up");
      return Node.unresolved(node.at());
    }
    Node inlined = copy(target.node(), shape);
    inlining.remove(key);
    return shape == Shape.EXTENSION ? overridden(node, ref, inlined) : inlined;
  }

  private void refuseSiblings(Node node, String ref, Shape shape) {
    node.members()
        .forEach(
            (key, sibling) -> {
              if (!key.equals("$ref")) {
                problems.add(
                    "ref-sibling",
                    sibling.at(),
                    key + " next to $ref is ignored by OpenAPI 3.0",
                    "put it into "
                        + ref
                        + (shape == Shape.PATH_ITEM ? "" : " or wrap the reference in allOf"));
              }
            });
  }

  /**
   * Returns the target of a reference in an extension, overridden by the members next to the
   * reference: rows that several operations share may differ in a word or two.
   */
  private Node overridden(Node node, String ref, Node shared) {
    if (node.members().size() == 1) {
      return shared;
    }
    Map<String, Node> members = new LinkedHashMap<>(shared.members());
    node.members()
        .forEach(
            (key, own) -> {
              if (key.equals("$ref")) {
                return;
              }
              Node value = copy(own, Shape.EXTENSION.child(key));
              Node before = members.put(key, value);
              if (!shared.isObject()) {
                problems.add(
                    "ref-sibling",
                    own.at(),
                    key + " is next to a reference to something that is not an object",
                    "let " + ref + " lead to an object, or remove " + key);
              } else if (before != null && before.hasValueOf(value)) {
                problems.add(
                    "idle-override",
                    own.at(),
                    key + " is the same in " + ref,
                    "remove it here, or write what differs");
              }
            });
    return Node.object(node.at(), members);
  }

  /**
   * Follows a chain of references to its end. Returns null if it has none, after adding the
   * problem.
   */
  private @Nullable Target resolve(Node start, String startName) {
    Node node = start;
    String name = startName;
    Set<Place> seen = new LinkedHashSet<>();
    String ref = node.text("$ref");
    while (ref != null) {
      if (!seen.add(node.at())) {
        problems.add(
            "ref-cycle",
            start.at(),
            "the reference " + start.text("$ref") + " leads back to itself",
            "let one of the files hold the definition");
        return null;
      }
      Target next = follow(node, ref);
      if (next == null) {
        return null;
      }
      node = next.node();
      name = next.name();
      ref = node.text("$ref");
    }
    return new Target(node, name);
  }

  private @Nullable Target follow(Node from, String ref) {
    int hash = ref.indexOf('#');
    String file = PercentCode.decoded(hash < 0 ? ref : ref.substring(0, hash));
    String pointer = PercentCode.decoded(hash < 0 ? "" : ref.substring(hash + 1));
    if (ref.isEmpty()
        || file == null
        || pointer == null
        || (!pointer.isEmpty() && !pointer.startsWith("/"))) {
      problems.add(
          "ref-missing",
          from.at(),
          "the reference '" + ref + "' is malformed",
          "write file.yaml, file.yaml#/pointer or #/pointer");
      return null;
    }
    String name = from.at().file();
    if (!file.isEmpty()) {
      if (file.contains(":") || file.startsWith("/") || ref.contains(" ")) {
        problems.add(
            "ref-outside",
            from.at(),
            "the reference " + ref + " is not a relative file name",
            "keep all of the contract below one directory");
        return null;
      }
      name = resolved(name, file);
    }
    Node root = sources.file(name, from.at());
    if (root == null) {
      return null;
    }
    Node node = root.find(pointer);
    if (node == null) {
      problems.add(
          "ref-missing",
          from.at(),
          "the reference " + ref + " leads to nothing in " + name,
          advice(root, pointer));
      return null;
    }
    String last = pointer.isEmpty() ? name : pointer;
    last = last.substring(last.lastIndexOf('/') + 1);
    return new Target(
        node,
        pointer.isEmpty()
            ? EXTENSION.matcher(last).replaceFirst("")
            : last.replace("~1", "/").replace("~0", "~"));
  }

  /**
   * Resolves a file name against the file that refers to it; relative to the contract's directory.
   */
  private static String resolved(String holder, String file) {
    Deque<String> steps = new ArrayDeque<>();
    String folder = holder.substring(0, holder.lastIndexOf('/') + 1);
    for (String step : (folder + file).split("/", -1)) {
      if (step.equals("..") && !steps.isEmpty() && !steps.getLast().equals("..")) {
        steps.removeLast();
      } else if (!step.equals(".") && !step.isEmpty()) {
        steps.addLast(step);
      }
    }
    return String.join("/", steps);
  }

  private static String advice(Node root, String pointer) {
    int slash = pointer.lastIndexOf('/');
    Node parent = root.find(pointer.substring(0, slash));
    if (parent == null || parent.members().isEmpty()) {
      return "define it there or correct the reference";
    }
    return Spelling.advice(pointer.substring(slash + 1), parent.members().keySet());
  }
}
