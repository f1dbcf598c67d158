package dev.chatcontract.runtime;

/**
 * How codes that the contract does not list one by one are classified.
 *
 * @param from first code, inclusive
 * @param to last code, inclusive
 * @param errorClass what codes in the range mean
 * @param meaning the range in a few words
 */
public record ErrorRange(long from, long to, ErrorClass errorClass, String meaning) {}
