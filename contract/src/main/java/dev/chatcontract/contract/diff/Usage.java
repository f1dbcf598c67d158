package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directions in which values of each named schema travel, found by following references from
 * operations.
 */
final class Usage {
  private static final String SCHEMAS = "#/components/schemas/";

  private final Node root;
  private final Map<String, Direction> bySchema = new HashMap<>();

  Usage(Node root) {
    this.root = root;
    Node paths = root.get("paths");
    if (paths == null) {
      return;
    }
    for (Node item : paths.members().values()) {
      for (Node operation : item.members().values()) {
        follow(operation.get("parameters"), Direction.REQUEST);
        follow(operation.get("requestBody"), Direction.REQUEST);
        follow(operation.get("responses"), Direction.RESPONSE);
      }
    }
  }

  /**
   * Returns the directions of a schema; both if nothing uses it, because neither can be ruled out.
   */
  Direction of(String schema) {
    return bySchema.getOrDefault(schema, Direction.BOTH);
  }

  private void follow(@Nullable Node node, Direction direction) {
    if (node == null) {
      return;
    }
    String ref = node.text("$ref");
    if (ref != null && ref.startsWith("#/")) {
      Node target = root.find(ref.substring(1));
      if (ref.startsWith(SCHEMAS)) {
        String name = ref.substring(SCHEMAS.length());
        Direction known = bySchema.get(name);
        Direction joined = known == null ? direction : known.and(direction);
        if (joined == known) {
          return;
        }
        bySchema.put(name, joined);
      }
      if (!ref.startsWith("#/components/examples/")) {
        follow(target, direction);
      }
      return;
    }
    node.members().values().forEach(member -> follow(member, direction));
    node.elements().forEach(element -> follow(element, direction));
  }
}
