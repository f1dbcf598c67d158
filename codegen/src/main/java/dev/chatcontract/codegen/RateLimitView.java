package dev.chatcontract.codegen;

/** At most {@code calls} in {@code perSeconds} seconds. */
public record RateLimitView(int calls, int perSeconds) {}
