/**
 * Behaviour of single operations that {@code x-effect} cannot say: one class an operation, which
 * may name its members. Imports the world and the effects only.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
