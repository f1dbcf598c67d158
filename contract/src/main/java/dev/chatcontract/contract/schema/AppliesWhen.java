package dev.chatcontract.contract.schema;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * When an object may have a member.
 *
 * @param severity null means error in a request and warning in a response
 */
public record AppliesWhen(
    Condition when, @Nullable String reason, @Nullable Severity severity, Place at) {}
