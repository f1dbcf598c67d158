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

/** The effects of a contract's operations on the world. */
public final class Effects {
  private final SimulatedApp app;
  private final Clock clock;
  private final Envelopes envelopes;
  private final World world;
  private final NamedKeys keys;
  private final Map<String, DeclaredEffect> declared = new HashMap<>();
  private final Map<String, OperationBehaviour> behaviours;

  /** Creates the world of a contract; if seeded, with the entries that its samples mention. */
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
      if (effect instanceof EffectDef.Create && behaviour != null) {
        makers.putIfAbsent(effect.target().collection(), behaviour);
      }
      if (effect != null) {
        operation.groupTypes().stream()
            .filter(GroupTypeDef::supported)
            .findFirst()
            .ifPresent(type -> usualTypes.putIfAbsent(effect.target().collection(), type.type()));
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

  /** Returns the stored data. */
  public World world() {
    return world;
  }

  /** Returns whether the operation is carried out; otherwise a sample is the answer. */
  public boolean knows(OperationDef operation) {
    return declared.containsKey(operation.name()) || behaviours.containsKey(operation.name());
  }

  /**
   * Carries out a request; returns null for an operation with neither effect nor behaviour, unless
   * its request needs an entry that does not exist.
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
      // Shown to the author of the behaviour; an HTTP error page would look like a network fault.
      return new Outcome.Failure(
          Envelopes.ownCode(operation, ErrorClass.SERVER, PublicCodes.REQUEST_UNPARSABLE),
          Excerpt.of(behaviour.getClass().getName() + " failed: " + e));
    }
  }

  /**
   * Returns the failure that the effect declares for a request that also breaks a rule of the
   * contract; null if the operation's usual code for a bad request applies.
   */
  public Outcome.@Nullable Failure refusal(OperationDef operation, ObjectNode request) {
    DeclaredEffect effect = declared.get(operation.name());
    return effect == null ? null : effect.refusal(request);
  }
}
