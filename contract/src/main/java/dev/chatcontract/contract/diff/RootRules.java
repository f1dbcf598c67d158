package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Assessment.info;
import static dev.chatcontract.contract.diff.Audience.ALL;
import static dev.chatcontract.contract.diff.Audience.CODE;
import static dev.chatcontract.contract.diff.Audience.EXTENSIONS;
import static dev.chatcontract.contract.diff.Audience.OTHER_LANGUAGES;

import dev.chatcontract.contract.diff.KeyedList.EntryRule;
import dev.chatcontract.contract.source.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the members of the whole document. */
final class RootRules {
  private static final RuleTable INFO =
      new RuleTable(Rule.WORDS).row("version", Rule.always(info(Change.VERSION)));

  private static final KeyedList TAGS =
      new KeyedList(
          "name",
          EntryRule.always(compatible("tags", CODE), "the tag {} is new"),
          EntryRule.always(breaking("tags", CODE), "the tag {} was removed"),
          EntryRule.always(info("words"), "the tag {} has a new description"),
          "the tags are in another order");

  static final RuleTable MEMBERS =
      new RuleTable(Rule.always(compatible("extension", EXTENSIONS)))
          .rows(List.of("openapi", "externalDocs", "x-errata", "x-sources"), Rule.WORDS)
          .row("info", RootRules::about)
          .row("servers", RootRules::servers)
          .row(
              "security", Rule.always(breaking("security", ALL, "requests are signed differently")))
          .row("tags", TAGS)
          .row("paths", PathRules::paths)
          .row("components", ComponentRules::components)
          .row(
              "x-envelope",
              Rule.always(breaking("x-envelope", ALL, "success is recognized differently")))
          .row(
              "x-collections",
              Rule.always(
                  compatible(
                      "x-collections",
                      Set.of(Audience.SIMULATOR),
                      "a simulator remembers differently")))
          .row("x-common-errors", ErrorCodeRules.CODES)
          .row("x-error-ranges", ErrorCodeRules.RANGES);

  private RootRules() {}

  private static void about(Difference difference, Comparison comparison) {
    INFO.compare(
        Tree.members(difference.old()),
        Tree.members(difference.now()),
        (key, old, now) ->
            Difference.member(key, difference.pointer(), old, now, difference.at(), Direction.BOTH),
        comparison);
  }

  private static void servers(Difference list, Comparison comparison) {
    Map<String, Node> before = regions(list.old());
    Map<String, Node> after = regions(list.now());
    Tree.eachKey(before, after, (id, old, now) -> region(id, old, now, list, comparison));
    String first = before.keySet().stream().findFirst().orElse("");
    String nowFirst = after.keySet().stream().findFirst().orElse("");
    if (!first.equals(nowFirst) && !list.isGone()) {
      comparison.add(
          list,
          breaking("region", Set.of(OTHER_LANGUAGES), "stock clients default to it"),
          "the first server was " + first + " and is " + nowFirst);
    } else if (Tree.sameValues(before, after)) {
      comparison.add(list, info("order"), "the servers are in another order");
    }
  }

  private static void region(
      String id, @Nullable Node old, @Nullable Node now, Difference list, Comparison comparison) {
    if (now == null) {
      comparison.add(
          list.pointer(),
          list.at(),
          breaking("region", ALL, "its constant vanishes"),
          "the region " + id + " was removed");
    } else if (old == null) {
      comparison.add(
          list.pointer(), now, compatible("region", ALL), "the region " + id + " is new");
    } else {
      if (!Tree.same(old.get("url"), now.get("url"))) {
        comparison.add(
            list.pointer(),
            now,
            breaking("region", ALL, "networks that allow the old one refuse it"),
            "the host of " + id + Tree.fromTo(old.get("url"), now.get("url")));
      }
      if (!Tree.without(old, "url").equals(Tree.without(now, "url"))) {
        comparison.add(
            list.pointer(), now, info("words"), "the region " + id + " has a new description");
      }
    }
  }

  private static Map<String, Node> regions(@Nullable Node servers) {
    Map<String, Node> regions = new LinkedHashMap<>();
    for (Node server : Tree.elements(servers)) {
      Node region = server.get("x-region");
      String id = region == null ? null : region.text("id");
      regions.put(id == null ? String.valueOf(server.text("url")) : id, server);
    }
    return regions;
  }
}
