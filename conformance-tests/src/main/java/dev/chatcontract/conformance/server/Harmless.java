package dev.chatcontract.conformance.server;

import dev.chatcontract.contract.model.OperationDef;

/** Tells operations that change nothing: those that may be repeated whatever they say. */
final class Harmless {
  private Harmless() {}

  static boolean is(OperationDef operation) {
    return operation.idempotency() != null && operation.idempotency().always();
  }
}
