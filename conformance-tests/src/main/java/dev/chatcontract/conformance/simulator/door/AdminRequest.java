package dev.chatcontract.conformance.simulator.door;

import org.jspecify.annotations.Nullable;

/**
 * An admitted request to the admin interface.
 *
 * @param path the path as sent, without the query
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record AdminRequest(
    String method,
    String path,
    @Nullable String contentType,
    @Nullable String authorization,
    byte[] body) {}
