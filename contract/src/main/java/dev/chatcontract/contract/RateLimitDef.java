package dev.chatcontract.contract;

import org.jspecify.annotations.Nullable;

/** At most {@code calls} requests in any {@code perSeconds} seconds. */
public record RateLimitDef(int calls, int perSeconds, @Nullable SourceDef source, Place at) {}
