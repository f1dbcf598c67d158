package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the entries of a collection are made. */
public interface EntryMaker {
  /** Holds what was said, and makes keys of its own form. */
  EntryMaker PLAIN = new EntryMaker() {};

  /** The members to hold. */
  default ObjectNode members(NewEntry entry) {
    return entry.said().deepCopy();
  }

  /**
   * A key for an entry that came without one.
   *
   * @param type empty if it has none
   * @param count differs from call to call
   */
  default String newKey(String type, long count) {
    return "new-" + count;
  }
}
