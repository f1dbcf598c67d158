package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.util.List;

/**
 * A member of a request that has its own option.
 *
 * @param path the names from the body down to the member
 */
record RequestMember(List<String> path, FieldSpec field) {
  RequestMember {
    path = List.copyOf(path);
  }

  /** Returns the name of its column in a table. */
  String wireName() {
    return String.join(".", path);
  }

  String pointer() {
    return "/" + String.join("/", path);
  }

  /** Returns whether {@code at} points to it or to something inside it. */
  boolean holds(String at) {
    return at.equals(pointer()) || at.startsWith(pointer() + "/");
  }

  /** Sets its value in a body, and creates the objects on the way. */
  void set(ObjectNode body, JsonNode value) {
    ObjectNode holder = body;
    for (String name : path.subList(0, path.size() - 1)) {
      holder = holder.get(name) instanceof ObjectNode inner ? inner : holder.putObject(name);
    }
    holder.set(field.name(), value);
  }
}
