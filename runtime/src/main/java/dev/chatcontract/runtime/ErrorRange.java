package dev.chatcontract.runtime;

/**
 * A range of codes that the contract classifies without listing each of them.
 *
 * @param from first code, inclusive
 * @param to last code, inclusive
 * @param errorClass what codes in the range mean
 * @param meaning what the range means, in a few words
 */
public record ErrorRange(long from, long to, ErrorClass errorClass, String meaning) {}
