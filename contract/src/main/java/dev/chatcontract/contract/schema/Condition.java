package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A question about a neighbouring member: is its value among {@code in}, or outside {@code notIn}?
 * Exactly one of the two lists is filled.
 */
public record Condition(String property, List<JsonNode> in, List<JsonNode> notIn) {

  /** The answer for one object. A missing member answers neither yes nor no. */
  public Answer ask(JsonNode object) {
    JsonNode value = object.get(property);
    if (value == null || value.isNull()) {
      return Answer.UNKNOWN;
    }
    boolean yes =
        in.isEmpty() ? !JsonValues.contains(notIn, value) : JsonValues.contains(in, value);
    return yes ? Answer.YES : Answer.NO;
  }

  /** Of a condition. */
  public enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  @Override
  public String toString() {
    return property + (in.isEmpty() ? " is not " + join(notIn) : " is " + join(in));
  }

  private static String join(List<JsonNode> values) {
    return String.join(" or ", values.stream().map(JsonNode::asText).toList());
  }
}
