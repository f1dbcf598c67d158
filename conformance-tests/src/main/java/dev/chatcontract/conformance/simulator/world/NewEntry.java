package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An entry about to be held.
 *
 * @param type empty if it has none
 * @param number counts up with age
 * @param said members of the request, or what a test said; to be read only
 * @param at when it is made
 * @param appId the app that is simulated
 */
public record NewEntry(
    String key, String type, long number, ObjectNode said, Instant at, long appId) {}
