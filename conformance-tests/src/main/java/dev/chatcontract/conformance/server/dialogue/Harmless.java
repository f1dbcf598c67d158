package dev.chatcontract.conformance.server.dialogue;

import dev.chatcontract.contract.model.OperationDef;

/** Tells operations that change nothing: those that may be repeated whatever they say. */
public final class Harmless {
  private Harmless() {}

  public static boolean is(OperationDef operation) {
    return operation.idempotency() != null && operation.idempotency().always();
  }
}
