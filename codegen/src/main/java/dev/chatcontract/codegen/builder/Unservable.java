package dev.chatcontract.codegen.builder;

import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problem;
import java.util.ArrayList;
import java.util.List;

/** What the run-time does not support, collected so that one failure reports all of it. */
final class Unservable {
  private final List<Problem> list = new ArrayList<>();

  void add(Place at, String what, String fix) {
    list.add(new Problem("not-servable", at, what, fix));
  }

  /**
   * Throws if anything was collected.
   *
   * @throws ContractException listing all of it
   */
  void fail() {
    if (!list.isEmpty()) {
      throw new ContractException(list);
    }
  }
}
