package dev.chatcontract.conformance.server.dialogue;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * One difference between an answer and the contract.
 *
 * @param promised the line of the contract that is broken; null if it is not a single line
 */
record Breach(String what, @Nullable Place promised) {
  @Override
  public String toString() {
    return promised == null
        ? what
        : what + "  [spec/" + promised.file() + ":" + promised.line() + "]";
  }
}
