package dev.chatcontract.codegen;

import java.util.List;

/**
 * An error code with what its page says about it.
 *
 * @param wireName the contract's name as a literal
 * @param errorClass constant of the run-time's error class
 * @param retry constant of the run-time's retry advice
 * @param retryAfterSeconds null if the contract names no pause
 * @param pageRetry whether the page itself advises a retry
 * @param itemDoc one HTML item for the Javadoc of methods
 */
public record ErrorCodeView(
    int code,
    String constant,
    String wireName,
    String meaning,
    String errorClass,
    String retry,
    String action,
    String source,
    String retryAfterSeconds,
    boolean pageRetry,
    boolean writeOnly,
    List<String> doc,
    List<String> itemDoc) {}
