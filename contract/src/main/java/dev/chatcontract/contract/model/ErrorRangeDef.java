package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A range of codes of which the contract lists only some.
 *
 * @param from first code, inclusive
 * @param to last code, inclusive
 * @param errorClass the class of every code in the range; null if they differ
 * @param meaning what the codes have in common
 */
public record ErrorRangeDef(
    int from,
    int to,
    @Nullable ErrorClass errorClass,
    String meaning,
    @Nullable SourceDef source,
    Place at) {}
