package dev.chatcontract.codegen.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.RejectedValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request demands of a value.
 *
 * @param type how Java holds it
 * @param allowed the only values, or empty
 * @param each what each element of a list or value of a map has to be, or null for anything
 * @param anyObject whether it is an object of any members
 * @param also limits of an element or of a map's value that have a severity of their own
 * @param splitter the client's method that splits a list which is too long, or null
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

  /** Whether anything at all is demanded. */
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
