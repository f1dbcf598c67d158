package dev.chatcontract.runtime.operation;

import org.jspecify.annotations.Nullable;

/**
 * Whether an operation serves a kind of object.
 *
 * @param type the kind, by its wire name
 * @param supported whether it is served
 * @param alias another name of the kind, or null
 */
public record Applicability(String type, boolean supported, @Nullable String alias) {}
