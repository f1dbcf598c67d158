package dev.chatcontract.runtime;

/**
 * A call budget for each value of a request's member.
 *
 * @param member its wire name
 */
public record KeyRateLimit(String member, RateLimit limit) {}
