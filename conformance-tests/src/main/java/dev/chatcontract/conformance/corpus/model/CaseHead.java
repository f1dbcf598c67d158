package dev.chatcontract.conformance.corpus.model;

import java.util.List;

/**
 * What a report says about a case, whether it tests a client or a server.
 *
 * @param id a stable id, {@code operation/kind/name}; never reused with another meaning
 * @param covers the tags under which the coverage report counts the case
 */
public record CaseHead(
    String id,
    String operation,
    String kind,
    String title,
    Origin provenance,
    Documented place,
    List<Tag> covers) {

  /** Copies the list. */
  public CaseHead {
    covers = List.copyOf(covers);
  }
}
