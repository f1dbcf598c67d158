/**
 * Answers to the byte: what goes out on a connection, when, and how the connection ends. The
 * simulator's faults and the runner's scripted server are both played from here.
 */
@NullMarked
package dev.chatcontract.conformance.wire;

import org.jspecify.annotations.NullMarked;
