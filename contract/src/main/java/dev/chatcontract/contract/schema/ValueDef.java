package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a value. A reference to a named scalar or array is followed: its keywords are
 * here and its name is in {@code ref}. A reference to a named object is not followed: {@code type}
 * is {@code object}, and the rest is in {@code Contract.schema}.
 *
 * @param type string, integer, number, boolean, object, array, or any
 * @param format int32, int64 and the like
 * @param ref the named schema that the value refers to, or null
 * @param items the elements of an array
 * @param values the values of an object that is a map
 * @param kinds the schemas of an object, by the value of a neighbouring member
 * @param enumeration the only values allowed besides null; empty if any value is
 * @param knownValues documented values of an open enumeration
 * @param bits whether each known value is one bit, and a value may have several
 * @param sensitive whether the value is a secret: {@code x-sensitive} or {@code format: password}
 * @param unit seconds, bytes or epoch-seconds
 * @param readOnly whether only responses have it
 * @param writeOnly whether only requests have it
 */
public record ValueDef(
    String type,
    @Nullable String format,
    @Nullable String ref,
    @Nullable ValueDef items,
    @Nullable ValueDef values,
    @Nullable KindsDef kinds,
    String description,
    @Nullable JsonNode example,
    @Nullable JsonNode defaultValue,
    boolean nullable,
    boolean deprecated,
    Limits limits,
    boolean uniqueItems,
    List<JsonNode> enumeration,
    List<KnownValue> knownValues,
    boolean bits,
    List<RejectedValue> rejectedValues,
    @Nullable AppliesWhen appliesWhen,
    List<LimitWhen> limitsWhen,
    boolean sensitive,
    @Nullable String unit,
    List<String> errata,
    @Nullable SourceDef source,
    boolean readOnly,
    boolean writeOnly,
    Place at) {

  /** Returns the range of an integer: 64 bits unless the contract says otherwise. */
  public IntegerWidth width() {
    if ("int32".equals(format)) {
      return IntegerWidth.INT32;
    }
    if ("int64".equals(format)) {
      return IntegerWidth.INT64;
    }
    boolean big =
        IntegerWidth.exceedsInt64(limits.minimum())
            || IntegerWidth.exceedsInt64(limits.maximum())
            || enumeration.stream().anyMatch(v -> IntegerWidth.exceedsInt64(v.decimalValue()))
            || knownValues.stream()
                .anyMatch(k -> IntegerWidth.exceedsInt64(k.value().decimalValue()));
    return big ? IntegerWidth.UNBOUNDED : IntegerWidth.INT64;
  }

  /** Returns whether the value has this type, regardless of limits. */
  public boolean holds(JsonNode json) {
    return switch (type) {
      case "string" -> json.isTextual();
      case "integer" -> json.isIntegralNumber() && width().holds(json.decimalValue());
      case "number" -> json.isNumber();
      case "boolean" -> json.isBoolean();
      case "array" -> json.isArray();
      case "object" -> json.isObject();
      default -> true;
    };
  }
}
