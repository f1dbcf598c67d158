package dev.chatcontract.contract.lint;

import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.Place;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the findings of the rules, without duplicates. */
final class Findings {
  private final Set<Finding> found = new LinkedHashSet<>();

  void error(String rule, Place at, String message, String fix) {
    found.add(new Finding(rule, Severity.ERROR, at, message, fix));
  }

  void warning(String rule, Place at, String message, String fix) {
    found.add(new Finding(rule, Severity.WARNING, at, message, fix));
  }

  /** Returns the findings in the order of files and lines. */
  List<Finding> sorted() {
    return found.stream()
        .sorted(
            Comparator.comparing((Finding finding) -> finding.at().file())
                .thenComparingInt(finding -> finding.at().line())
                .thenComparingInt(finding -> finding.at().column())
                .thenComparing(Finding::rule)
                .thenComparing(Finding::message))
        .toList();
  }
}
