package dev.chatcontract.runtime.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON sees them, however Java represents them. */
final class WireValues {
  private WireValues() {}

  /** Returns the Java values that a tree represents. */
  static Object unwrapped(Object value) {
    if (!(value instanceof JsonNode node)) {
      return value;
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isNumber()) {
      return node.decimalValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isArray()) {
      List<JsonNode> list = new ArrayList<>(node.size());
      node.forEach(list::add);
      return list;
    }
    Map<String, JsonNode> map = new LinkedHashMap<>();
    node.properties().forEach(member -> map.put(member.getKey(), member.getValue()));
    return map;
  }

  /** Returns equal keys for values that are the same in JSON: 1 and 1.0 are one number. */
  static Object canonical(@Nullable Object value) {
    if (value == null || (value instanceof JsonNode node && node.isNull())) {
      return "null";
    }
    Object plain = unwrapped(value);
    if (plain instanceof Number number) {
      BigDecimal exact = decimal(number);
      return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }
    if (plain instanceof Collection<?> list) {
      return list.stream().map(WireValues::canonical).toList();
    }
    if (plain instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put(name, canonical(member)));
      return copy;
    }
    // A text gets a mark, so that "null" and null differ.
    return plain instanceof String text ? "\"" + text : plain;
  }

  /**
   * Returns whether it is a whole number of 64 bits, however it is written: 1E+30 has one digit.
   */
  static boolean isLong(BigDecimal number) {
    return number.scale() <= 0 && number.precision() - (long) number.scale() < 19;
  }

  static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof BigInteger integer
        ? new BigDecimal(integer)
        : BigDecimal.valueOf(number.longValue());
  }
}
