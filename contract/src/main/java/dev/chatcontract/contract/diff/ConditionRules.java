package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;

import dev.chatcontract.contract.diff.KeyedList.Entry;
import dev.chatcontract.contract.source.Node;
import org.jspecify.annotations.Nullable;

/** The rules for changed conditions under which a member applies or is limited. */
final class ConditionRules {
  static final KeyedList LIMITS =
      new KeyedList(
          "when",
          (entry, comparison) -> limit(entry, true, " is new", comparison),
          (entry, comparison) -> limit(entry, false, " was removed", comparison),
          ConditionRules::changedLimit,
          "the limits are in another order");

  private static final RuleTable LIMIT =
      new RuleTable((difference, comparison) -> SchemaRules.KEYWORDS.judge(difference, comparison))
          .row("severity", ConditionRules::severity);

  private ConditionRules() {}

  static void appliesWhen(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    if (old == null || now == null) {
      comparison.add(
          difference,
          assessment("x-applies-when", now != null, now == null ? old : now, difference));
      return;
    }
    if (!Tree.without(old, "reason", "severity").equals(Tree.without(now, "reason", "severity"))) {
      comparison.add(
          difference, breaking("x-applies-when", EXTENSIONS, "the member belongs elsewhere"));
    } else if (Tree.same(old.get("severity"), now.get("severity"))) {
      comparison.add(difference, info("words"), "the reason of x-applies-when is reworded");
    } else {
      comparison.add(
          difference,
          Assessment.limit("x-applies-when", isError(now.get("severity")), difference.direction()),
          "x-applies-when: severity" + Tree.fromTo(old.get("severity"), now.get("severity")));
    }
  }

  /** Returns whether a violation is an error, which is the default. */
  private static boolean isError(@Nullable Node severity) {
    return severity == null || !"warning".equals(severity.text());
  }

  /** Assesses a condition that came or went; one that only warns refuses nothing. */
  private static Assessment assessment(
      String rule, boolean stricter, @Nullable Node condition, Difference difference) {
    return isError(Tree.member(condition, "severity"))
        ? Assessment.limit(rule, stricter, difference.direction())
        : compatible(rule, EXTENSIONS, "it only warns");
  }

  private static void limit(Entry entry, boolean stricter, String change, Comparison comparison) {
    Node condition = entry.now() == null ? entry.old() : entry.now();
    entry.add(
        assessment("x-limits-when", stricter, condition, entry.list()),
        "a limit under " + entry.key() + change,
        comparison);
  }

  private static void changedLimit(Entry entry, Comparison comparison) {
    entry.members(LIMIT, "", comparison);
  }

  private static void severity(Difference difference, Comparison comparison) {
    comparison.add(
        difference,
        Assessment.limit("x-limits-when", isError(difference.now()), difference.direction()),
        "severity of a limit" + Tree.fromTo(difference.old(), difference.now()));
  }
}
