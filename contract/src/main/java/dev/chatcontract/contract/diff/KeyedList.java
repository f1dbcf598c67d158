package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares lists whose entries are told apart by one of their members. The order says nothing.
 *
 * @param member the member that tells entries apart
 * @param reordered the sentence for the same entries in another order
 */
record KeyedList(
    String member, EntryRule added, EntryRule removed, EntryRule changed, String reordered)
    implements Rule {

  @Override
  public void judge(Difference list, Comparison comparison) {
    Map<String, Node> before = Tree.byKey(list.old(), member);
    Map<String, Node> after = Tree.byKey(list.now(), member);
    Tree.eachKey(
        before,
        after,
        (key, old, now) -> {
          EntryRule rule = old == null ? added : now == null ? removed : changed;
          rule.judge(new Entry(key, old, now, list), comparison);
        });
    if (Tree.sameValues(before, after)) {
      comparison.add(
          list, Assessment.info("order"), before.isEmpty() ? list.sentence() : reordered);
    }
  }

  /**
   * An entry in which the lists differ.
   *
   * @param key the value of the member that tells entries apart
   */
  record Entry(String key, @Nullable Node old, @Nullable Node now, Difference list) {

    /** In the new version: the entry, or the list that it is gone from. */
    Node at() {
      return now == null ? list.at() : now;
    }

    /** Whether the member of that name is true in this version of the entry. */
    static boolean flag(@Nullable Node entry, String member) {
      return entry != null && entry.toJson().path(member).asBoolean();
    }

    void add(Assessment outcome, String sentence, Comparison comparison) {
      comparison.add(list.pointer(), at(), outcome, sentence);
    }

    /** Judges each member of an entry that both versions have. */
    void members(RuleTable table, String of, Comparison comparison) {
      if (old != null && now != null) {
        table.compare(
            old.members(),
            now.members(),
            (key, was, is) ->
                new Difference(
                    key,
                    of + key,
                    list.pointer(),
                    was,
                    is,
                    is == null ? now : is,
                    list.direction()),
            comparison);
      }
    }
  }

  /** Says what it means that an entry is new, gone or another. */
  interface EntryRule {
    void judge(Entry entry, Comparison comparison);

    /** Says the same of every entry; braces in the sentence stand for the key. */
    static EntryRule always(Assessment outcome, String sentence) {
      return (entry, comparison) ->
          entry.add(outcome, sentence.replace("{}", entry.key()), comparison);
    }
  }
}
