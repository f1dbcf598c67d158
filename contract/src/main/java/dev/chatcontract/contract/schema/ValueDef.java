package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value may be. A reference to a named scalar or array is followed: its keywords are here
 * and {@code ref} keeps its name. A reference to a named object is not followed: {@code type} is
 * {@code object} and {@code Contract.schema} has the rest.
 *
 * @param type string, integer, number, boolean, object, array, or any
 * @param format int32, int64 and the like
 * @param ref the named schema this value is written as, or null
 * @param items of an array: what its elements are
 * @param values of an object used as a map: what its values are
 * @param kinds of an object: what its members are, by a neighbour of it
 * @param enumeration the only values allowed, null aside; empty when open
 * @param knownValues documented values of an open enumeration
 * @param bits whether each known value is one bit, and a value may have several
 * @param sensitive whether it is a secret: {@code x-sensitive}, or {@code format: password}
 * @param unit seconds, bytes or epoch-seconds
 * @param readOnly whether it is in responses alone
 * @param writeOnly whether it is in requests alone
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

  /** How wide an integer is: 64 bits unless the contract says less or more. */
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

  /** Whether that is a value of the type, whatever its limits. */
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
