package dev.chatcontract.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value may be. A reference to a named scalar or array is followed: its keywords stand here
 * and {@code ref} keeps its name. A reference to a named object is not followed: {@code type} is
 * {@code object} and {@link Contract#schema} has the rest.
 *
 * @param type string, integer, number, boolean, object, array, or any
 * @param format int32, int64 and the like
 * @param ref the named schema this value is written as, or null
 * @param items of an array: what its elements are
 * @param values of an object used as a map: what its values are
 * @param enumeration the only values allowed; empty when open
 * @param knownValues documented values of an open enumeration
 * @param sensitive whether it is a secret: {@code x-sensitive}, or {@code format: password}
 * @param unit seconds, bytes or epoch-seconds
 */
public record ValueDef(
    String type,
    @Nullable String format,
    @Nullable String ref,
    @Nullable ValueDef items,
    @Nullable ValueDef values,
    String description,
    @Nullable JsonNode example,
    @Nullable JsonNode defaultValue,
    boolean nullable,
    boolean deprecated,
    Limits limits,
    boolean uniqueItems,
    List<JsonNode> enumeration,
    List<KnownValue> knownValues,
    List<RejectedValue> rejectedValues,
    @Nullable AppliesWhen appliesWhen,
    List<LimitWhen> limitsWhen,
    boolean sensitive,
    @Nullable String unit,
    List<String> errata,
    @Nullable SourceDef source,
    Place at) {}
