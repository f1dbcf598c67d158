package dev.chatcontract.runtime;

import org.jspecify.annotations.Nullable;

/**
 * One result code as the contract describes it.
 *
 * @param code the number on the wire
 * @param name upper snake case, unique within its list
 * @param meaning what the server says with it
 * @param errorClass its kind
 * @param retry when the call may be sent again
 * @param retryAfterSeconds seconds to wait before that, or null for the usual backoff
 * @param pageRetry whether the documentation itself advises to try again
 * @param writeOnly whether only operations that write can raise it
 * @param action what the caller should do
 * @param source where the contract has it from
 */
public record ErrorEntry(
    long code,
    String name,
    String meaning,
    ErrorClass errorClass,
    Retry retry,
    @Nullable Integer retryAfterSeconds,
    boolean pageRetry,
    boolean writeOnly,
    String action,
    String source) {}
