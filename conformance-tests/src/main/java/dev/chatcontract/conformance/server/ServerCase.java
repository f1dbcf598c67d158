package dev.chatcontract.conformance.server;

import dev.chatcontract.conformance.corpus.model.CaseHead;

/**
 * A case for a server.
 *
 * @param writes whether it sends requests that may change something
 */
public record ServerCase(CaseHead head, boolean writes, Promise promise) {
  public String id() {
    return head.id();
  }
}
