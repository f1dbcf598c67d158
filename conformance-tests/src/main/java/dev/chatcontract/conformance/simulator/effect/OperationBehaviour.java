package dev.chatcontract.conformance.simulator.effect;

import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.world.EntryMaker;

/**
 * What one operation does beyond its {@code x-effect}. Found by {@link java.util.ServiceLoader}:
 * name the class in {@code
 * META-INF/services/dev.chatcontract.conformance.simulator.effect.OperationBehaviour}. Called by
 * many threads at once.
 *
 * <p>An operation that creates entries also says here what they hold, see {@link EntryMaker}.
 */
public interface OperationBehaviour extends EntryMaker {
  /** The name of the operation in the contract. */
  String operation();

  /** Carries out a request that keeps the contract; by default what {@code x-effect} says. */
  default Outcome carryOut(SimulatedCall call) {
    return call.declared();
  }
}
