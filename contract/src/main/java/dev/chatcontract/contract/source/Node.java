package dev.chatcontract.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An immutable JSON value with its place: an object, an array or a scalar. */
public final class Node {
  private final Place at;
  private final @Nullable Map<String, Node> members;
  private final @Nullable List<Node> elements;
  private final @Nullable JsonNode scalar;

  private Node(
      Place at,
      @Nullable Map<String, Node> members,
      @Nullable List<Node> elements,
      @Nullable JsonNode scalar) {
    this.at = at;
    this.members = members;
    this.elements = elements;
    this.scalar = scalar;
  }

  public static Node object(Place at, Map<String, Node> members) {
    return new Node(at, Collections.unmodifiableMap(new LinkedHashMap<>(members)), null, null);
  }

  public static Node array(Place at, List<Node> elements) {
    return new Node(at, null, List.copyOf(elements), null);
  }

  public static Node scalar(Place at, JsonNode value) {
    return new Node(at, null, null, value);
  }

  /**
   * Returns the place of the value; for a member of an object, the place of its key, which is the
   * line to look for.
   */
  public Place at() {
    return at;
  }

  public boolean isObject() {
    return members != null;
  }

  public boolean isArray() {
    return elements != null;
  }

  public boolean isScalar() {
    return scalar != null;
  }

  /** Returns whether this is the scalar {@code false}. */
  public boolean isFalse() {
    return scalar != null && scalar.isBoolean() && !scalar.booleanValue();
  }

  /** Returns the members in file order; empty unless this is an object. */
  public Map<String, Node> members() {
    return members == null ? Map.of() : members;
  }

  /** Returns the elements; empty unless this is an array. */
  public List<Node> elements() {
    return elements == null ? List.of() : elements;
  }

  /** Returns the member with this name; null if this is not an object or does not have it. */
  public @Nullable Node get(String name) {
    return members == null ? null : members.get(name);
  }

  /** Returns the text of a string; null for any other value. */
  public @Nullable String text() {
    return scalar != null && scalar.isTextual() ? scalar.textValue() : null;
  }

  /** Returns the text of the member with this name if it is a string, otherwise null. */
  public @Nullable String text(String name) {
    Node member = get(name);
    return member == null ? null : member.text();
  }

  /** Returns the value without places; scalars are shared, objects and arrays are copies. */
  public JsonNode toJson() {
    if (members != null) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach((name, value) -> object.set(name, value.toJson()));
      return object;
    }
    if (elements != null) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(elements.size());
      elements.forEach(element -> array.add(element.toJson()));
      return array;
    }
    return scalar == null ? JsonNodeFactory.instance.nullNode() : scalar;
  }

  /** Returns whether both are the same JSON, regardless of their places. */
  public boolean hasValueOf(Node other) {
    if (members != null && other.members != null) {
      return members.size() == other.members.size()
          && members.entrySet().stream().allMatch(m -> isMember(m, other.members));
    }
    if (elements != null && other.elements != null) {
      return elements.size() == other.elements.size()
          && IntStream.range(0, elements.size())
              .allMatch(i -> elements.get(i).hasValueOf(other.elements.get(i)));
    }
    return scalar != null && scalar.equals(other.scalar);
  }

  private static boolean isMember(Map.Entry<String, Node> member, Map<String, Node> others) {
    Node other = others.get(member.getKey());
    return other != null && member.getValue().hasValueOf(other);
  }

  /**
   * Returns the same value at another place.
   *
   * @param child makes a new child from its name or index and the old one
   */
  Node movedTo(Place place, BiFunction<String, Node, Node> child) {
    if (members != null) {
      Map<String, Node> moved = new LinkedHashMap<>();
      members.forEach((name, value) -> moved.put(name, child.apply(name, value)));
      return object(place, moved);
    }
    if (elements != null) {
      List<Node> moved = new ArrayList<>();
      elements.forEach(e -> moved.add(child.apply(Integer.toString(moved.size()), e)));
      return array(place, moved);
    }
    return new Node(place, null, null, scalar);
  }

  /** Returns the node at a JSON pointer, or null. */
  public @Nullable Node find(String pointer) {
    Node node = this;
    if (pointer.isEmpty()) {
      return node;
    }
    for (String token : pointer.substring(1).split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      if (node.isArray()) {
        List<Node> list = node.elements();
        if (!name.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(name) >= list.size()) {
          return null;
        }
        node = list.get(Integer.parseInt(name));
      } else {
        Node next = node.get(name);
        if (next == null) {
          return null;
        }
        node = next;
      }
    }
    return node;
  }

  /**
   * Returns the replacement of a reference without a target, for which a problem has been added;
   * nothing reads its value.
   */
  static Node unresolved(Place at) {
    return scalar(at, MissingNode.getInstance());
  }

  public boolean isUnresolved() {
    return scalar != null && scalar.isMissingNode();
  }

  /** Describes the value for a message. */
  public String kind() {
    return isObject() ? "a mapping" : isArray() ? "a list" : toJson().toString();
  }

  @Override
  public String toString() {
    return toJson() + " at " + at;
  }
}
