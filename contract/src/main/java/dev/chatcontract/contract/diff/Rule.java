package dev.chatcontract.contract.diff;

import java.util.function.Predicate;

/** Says what a difference in a keyword means. */
interface Rule {
  /** For keywords that no table has; what is not an extension may change anything. */
  Rule UNKNOWN =
      either(
          difference -> difference.key().startsWith("x-"),
          Outcome.compatible("extension", Audience.EXTENSIONS),
          Outcome.breaking("keyword", Audience.ALL, "its effect is unknown"));

  Rule WORDS = always(Outcome.info("words"));

  void judge(Difference difference, Comparison comparison);

  static Rule always(Outcome outcome) {
    return (difference, comparison) -> comparison.add(difference, outcome);
  }

  static Rule either(Predicate<Difference> test, Outcome then, Outcome otherwise) {
    return (difference, comparison) ->
        comparison.add(difference, test.test(difference) ? then : otherwise);
  }
}
