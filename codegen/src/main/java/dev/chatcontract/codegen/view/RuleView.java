package dev.chatcontract.codegen.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.RejectedValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule for a value in a request.
 *
 * @param type its Java type
 * @param allowed the only allowed values, or empty
 * @param each the rule for each element of a list or value of a map, or null for any
 * @param anyObject whether it is an object with any members
 * @param also limits of an element or of a map's value that have their own severity
 * @param splitter the client's method that splits a list that is too long, or null
 */
public record RuleView(
    TypeView type,
    boolean nullable,
    Limits limits,
    boolean unique,
    List<JsonNode> allowed,
    List<RejectedValue> rejected,
    @Nullable RuleView each,
    boolean anyObject,
    List<FieldView.Further> also,
    @Nullable String splitter) {

  /** Returns whether the rule demands anything. */
  public boolean demands() {
    return nullable
        || unique
        || anyObject
        || each != null
        || type.openEnum()
        || type.kind() == TypeView.Kind.RECORD
        || !allowed.isEmpty()
        || !rejected.isEmpty()
        || !also.isEmpty()
        || !limits.equals(Limits.NONE);
  }

  public RuleView splitBy(@Nullable String method) {
    return new RuleView(
        type, nullable, limits, unique, allowed, rejected, each, anyObject, also, method);
  }
}
