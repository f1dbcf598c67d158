package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * Codes of which the contract lists only some.
 *
 * @param from first code, inclusive
 * @param to last code, inclusive
 * @param errorClass what each code in the range means; null if they differ
 * @param meaning what the codes are about
 */
public record ErrorRangeDef(
    int from,
    int to,
    @Nullable ErrorClass errorClass,
    String meaning,
    @Nullable SourceDef source,
    Place at) {}
