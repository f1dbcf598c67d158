package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A query parameter that the signer sets on every request.
 *
 * @param name the query key
 * @param value its type and range; security schemes have neither and count as strings
 * @param constant the only value allowed, or null
 * @param sensitive whether the value must never be logged
 */
public record AuthParameterDef(
    String name,
    AuthRole role,
    ValueDef value,
    @Nullable String constant,
    boolean sensitive,
    String description,
    Place at) {}
