package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;

/** A value that is documented elsewhere but that the server rejects here. */
public record RejectedValue(JsonNode value, String reason, Place at) {}
