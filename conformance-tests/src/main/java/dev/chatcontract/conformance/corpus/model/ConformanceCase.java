package dev.chatcontract.conformance.corpus.model;

import java.util.List;

/**
 * One case: what a client is asked to do, what the server answers, and what is expected.
 *
 * @param id a stable id, {@code operation/kind/name}; never reused with another meaning
 * @param requires features that a client must declare for the case to apply to it
 * @param covers the tags under which the coverage report counts this case
 */
public record ConformanceCase(
    String id,
    String operation,
    String kind,
    String title,
    Invocation call,
    List<ScriptedAnswer> answers,
    Expectation expect,
    List<Feature> requires,
    Origin provenance,
    Documented place,
    List<Tag> covers) {

  /** Copies the lists: a case never changes. */
  public ConformanceCase {
    answers = List.copyOf(answers);
    requires = List.copyOf(requires);
    covers = List.copyOf(covers);
  }

  /** Returns what a report says about it. */
  public CaseHead head() {
    return new CaseHead(id, operation, kind, title, provenance, place, covers);
  }
}
