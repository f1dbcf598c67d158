/**
 * Behaviour of single operations that {@code x-effect} cannot express: one class for each
 * operation, which may use the names of its members. Imports only the world and the effects.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
