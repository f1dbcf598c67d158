package dev.chatcontract.conformance.simulator.door;

import org.jspecify.annotations.Nullable;

/**
 * A request to the admin interface that came through the door.
 *
 * @param path as sent, without the query
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record AdminRequest(
    String method,
    String path,
    @Nullable String contentType,
    @Nullable String authorization,
    byte[] body) {}
