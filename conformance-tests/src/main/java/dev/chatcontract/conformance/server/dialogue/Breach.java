package dev.chatcontract.conformance.server.dialogue;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * One difference between an answer and the contract.
 *
 * @param promised the line that promises otherwise; null where no single line does
 */
record Breach(String what, @Nullable Place promised) {
  @Override
  public String toString() {
    return promised == null
        ? what
        : what + "  [spec/" + promised.file() + ":" + promised.line() + "]";
  }
}
