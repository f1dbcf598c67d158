package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;

import dev.chatcontract.contract.diff.KeyedList.Entry;
import dev.chatcontract.contract.diff.KeyedList.EntryRule;
import dev.chatcontract.contract.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for error codes of an operation, for common ones, and for ranges of codes. */
final class ErrorCodeRules {
  private static final List<String> BOLDNESS = List.of("never", "resign", "if-idempotent", "safe");

  private static final RuleTable CODE =
      new RuleTable(Rule.WORDS)
          .row("name", Rule.always(breaking("error-code", EXTENSIONS, "a constant is named so")))
          .row("class", Rule.always(breaking("error-code", EXTENSIONS, "callers branch on it")))
          .row("retry", ErrorCodeRules::retry)
          .row("retry-after-seconds", Rule.always(compatible("error-code", EXTENSIONS)));

  static final KeyedList CODES =
      new KeyedList(
          "code",
          ErrorCodeRules::newCode,
          EntryRule.always(
              breaking("error-code", EXTENSIONS, "its constant vanishes"),
              "the code {} was removed"),
          (entry, comparison) ->
              entry.members(CODE, "of the code " + entry.key() + " the ", comparison),
          "the codes are in another order");

  private static final RuleTable RANGE =
      new RuleTable(Rule.WORDS)
          .rows(
              List.of("to", "class"),
              Rule.always(
                  breaking(
                      "error-range", EXTENSIONS, "callers branch on the class of unlisted codes")));

  static final KeyedList RANGES =
      new KeyedList(
          "from",
          EntryRule.always(
              compatible("error-range", EXTENSIONS), "the range of codes from {} is new"),
          EntryRule.always(
              breaking("error-range", EXTENSIONS, "unlisted codes lose their class"),
              "the range of codes from {} was removed"),
          (entry, comparison) ->
              entry.members(
                  RANGE, "of the range of codes from " + entry.key() + " the ", comparison),
          "the ranges of codes are in another order");

  private ErrorCodeRules() {}

  /**
   * Compares a new code with its former meaning: that of the common list, otherwise the class of
   * its range. If the common list did not have it, requests were never repeated.
   */
  private static void newCode(Entry entry, Comparison comparison) {
    Node row = entry.at();
    String code = entry.key();
    entry.add(compatible("error-code", EXTENSIONS), "the code " + code + " is new", comparison);
    Node common = Tree.byKey(comparison.before().get("x-common-errors"), "code").get(code);
    Node before =
        common != null ? common : range(comparison.before(), row.toJson().path("code").asLong());
    Node oldClass = Tree.member(before, "class");
    if (oldClass != null && !Tree.same(oldClass, row.get("class"))) {
      entry.add(
          breaking("error-code", EXTENSIONS, "callers branch on it"),
          "of the code " + code + " the class" + Tree.fromTo(oldClass, row.get("class")),
          comparison);
    }
    String retry = common == null ? "never" : common.text("retry");
    if (isBolder(retry, row.text("retry"))) {
      entry.add(
          breaking("error-code", EXTENSIONS, "requests may be sent twice"),
          "of the code " + code + " the retry was " + retry + " and is " + row.text("retry"),
          comparison);
    }
  }

  private static @Nullable Node range(Node root, long code) {
    for (Node range : Tree.elements(root.get("x-error-ranges"))) {
      if (range.toJson().path("from").asLong() <= code
          && code <= range.toJson().path("to").asLong()) {
        return range;
      }
    }
    return null;
  }

  private static void retry(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    boolean bolder = isBolder(old == null ? null : old.text(), now == null ? null : now.text());
    comparison.add(
        difference,
        bolder
            ? breaking("error-code", EXTENSIONS, "requests may be sent twice")
            : compatible("error-code", EXTENSIONS, "fewer requests are repeated"));
  }

  private static boolean isBolder(@Nullable String before, @Nullable String after) {
    return boldness(after) > boldness(before);
  }

  /** Orders the values of {@code retry}; a row without one is never repeated. */
  private static int boldness(@Nullable String retry) {
    return retry == null ? 0 : BOLDNESS.indexOf(retry);
  }
}
