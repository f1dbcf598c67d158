package dev.chatcontract.conformance.server;

import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;

/** Asks what has to be asked and tells the dialogue of every difference. */
@FunctionalInterface
interface Promise {
  /**
   * Holds the server to it.
   *
   * @throws NotApplicableException when the server lacks what the promise is about
   */
  void hold(Dialogue talk) throws NotApplicableException, InterruptedException;
}
