package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Spelling;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the members that an operation's extensions refer to. */
final class MemberNames {
  /** Where a member must be. */
  enum Side {
    REQUEST("request"),
    REQUEST_ELEMENTS("elements of the request"),
    RESPONSE("response"),
    RESPONSE_ITEMS("response's items");

    private final String words;

    Side(String words) {
      this.words = words;
    }
  }

  private final Map<String, SchemaDef> schemas;
  private final Fields fields;
  private final Problems problems;

  MemberNames(Map<String, SchemaDef> schemas, Fields fields, Problems problems) {
    this.schemas = schemas;
    this.fields = fields;
    this.problems = problems;
  }

  /** Returns the member that the extension names, or reports that the schema does not have it. */
  @Nullable PropertyDef member(
      Node extension, String key, @Nullable SchemaDef schema, Side side, @Nullable String type) {
    String name = fields.optionalText(extension, key);
    Node node = extension.get(key);
    if (name == null || node == null) {
      return null;
    }
    return member(node, key, name, schema, side, type);
  }

  @Nullable PropertyDef member(
      Node node,
      String key,
      String name,
      @Nullable SchemaDef schema,
      Side side,
      @Nullable String type) {
    List<String> names =
        schema == null ? List.of() : schema.properties().stream().map(PropertyDef::name).toList();
    PropertyDef property = schema == null ? null : schema.property(name);
    if (property == null) {
      problems.add(
          "unknown-member",
          node.at(),
          key + " names " + name + ", which is not a member of the " + side.words,
          names.isEmpty() ? "remove it" : Spelling.advice(name, names));
    } else if (type != null && !property.type().equals(type)) {
      problems.add(
          "wrong-type",
          node.at(),
          key + " names " + name + ", which is of type " + property.type(),
          "name a member of type " + type);
    }
    if (property != null) {
      refuseDirection(node, key, property, side);
    }
    return property;
  }

  /** Reports a member that exists only in the other direction and can never be read or set. */
  private void refuseDirection(Node node, String key, PropertyDef property, Side side) {
    boolean asked = side == Side.REQUEST || side == Side.REQUEST_ELEMENTS;
    if (asked ? property.value().readOnly() : property.value().writeOnly()) {
      problems.add(
          "contradiction",
          node.at(),
          key
              + " names "
              + property.name()
              + ", which is "
              + (asked ? "readOnly" : "writeOnly")
              + " and not part of the "
              + side.words,
          "name another member, or correct its direction");
    }
  }

  @Nullable SchemaDef element(@Nullable PropertyDef array) {
    ValueDef items = array == null ? null : array.items();
    String ref = items == null ? null : items.ref();
    return ref == null ? null : schemas.get(ref);
  }
}
