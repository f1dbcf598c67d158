package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads values of any kind as Jackson's trees. Apart from {@link JsonReads}, because the JVM loads
 * twenty classes of nodes with this one, and a call whose members are all known needs none of them.
 */
final class JsonTrees {
  /**
   * Decimal numbers in unknown members keep every digit: their nodes are created from BigDecimal.
   */
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTrees() {}

  /** Reads the current value; recursion is bounded by the parser's own nesting limit (1000). */
  static JsonNode value(JsonParser p) throws IOException {
    return switch (p.currentToken()) {
      case START_OBJECT -> object(p);
      case START_ARRAY -> array(p);
      case VALUE_STRING -> NODES.textNode(p.getText());
      case VALUE_NUMBER_INT ->
          switch (p.getNumberType()) {
            case INT -> NODES.numberNode(p.getIntValue());
            case LONG -> NODES.numberNode(p.getLongValue());
            default -> NODES.numberNode(p.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(p.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw JsonReads.mismatch(p, "a value");
    };
  }

  static JsonNode objectOrNull(JsonParser p) throws IOException {
    if (!p.isExpectedStartObjectToken() && p.currentToken() != JsonToken.VALUE_NULL) {
      throw JsonReads.mismatch(p, "an object");
    }
    return value(p);
  }

  static JsonNode ofNull() {
    return NODES.nullNode();
  }

  private static ObjectNode object(JsonParser p) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      if (object.has(name)) {
        throw JsonReads.duplicate(p);
      }
      p.nextToken();
      object.set(name, value(p));
    }
    return object;
  }

  private static ArrayNode array(JsonParser p) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(p));
    }
    return array;
  }
}
