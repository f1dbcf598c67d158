package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.source.Node;
import java.util.Map;

/** The sections of {@code components}. */
record Components(Node root) {
  /** Returns the entries of a section; empty if it does not exist. */
  Map<String, Node> section(String name) {
    Node components = root.get("components");
    Node section = components == null ? null : components.get(name);
    return section == null ? Map.of() : section.members();
  }

  /** Returns the target of a reference to a component; the node itself if it is not a reference. */
  Node follow(Node node, String sectionName) {
    String ref = node.text("$ref");
    if (ref == null) {
      return node;
    }
    Node target = section(sectionName).get(ref.substring(ref.lastIndexOf('/') + 1));
    return target == null ? Node.object(node.at(), Map.of()) : target;
  }
}
