/**
 * What operations do to the world: the effects that the contract declares with {@code x-effect},
 * and {@link OperationBehaviour}, which other teams implement for what it cannot express. Names no
 * operation and no member.
 */
@NullMarked
package dev.chatcontract.conformance.simulator.effect;

import org.jspecify.annotations.NullMarked;
