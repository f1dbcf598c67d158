package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the entries of a collection. */
public interface EntryMaker {
  /** Keeps the members of the request, and generates simple keys. */
  EntryMaker PLAIN = new EntryMaker() {};

  /** Returns the members of a new entry. */
  default ObjectNode members(NewEntry entry) {
    return entry.said().deepCopy();
  }

  /**
   * Returns a key for an entry that was created without one.
   *
   * @param type empty if it has none
   * @param count differs in each call
   */
  default String newKey(String type, long count) {
    return "new-" + count;
  }
}
