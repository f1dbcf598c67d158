package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.util.List;

/**
 * A member of a request that has an option of its own.
 *
 * @param path names from the body down to it, its own last
 */
record RequestMember(List<String> path, FieldSpec field) {
  RequestMember {
    path = List.copyOf(path);
  }

  /** As a column of a table names it. */
  String wireName() {
    return String.join(".", path);
  }

  String pointer() {
    return "/" + String.join("/", path);
  }

  /** Whether it is what {@code at} points to, or holds that. */
  boolean holds(String at) {
    return at.equals(pointer()) || at.startsWith(pointer() + "/");
  }

  /** Puts its value into a body; objects on the way are made. */
  void set(ObjectNode body, JsonNode value) {
    ObjectNode holder = body;
    for (String name : path.subList(0, path.size() - 1)) {
      holder = holder.get(name) instanceof ObjectNode inner ? inner : holder.putObject(name);
    }
    holder.set(field.name(), value);
  }
}
