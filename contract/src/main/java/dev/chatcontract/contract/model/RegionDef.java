package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * One of the hosts that serve the API.
 *
 * @param id the name of its constant, such as {@code EUROPE}
 * @param url scheme and host without a slash at the end
 */
public record RegionDef(
    String id, String name, String url, String description, @Nullable SourceDef source, Place at) {}
