package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An entry about to be added.
 *
 * @param type empty if it has none
 * @param number counts up with each new entry
 * @param said members from the request or from a test; must not be changed
 * @param at time of creation
 * @param appId the simulated app
 */
public record NewEntry(
    String key, String type, long number, ObjectNode said, Instant at, long appId) {}
