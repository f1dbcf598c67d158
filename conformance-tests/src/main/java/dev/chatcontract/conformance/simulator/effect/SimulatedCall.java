package dev.chatcontract.conformance.simulator.effect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.world.World;
import dev.chatcontract.contract.model.OperationDef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request to be carried out by an {@link OperationBehaviour}. */
public final class SimulatedCall {
  private final OperationDef operation;
  private final ObjectNode request;
  private final World world;
  private final SimulatedApp app;
  private final Instant now;
  private final Envelopes envelopes;
  private final @Nullable DeclaredEffect effect;

  SimulatedCall(
      OperationDef operation,
      ObjectNode request,
      World world,
      SimulatedApp app,
      Instant now,
      Envelopes envelopes,
      @Nullable DeclaredEffect effect) {
    this.operation = operation;
    this.request = request;
    this.world = world;
    this.app = app;
    this.now = now;
    this.envelopes = envelopes;
    this.effect = effect;
  }

  /** The operation as the contract has it. */
  public OperationDef operation() {
    return operation;
  }

  /** The body sent; to be read only. */
  public ObjectNode request() {
    return request;
  }

  /** What is remembered. */
  public World world() {
    return world;
  }

  /** The app that is simulated. */
  public SimulatedApp app() {
    return app;
  }

  /** The simulator's time. */
  public Instant now() {
    return now;
  }

  /**
   * Does what {@code x-effect} says.
   *
   * @throws SimulatorException if the operation has none
   */
  public Outcome declared() {
    if (effect == null) {
      throw new SimulatorException(
          operation.name() + " has no x-effect, so its behaviour has to answer by itself");
    }
    return effect.carryOut(request);
  }

  /** The envelope of success, to which an answer adds its members. */
  public ObjectNode success() {
    return envelopes.success(operation);
  }

  /** The refusal of the whole call with this code, in the words of the contract. */
  public Outcome failure(int code) {
    return new Outcome.Failure(code, null);
  }
}
