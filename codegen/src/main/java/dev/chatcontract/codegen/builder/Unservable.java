package dev.chatcontract.codegen.builder;

import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problem;
import java.util.ArrayList;
import java.util.List;

/** What the run-time cannot serve, collected so that all of it is told at once. */
final class Unservable {
  private final List<Problem> list = new ArrayList<>();

  void add(Place at, String what, String fix) {
    list.add(new Problem("not-servable", at, what, fix));
  }

  /**
   * Stops here if there is any.
   *
   * @throws ContractException listing all of them
   */
  void fail() {
    if (!list.isEmpty()) {
      throw new ContractException(list);
    }
  }
}
