package dev.chatcontract.conformance.runner.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.corpus.model.Mode;
import org.jspecify.annotations.Nullable;

/**
 * One line to a client: the call to make. Its JSON form is {@code
 * protocol/driver-protocol.schema.json}.
 *
 * @param id returned in the answer; unique among the calls in progress
 * @param operation the operation's name in the contract
 * @param baseUrl where to send it; null if a region is given
 * @param proxy the HTTP proxy to use; null means none
 * @param region the region whose host to use; null if a base URL is given
 */
public record ClientCommand(
    String id,
    String operation,
    @Nullable String baseUrl,
    @Nullable String proxy,
    @Nullable String region,
    Mode mode,
    Credentials credentials,
    JsonNode arguments,
    CallSettings options) {}
