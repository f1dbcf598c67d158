package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.source.Node;
import java.util.Map;

/** The sections of {@code components}. */
record Components(Node root) {
  /** The entries of a section; empty if there is none. */
  Map<String, Node> section(String name) {
    Node components = root.get("components");
    Node section = components == null ? null : components.get(name);
    return section == null ? Map.of() : section.members();
  }

  /** What a reference to a component leads to; the node itself if it is none. */
  Node follow(Node node, String sectionName) {
    String ref = node.text("$ref");
    if (ref == null) {
      return node;
    }
    Node target = section(sectionName).get(ref.substring(ref.lastIndexOf('/') + 1));
    return target == null ? Node.object(node.at(), Map.of()) : target;
  }
}
