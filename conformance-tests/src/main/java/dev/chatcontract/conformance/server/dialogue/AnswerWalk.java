package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a JSON value with its schema, and passes every object with its schema to a visitor.
 */
public final class AnswerWalk {
  /** Deeper than any documented body; a limit, since a schema may contain itself. */
  private static final int DEEPEST = 24;

  /** Receives each object. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Receives one object.
     *
     * @param element whether it is an element of a list
     */
    void see(SchemaDef schema, ObjectNode object, String pointer, boolean element);
  }

  private final Contract contract;
  private final Visitor visitor;

  private AnswerWalk(Contract contract, Visitor visitor) {
    this.contract = contract;
    this.visitor = visitor;
  }

  public static void over(Contract contract, SchemaDef schema, JsonNode value, Visitor visitor) {
    new AnswerWalk(contract, visitor).object(schema, value, "", false, 0);
  }

  private void object(
      SchemaDef schema, JsonNode value, String pointer, boolean element, int depth) {
    if (!(value instanceof ObjectNode object) || depth > DEEPEST) {
      return;
    }
    visitor.see(schema, object, pointer, element);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      var property = schema.property(member.getKey());
      if (property != null) {
        value(property.value(), member.getValue(), pointer + "/" + member.getKey(), depth);
      }
    }
  }

  private void value(ValueDef def, JsonNode value, String pointer, int depth) {
    SchemaDef direct = named(def);
    if (direct != null) {
      object(direct, value, pointer, false, depth + 1);
    }
    SchemaDef inner = def.items() == null ? null : named(def.items());
    if (inner != null && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        object(inner, value.get(i), pointer + "/" + i, true, depth + 1);
      }
    }
  }

  private @Nullable SchemaDef named(ValueDef def) {
    return def.type().equals("object") && def.ref() != null ? contract.schema(def.ref()) : null;
  }
}
