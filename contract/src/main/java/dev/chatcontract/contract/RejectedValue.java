package dev.chatcontract.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** A value that is documented elsewhere but that the server refuses here. */
public record RejectedValue(JsonNode value, String reason, Place at) {}
