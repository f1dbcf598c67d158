package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.ALL;
import static dev.chatcontract.contract.diff.Audience.CODE;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;

import dev.chatcontract.contract.diff.KeyedList.Entry;
import dev.chatcontract.contract.diff.KeyedList.EntryRule;
import dev.chatcontract.contract.source.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The rules for the keywords of an operation. */
final class OperationRules {
  private static final KeyedList GROUP_TYPES =
      new KeyedList(
          "type",
          OperationRules::groupType,
          OperationRules::groupType,
          OperationRules::groupType,
          "the types are in another order");

  static final RuleTable KEYWORDS =
      new RuleTable(Rule.UNKNOWN)
          .rows(
              List.of("summary", "description", "externalDocs", "x-errata", "x-source"), Rule.WORDS)
          .row(
              "operationId",
              Rule.always(breaking("operation-renamed", CODE, "methods are named so")))
          .row("tags", Rule.always(breaking("tags", CODE, "classes are named so")))
          .row(
              "security", Rule.always(breaking("security", ALL, "requests are signed differently")))
          .row("servers", Rule.always(breaking("servers", ALL, "requests go elsewhere")))
          .row("deprecated", Rule.always(compatible("deprecated", CODE, "compilers may warn")))
          .row("parameters", ParameterRules::parameters)
          .row("requestBody", BodyRules::request)
          .row("responses", BodyRules::responses)
          .row("x-rate-limit", OperationRules::rateLimit)
          .row("x-error-codes", ErrorCodeRules.CODES)
          .row("x-batch", OperationRules::batch)
          .rows(
              List.of("x-pagination", "x-item-errors"),
              (difference, comparison) ->
                  comparison.add(
                      difference,
                      difference.isNew()
                          ? compatible(difference.key(), EXTENSIONS, "callers gain a way to use it")
                          : breaking(
                              difference.key(),
                              EXTENSIONS,
                              "code made from the old one reads other members")))
          .row("x-idempotent-when", OperationRules::idempotency)
          .row("x-documented-regions", Rule.always(info("x-documented-regions")))
          .row("x-group-types", GROUP_TYPES)
          .row(
              "x-effect",
              Rule.always(
                  compatible(
                      "x-effect", Set.of(Audience.SIMULATOR), "a simulator answers differently")))
          .row(
              "x-envelope",
              Rule.always(breaking("x-envelope", ALL, "success is recognized differently")));

  private OperationRules() {}

  private static void rateLimit(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    if (old != null
        && now != null
        && Tree.without(old, "source").equals(Tree.without(now, "source"))) {
      comparison.add(difference, info("words"), "the source of the rate limit changed");
    } else if (now != null && (old == null || !allows(now, old) || !allowsPerKey(now, old))) {
      comparison.add(
          difference,
          breaking("x-rate-limit", EXTENSIONS, "callers within the old limit are refused"));
    } else {
      comparison.add(difference, compatible("x-rate-limit", EXTENSIONS, "callers may do more"));
    }
  }

  private static boolean allowsPerKey(Node now, Node old) {
    Node each = now.get("per-key");
    Node was = old.get("per-key");
    return each == null
        || (was != null
            && Objects.equals(each.text("member"), was.text("member"))
            && allows(each, was));
  }

  /**
   * Returns whether the largest number of calls that the old limit allows in the new period is
   * within the new limit.
   */
  private static boolean allows(Node now, Node old) {
    BigDecimal oldCalls = Tree.number(old.get("calls"));
    BigDecimal oldSeconds = Tree.number(old.get("per-seconds"));
    BigDecimal calls = Tree.number(now.get("calls"));
    BigDecimal seconds = Tree.number(now.get("per-seconds"));
    if (oldCalls == null || oldSeconds == null || calls == null || seconds == null) {
      return false;
    }
    // A caller may make all calls of an old period at its start.
    return oldSeconds.signum() > 0
        && calls.compareTo(oldCalls.multiply(seconds.divide(oldSeconds, 0, RoundingMode.CEILING)))
            >= 0;
  }

  private static void batch(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    BigDecimal before = Tree.number(Tree.member(old, "max"));
    BigDecimal after = Tree.number(Tree.member(now, "max"));
    Assessment outcome;
    if (old == null) {
      outcome = compatible("x-batch", EXTENSIONS, "long lists can be split");
    } else if (now != null
        && before != null
        && after != null
        && Tree.without(old, "max").equals(Tree.without(now, "max"))
        && after.compareTo(before) > 0) {
      outcome = compatible("x-batch", EXTENSIONS, "batches may be larger");
    } else {
      outcome = breaking("x-batch", EXTENSIONS, "lists are split differently");
    }
    comparison.add(difference, outcome);
  }

  private static void idempotency(Difference difference, Comparison comparison) {
    // To omit it means never.
    Node old = Entry.flag(difference.old(), "never") ? null : difference.old();
    Node now = Entry.flag(difference.now(), "never") ? null : difference.now();
    boolean was = Entry.flag(old, "always");
    boolean always = Entry.flag(now, "always");
    Set<String> before = Tree.texts(Tree.member(old, "present"));
    Set<String> after = Tree.texts(Tree.member(now, "present"));
    // With fewer conditions, more requests are repeated after a lost answer.
    boolean bolder =
        now != null && (old == null || (always && !was) || (!was && !after.containsAll(before)));
    Assessment outcome;
    if (bolder) {
      outcome =
          breaking(
              "x-idempotent-when",
              EXTENSIONS,
              "some requests are now repeated that were not before");
    } else if (old != null
        && now != null
        && Tree.without(old, "already-done").equals(Tree.without(now, "already-done"))) {
      outcome = breaking("x-idempotent-when", EXTENSIONS, "a repetition is judged differently");
    } else {
      outcome = compatible("x-idempotent-when", EXTENSIONS, "fewer requests are repeated");
    }
    comparison.add(difference, outcome);
  }

  private static void groupType(Entry entry, Comparison comparison) {
    boolean did = Entry.flag(entry.old(), "supported");
    boolean does = Entry.flag(entry.now(), "supported");
    EntryRule rule;
    if (did && !does) {
      rule =
          EntryRule.always(
              breaking("x-group-types", EXTENSIONS), "the type {} is not supported any more");
    } else if (does && !did) {
      rule =
          EntryRule.always(compatible("x-group-types", EXTENSIONS), "the type {} is supported now");
    } else {
      rule = EntryRule.always(info("x-group-types"), "the entry of type {} changed");
    }
    rule.judge(entry, comparison);
  }
}
