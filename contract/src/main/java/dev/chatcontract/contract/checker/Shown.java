package dev.chatcontract.contract.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/** Formats values and types for messages. */
final class Shown {
  /** What messages have instead of a sensitive value. */
  static final String HIDDEN = "hidden";

  private Shown() {}

  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> "null";
      case STRING -> "a string";
      case NUMBER -> value.isIntegralNumber() ? "an integer" : "a number with a fraction";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      default -> "absent";
    };
  }

  static String article(String type) {
    return switch (type) {
      case "integer", "object", "array" -> "an " + type;
      default -> "a " + type;
    };
  }

  static String list(List<JsonNode> values) {
    return String.join(", ", values.stream().map(Shown::value).toList());
  }

  static String value(JsonNode value) {
    return cut(value.isTextual() ? value.textValue() : value.toString());
  }

  /** Formats a number without an exponent, unless that would take a line of zeros. */
  static String number(BigDecimal number) {
    return Math.abs((long) number.scale()) < 60 ? number.toPlainString() : number.toString();
  }

  /** Cuts a value to 60 characters, so that messages are short whatever was sent. */
  static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 59) + "…";
  }
}
