package dev.chatcontract.conformance.simulator.effect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.answer.PublicCodes;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.world.EntryMaker;
import dev.chatcontract.conformance.simulator.world.World;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EffectDef;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.OperationDef;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** What each operation of a contract does to the world. */
public final class Effects {
  private final SimulatedApp app;
  private final Clock clock;
  private final Envelopes envelopes;
  private final World world;
  private final NamedKeys keys;
  private final Map<String, DeclaredEffect> declared = new HashMap<>();
  private final Map<String, OperationBehaviour> behaviours;

  /** Makes the world of a contract, with what its documented samples speak of if it is seeded. */
  public Effects(Contract contract, SimulatedApp app, Clock clock, boolean seeded) {
    this.app = app;
    this.clock = clock;
    this.envelopes = new Envelopes(contract);
    this.behaviours = behaviours();
    this.keys = new NamedKeys(contract);
    Map<String, EntryMaker> makers = new HashMap<>();
    Map<String, String> usualTypes = new HashMap<>();
    for (OperationDef operation : contract.operations()) {
      EffectDef effect = operation.effect();
      OperationBehaviour behaviour = behaviours.get(operation.name());
      if (effect != null && effect.verb() == EffectDef.Verb.CREATE && behaviour != null) {
        makers.putIfAbsent(effect.collection(), behaviour);
      }
      if (effect != null) {
        operation.groupTypes().stream()
            .filter(GroupTypeDef::supported)
            .findFirst()
            .ifPresent(type -> usualTypes.putIfAbsent(effect.collection(), type.type()));
      }
    }
    this.world =
        new World(
            contract.collections(),
            makers,
            usualTypes,
            app,
            clock,
            seeded ? new SampleSeeds(contract)::plant : empty -> {});
    for (OperationDef operation : contract.operations()) {
      if (operation.effect() != null) {
        EntryMaker maker = behaviours.get(operation.name());
        declared.put(
            operation.name(),
            new DeclaredEffect(
                contract,
                operation,
                operation.effect(),
                world,
                envelopes,
                maker == null ? EntryMaker.PLAIN : maker));
      }
    }
  }

  private static Map<String, OperationBehaviour> behaviours() {
    Map<String, OperationBehaviour> found = new HashMap<>();
    try {
      for (OperationBehaviour behaviour : ServiceLoader.load(OperationBehaviour.class)) {
        OperationBehaviour other = found.putIfAbsent(behaviour.operation(), behaviour);
        if (other != null) {
          throw new SimulatorException(
              other.getClass().getName()
                  + " and "
                  + behaviour.getClass().getName()
                  + " are both the behaviour of "
                  + Excerpt.of(behaviour.operation())
                  + ": take one from the class path");
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new SimulatorException(
          "a behaviour on the class path cannot be used: "
              + Excerpt.of(String.valueOf(e.getMessage())),
          e);
    }
    return found;
  }

  /** What is remembered. */
  public World world() {
    return world;
  }

  /** Whether the operation is carried out; otherwise a sample has to do. */
  public boolean knows(OperationDef operation) {
    return declared.containsKey(operation.name()) || behaviours.containsKey(operation.name());
  }

  /**
   * Carries a request out; null for an operation that has neither effect nor behaviour, unless its
   * request needs an entry that is not there.
   */
  public @Nullable Outcome serve(OperationDef operation, ObjectNode request) {
    DeclaredEffect effect = declared.get(operation.name());
    OperationBehaviour behaviour = behaviours.get(operation.name());
    if (behaviour == null) {
      return effect == null ? keys.absent(operation, request, world) : effect.carryOut(request);
    }
    SimulatedCall call =
        new SimulatedCall(operation, request, world, app, clock.instant(), envelopes, effect);
    try {
      return behaviour.carryOut(call);
    } catch (RuntimeException e) {
      // Whoever wrote the behaviour reads this; an HTTP error page would look like the network's.
      return new Outcome.Failure(
          Envelopes.ownCode(operation, ErrorClass.SERVER, PublicCodes.REQUEST_UNPARSABLE),
          Excerpt.of(behaviour.getClass().getName() + " failed: " + e));
    }
  }

  /**
   * The failure that the effect declares for a request which also breaks a rule of the contract;
   * null when the operation's usual code for a bad request is right.
   */
  public Outcome.@Nullable Failure refusal(OperationDef operation, ObjectNode request) {
    DeclaredEffect effect = declared.get(operation.name());
    return effect == null ? null : effect.refusal(request);
  }
}
