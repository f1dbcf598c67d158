package dev.chatcontract.contract.diff;

import java.util.function.Predicate;

/** Judges a difference in a keyword. */
interface Rule {
  /**
   * For keywords without a row in any table; unless it is an extension, such a keyword may change
   * anything.
   */
  Rule UNKNOWN =
      either(
          difference -> difference.key().startsWith("x-"),
          Assessment.compatible("extension", Audience.EXTENSIONS),
          Assessment.breaking("keyword", Audience.ALL, "its effect is unknown"));

  Rule WORDS = always(Assessment.info("words"));

  void judge(Difference difference, Comparison comparison);

  static Rule always(Assessment outcome) {
    return (difference, comparison) -> comparison.add(difference, outcome);
  }

  static Rule either(Predicate<Difference> test, Assessment then, Assessment otherwise) {
    return (difference, comparison) ->
        comparison.add(difference, test.test(difference) ? then : otherwise);
  }
}
