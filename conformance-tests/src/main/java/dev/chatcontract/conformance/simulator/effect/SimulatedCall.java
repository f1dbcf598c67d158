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

  /** Returns the operation's definition. */
  public OperationDef operation() {
    return operation;
  }

  /** Returns the request's body, which must not be changed. */
  public ObjectNode request() {
    return request;
  }

  /** Returns the stored data. */
  public World world() {
    return world;
  }

  /** Returns the simulated app. */
  public SimulatedApp app() {
    return app;
  }

  /** Returns the simulator's time. */
  public Instant now() {
    return now;
  }

  /**
   * Carries out what {@code x-effect} says.
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

  /** Returns the envelope of success, to which an answer adds its members. */
  public ObjectNode success() {
    return envelopes.success(operation);
  }

  /** Returns a failure of the whole call with this code and the server's text for it. */
  public Outcome failure(int code) {
    return new Outcome.Failure(code, null);
  }
}
