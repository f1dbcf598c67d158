package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The roots of two versions, and the changes found so far, without duplicates. */
final class Comparison {
  private final Node before;
  private final Node after;
  private final Usage usedBefore;
  private final Usage usedAfter;
  private final Set<Change> found = new LinkedHashSet<>();

  Comparison(Node before, Node after) {
    this.before = before;
    this.after = after;
    this.usedBefore = new Usage(before);
    this.usedAfter = new Usage(after);
  }

  Node before() {
    return before;
  }

  Node after() {
    return after;
  }

  /** Returns in which directions values of the named schema travel, in both versions together. */
  Direction direction(String schema) {
    return usedBefore.of(schema).and(usedAfter.of(schema));
  }

  void add(Difference difference, Assessment outcome) {
    add(difference, outcome, difference.sentence());
  }

  void add(Difference difference, Assessment outcome, String sentence) {
    add(difference.pointer(), difference.at(), outcome, sentence);
  }

  void add(String pointer, Node at, Assessment outcome, String sentence) {
    found.add(
        new Change(
            outcome.verdict(),
            outcome.rule(),
            pointer,
            at.at(),
            outcome.reason(sentence),
            outcome.affects()));
  }

  /** Returns the changes, the worst first, then operations before components, then by pointer. */
  List<Change> changes() {
    return found.stream()
        .sorted(
            Comparator.comparing(Change::verdict)
                .thenComparing(change -> !change.isOfOperation())
                .thenComparing(Change::pointer)
                .thenComparing(Change::rule)
                .thenComparing(Change::reason))
        .toList();
  }
}
