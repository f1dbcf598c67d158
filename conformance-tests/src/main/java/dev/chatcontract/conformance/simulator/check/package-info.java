/**
 * What can be said about a request without the world: path, query, signature, JSON, schema, call
 * rate. Imports answers and inputs only.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.check;

import org.jspecify.annotations.NullMarked;
