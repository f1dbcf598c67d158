package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A documented value of an open enumeration; others may come and are not an error.
 *
 * @param name a constant's name for a value that makes none itself, such as a number
 */
public record KnownValue(JsonNode value, @Nullable String name, String meaning, Place at) {}
