package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Collection;

/** Equality of JSON values as in JSON Schema: 1 and 1.0 are the same number. */
public final class JsonValues {
  private JsonValues() {}

  /** Returns whether both are the same value. */
  public static boolean same(JsonNode a, JsonNode b) {
    return canonical(a).equals(canonical(b));
  }

  /** Returns whether the collection has the value. */
  public static boolean contains(Collection<JsonNode> values, JsonNode value) {
    return values.stream().anyMatch(each -> same(each, value));
  }

  /** Returns a form that is equal for equal values and can therefore be a key. */
  public static JsonNode canonical(JsonNode value) {
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      return JsonNodeFactory.instance.numberNode(
          number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
    }
    if (value.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(canonical(element)));
      return array;
    }
    if (value.isObject()) {
      var object = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(member -> object.set(member.getKey(), canonical(member.getValue())));
      return object;
    }
    return value;
  }
}
