package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects changes, each once. */
final class Changes {
  static final Set<Audience> ALL = EnumSet.allOf(Audience.class);
  static final Set<Audience> CODE = EnumSet.of(Audience.JAVA, Audience.OTHER_LANGUAGES);

  /** Stock generators of other languages do not know the extensions. */
  static final Set<Audience> EXTENSIONS = EnumSet.of(Audience.JAVA, Audience.SIMULATOR);

  static final Set<Audience> NOBODY = EnumSet.noneOf(Audience.class);

  private final Set<Change> found = new LinkedHashSet<>();

  void add(
      Verdict verdict, String rule, String pointer, Node at, String reason, Set<Audience> affects) {
    found.add(new Change(verdict, rule, pointer, at.at(), reason, Set.copyOf(affects)));
  }

  void breaking(String rule, String pointer, Node at, String reason, Set<Audience> affects) {
    add(Verdict.BREAKING, rule, pointer, at, reason, affects);
  }

  void compatible(String rule, String pointer, Node at, String reason, Set<Audience> affects) {
    add(Verdict.COMPATIBLE, rule, pointer, at, reason, affects);
  }

  void info(String rule, String pointer, Node at, String reason) {
    add(Verdict.INFO, rule, pointer, at, reason, NOBODY);
  }

  /** Worst first, then in the order of pointers. */
  List<Change> sorted() {
    return found.stream()
        .sorted(
            Comparator.comparing(Change::verdict)
                .thenComparing(Change::pointer)
                .thenComparing(Change::rule)
                .thenComparing(Change::reason))
        .toList();
  }
}
