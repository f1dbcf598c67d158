package dev.chatcontract.contract.schema;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * Further limits, with a condition or another severity than the plain ones.
 *
 * @param when null means always
 * @param severity null means error in a request and warning in a response
 */
public record LimitWhen(
    @Nullable Condition when,
    Limits limits,
    @Nullable String reason,
    @Nullable Severity severity,
    Place at) {}
