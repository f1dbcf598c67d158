package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.schema.SourceKind;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads typed values from nodes and reports those that are missing or of the wrong kind. */
final class Fields {
  private final Problems problems;

  Fields(Problems problems) {
    this.problems = problems;
  }

  /** Returns a required text; the empty string after reporting that it is missing. */
  String text(Node object, String name) {
    Node member = object.get(name);
    if (member == null) {
      problems.add(
          "missing", object.at(), "the member " + name + " is missing", "add " + name + ": ...");
      return "";
    }
    String text = member.text();
    if (text == null) {
      wrong(member, "text");
      return "";
    }
    return text;
  }

  @Nullable String optionalText(Node object, String name) {
    Node member = object.get(name);
    if (member == null) {
      return null;
    }
    String text = member.text();
    if (text == null) {
      wrong(member, "text");
    }
    return text;
  }

  String textOr(Node object, String name, String otherwise) {
    String text = optionalText(object, name);
    return text == null ? otherwise : text;
  }

  int integer(Node object, String name) {
    Integer value = optionalInteger(object, name);
    if (value == null && object.get(name) == null) {
      problems.add(
          "missing",
          object.at(),
          "the member " + name + " is missing",
          "add " + name + ": <number>");
    }
    return value == null ? 0 : value;
  }

  @Nullable Integer optionalInteger(Node object, String name) {
    Node member = object.get(name);
    if (member == null) {
      return null;
    }
    JsonNode value = member.toJson();
    if (!value.isInt()) {
      wrong(member, "a whole number of 32 bits");
      return null;
    }
    return value.intValue();
  }

  @Nullable BigDecimal optionalNumber(Node object, String name) {
    Node member = object.get(name);
    if (member == null) {
      return null;
    }
    JsonNode value = member.toJson();
    if (!value.isNumber()) {
      wrong(member, "a number");
      return null;
    }
    return value.decimalValue();
  }

  boolean flag(Node object, String name) {
    Node member = object.get(name);
    if (member == null) {
      return false;
    }
    JsonNode value = member.toJson();
    if (!value.isBoolean()) {
      wrong(member, "true or false");
    }
    return value.booleanValue();
  }

  /** Returns the strings in a list; empty if the member is absent. */
  List<String> texts(Node object, String name) {
    List<String> texts = new ArrayList<>();
    for (Node element : list(object, name)) {
      String text = element.text();
      if (text == null) {
        wrong(element, "text");
      } else {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Returns the elements of a list; empty if the member is absent. */
  List<Node> list(Node object, String name) {
    Node member = object.get(name);
    if (member == null) {
      return List.of();
    }
    if (!member.isArray()) {
      wrong(member, "a list");
    }
    return member.elements();
  }

  /** Returns the elements of a list that are mappings. */
  List<Node> objects(Node object, String name) {
    List<Node> objects = new ArrayList<>();
    for (Node element : list(object, name)) {
      if (element.isObject()) {
        objects.add(element);
      } else {
        wrong(element, "a mapping");
      }
    }
    return objects;
  }

  /** Returns the member if it is a mapping, otherwise null. */
  @Nullable Node object(Node object, String name) {
    Node member = object.get(name);
    if (member == null) {
      return null;
    }
    if (!member.isObject()) {
      wrong(member, "a mapping");
      return null;
    }
    return member;
  }

  /**
   * Returns the constant with this spelling; {@code otherwise} after reporting that there is none.
   */
  <E extends Enum<E>> E constant(
      Node object, String name, E[] values, Function<E, String> wire, E otherwise) {
    Map<String, E> byWire = new LinkedHashMap<>();
    for (E value : values) {
      byWire.put(wire.apply(value), value);
    }
    String text = text(object, name);
    E found = byWire.get(text);
    if (found == null && !text.isEmpty()) {
      Node member = object.get(name);
      problems.add(
          "unknown-value",
          member == null ? object.at() : member.at(),
          name + " is " + text + ", which is unknown",
          Spelling.advice(text, byWire.keySet()));
    }
    return found == null ? otherwise : found;
  }

  /** Returns the source of a fact. */
  @Nullable SourceDef source(Node node, String name) {
    Node source = object(node, name);
    if (source == null) {
      return null;
    }
    return new SourceDef(
        constant(source, "kind", SourceKind.values(), SourceKind::wire, SourceKind.INFERRED),
        optionalText(source, "page"),
        optionalText(source, "date"),
        optionalText(source, "where"),
        source.at());
  }

  void wrong(Node node, String wanted) {
    if (!node.isUnresolved()) {
      problems.add("wrong-type", node.at(), "this is " + node.kind(), "write " + wanted);
    }
  }
}
