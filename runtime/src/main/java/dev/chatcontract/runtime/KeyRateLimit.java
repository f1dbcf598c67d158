package dev.chatcontract.runtime;

/**
 * A call budget for each value of one request member.
 *
 * @param member wire name of the member
 * @param limit budget of the calls with the same value
 */
public record KeyRateLimit(String member, RateLimit limit) {}
