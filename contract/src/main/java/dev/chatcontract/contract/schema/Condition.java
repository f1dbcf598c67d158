package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A condition on a neighbouring member: its value is in {@code in}, or not in {@code notIn}.
 * Exactly one of the two lists has elements.
 */
public record Condition(String property, List<JsonNode> in, List<JsonNode> notIn) {

  /** Tests one object. If the member is missing, the answer is neither yes nor no. */
  public Answer ask(JsonNode object) {
    JsonNode value = object.get(property);
    if (value == null || value.isNull()) {
      return Answer.UNKNOWN;
    }
    boolean yes =
        in.isEmpty() ? !JsonValues.contains(notIn, value) : JsonValues.contains(in, value);
    return yes ? Answer.YES : Answer.NO;
  }

  /** The result of a condition. */
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
