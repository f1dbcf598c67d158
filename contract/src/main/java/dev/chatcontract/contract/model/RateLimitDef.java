package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/** At most {@code calls} requests in any {@code perSeconds} seconds. */
public record RateLimitDef(int calls, int perSeconds, @Nullable SourceDef source, Place at) {}
