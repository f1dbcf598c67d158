package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.ALL;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;
import static dev.chatcontract.contract.diff.Audience.JAVA;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.diff.KeyedList.Entry;
import dev.chatcontract.contract.diff.KeyedList.EntryRule;
import dev.chatcontract.contract.source.Node;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for changed lists of allowed, known and rejected values. */
final class ListedValueRules {
  private static final KeyedList KNOWN =
      new KeyedList(
          "value",
          EntryRule.always(compatible("known-value", EXTENSIONS), "the known value {} is new"),
          EntryRule.always(
              breaking("known-value", EXTENSIONS, "its constant vanishes"),
              "the known value {} was removed"),
          ListedValueRules::knownValue,
          "the known values are in another order");

  private static final KeyedList BITS =
      new KeyedList(
          "bit",
          EntryRule.always(compatible("known-value", EXTENSIONS), "bit {} has a meaning now"),
          EntryRule.always(
              breaking("known-value", EXTENSIONS, "its constant vanishes"), "bit {} was removed"),
          ListedValueRules::knownValue,
          "the bits are in another order");

  static final KeyedList REJECTED =
      new KeyedList(
          "value",
          (entry, comparison) -> rejected(entry, true, " is refused now", comparison),
          (entry, comparison) -> rejected(entry, false, " is taken now", comparison),
          EntryRule.always(info("words"), "the reason for refusing {} changed"),
          "the refused values are in another order");

  /** A schema with this pointer has a name, and so a class if it lists values. */
  private static final Pattern OF_NAMED_SCHEMA =
      Pattern.compile("/components/schemas/[^/]+(/allOf/[0-9]+)*/[^/]+");

  private ListedValueRules() {}

  static void known(Difference difference, Comparison comparison) {
    KNOWN.judge(difference, comparison);
    firstList(difference, comparison);
  }

  static void bits(Difference difference, Comparison comparison) {
    BITS.judge(difference, comparison);
    firstList(difference, comparison);
  }

  /** Values of a named schema are texts or numbers in Java until the first value is listed. */
  private static void firstList(Difference difference, Comparison comparison) {
    if (Tree.elements(difference.old()).isEmpty()
        && !Tree.elements(difference.now()).isEmpty()
        && OF_NAMED_SCHEMA.matcher(difference.pointer()).matches()) {
      comparison.add(
          difference,
          breaking("known-value", Set.of(JAVA), "values have a class of their own now"),
          difference.key() + " is new");
    }
  }

  static void enumeration(Difference difference, Comparison comparison) {
    Node old = difference.old();
    Node now = difference.now();
    if (old == null || now == null) {
      comparison.add(
          difference, Assessment.limit("enum", difference.isNew(), difference.direction()));
      return;
    }
    Set<JsonNode> before = Tree.values(old);
    Set<JsonNode> after = Tree.values(now);
    for (JsonNode value : before) {
      if (!after.contains(value)) {
        comparison.add(
            difference,
            breaking("enum", ALL, "code names it"),
            "the value " + value + " was removed");
      }
    }
    for (JsonNode value : after) {
      if (!before.contains(value)) {
        comparison.add(
            difference,
            Assessment.limit("enum", false, difference.direction()),
            "the value " + value + " is new");
      }
    }
    if (before.equals(after)) {
      comparison.add(difference, info("order"), "enum lists the same values in another order");
    }
  }

  /** Compares which known values of a schema a use of it accepts; without a list it accepts all. */
  static void onlyValues(Difference difference, Comparison comparison) {
    Set<JsonNode> before = difference.old() == null ? null : Tree.values(difference.old());
    Set<JsonNode> after = difference.now() == null ? null : Tree.values(difference.now());
    boolean stricter = after != null && (before == null || !after.containsAll(before));
    comparison.add(
        difference,
        after != null && after.equals(before)
            ? info("order")
            : Assessment.limit("x-only-values", stricter, difference.direction()));
  }

  private static void knownValue(Entry entry, Comparison comparison) {
    Node old = Tree.member(entry.old(), "name");
    Node now = Tree.member(entry.now(), "name");
    if (old == null && now == null && isNumber(entry) && !meansTheSameName(entry)) {
      entry.add(
          breaking("known-value", Set.of(JAVA), "its constant is named after its meaning"),
          "the meaning of " + entry.key() + " is another",
          comparison);
    } else if (Tree.same(old, now)) {
      entry.add(info("words"), "the meaning of " + entry.key() + " is reworded", comparison);
    } else {
      entry.add(
          breaking("known-value", Set.of(JAVA)),
          "the constant of " + entry.key() + Tree.fromTo(old, now),
          comparison);
    }
  }

  /** A number without a name has a constant that is named after its meaning. */
  private static boolean isNumber(Entry entry) {
    return entry.at().toJson().path("value").isNumber() || entry.at().get("bit") != null;
  }

  private static boolean meansTheSameName(Entry entry) {
    return words(entry.old()).equals(words(entry.now()));
  }

  private static List<String> words(@Nullable Node entry) {
    String meaning = entry == null ? null : entry.text("meaning");
    return meaning == null
        ? List.of()
        : Stream.of(meaning.split("[^A-Za-z0-9]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static void rejected(
      Entry entry, boolean stricter, String change, Comparison comparison) {
    entry.add(
        Assessment.limit("x-rejected-values", stricter, entry.list().direction()),
        "the value " + entry.key() + change,
        comparison);
  }
}
