package dev.chatcontract.conformance.server;

import dev.chatcontract.conformance.corpus.model.CaseHead;

/**
 * A case for a server.
 *
 * @param writes whether it sends requests that are not known to be harmless
 */
public record ServerCase(CaseHead head, boolean writes, Promise promise) {
  /** The id. */
  public String id() {
    return head.id();
  }
}
