package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A documented value of an open enumeration; other values are not an error.
 *
 * @param name the name of its constant if the value cannot be one, such as a number
 */
public record KnownValue(JsonNode value, @Nullable String name, String meaning, Place at) {}
