/**
 * Answers defined byte by byte: what is sent on a connection, when, and how the connection ends.
 * Both the simulator's faults and the runner's scripted server use it.
 */
@NullMarked
package dev.chatcontract.conformance.wire;

import org.jspecify.annotations.NullMarked;
