package dev.chatcontract.conformance.server;

import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;

/** Makes the necessary requests and reports every difference to the dialogue. */
@FunctionalInterface
interface Promise {
  /**
   * Checks that the server keeps the promise.
   *
   * @throws NotApplicableException if the server does not have what the promise is about
   */
  void hold(Dialogue talk) throws NotApplicableException, InterruptedException;
}
