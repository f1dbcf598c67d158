package dev.chatcontract.conformance.simulator.effect;

import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.world.EntryMaker;

/**
 * What one operation does beyond its {@code x-effect}. Found by {@link java.util.ServiceLoader}:
 * name the class in {@code
 * META-INF/services/dev.chatcontract.conformance.simulator.effect.OperationBehaviour}. Many threads
 * call it at once.
 *
 * <p>For an operation that creates entries, it also defines their content; see {@link EntryMaker}.
 */
public interface OperationBehaviour extends EntryMaker {
  /** Returns the name of the operation in the contract. */
  String operation();

  /** Carries out a valid request; by default, as {@code x-effect} says. */
  default Outcome carryOut(SimulatedCall call) {
    return call.declared();
  }
}
