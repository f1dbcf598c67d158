package dev.chatcontract.conformance.runner.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.corpus.model.Mode;
import org.jspecify.annotations.Nullable;

/**
 * One line to a client: the call to make. The JSON form is {@code
 * protocol/driver-protocol.schema.json}.
 *
 * @param id answered back; unique among the calls under way
 * @param operation the operation's name in the contract
 * @param baseUrl where to send it; null when a region is named
 * @param proxy the HTTP proxy to go through; null means none
 * @param region the region whose host to use; null when a base URL is named
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
