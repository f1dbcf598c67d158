/**
 * Checks of a request that do not need the world: path, query, signature, JSON, schema, call rate.
 * Imports only answers and inputs.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.check;

import org.jspecify.annotations.NullMarked;
