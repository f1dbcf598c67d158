package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares lists whose entries are identified by one of their members; the order has no meaning.
 *
 * @param member the member that identifies an entry
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
   * An entry that differs between the lists.
   *
   * @param key the value of the member that identifies the entry
   */
  record Entry(String key, @Nullable Node old, @Nullable Node now, Difference list) {

    /** Returns the entry in the new version, or the list if the entry was removed. */
    Node at() {
      return now == null ? list.at() : now;
    }

    /** Returns whether the member is true in this version of the entry. */
    static boolean flag(@Nullable Node entry, String member) {
      return entry != null && entry.toJson().path(member).asBoolean();
    }

    void add(Assessment outcome, String sentence, Comparison comparison) {
      comparison.add(list.pointer(), at(), outcome, sentence);
    }

    /** Judges each member of an entry that is in both versions. */
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

  /** Judges a new, removed or changed entry. */
  interface EntryRule {
    void judge(Entry entry, Comparison comparison);

    /** Returns a rule with the same sentence for every entry; braces in it stand for the key. */
    static EntryRule always(Assessment outcome, String sentence) {
      return (entry, comparison) ->
          entry.add(outcome, sentence.replace("{}", entry.key()), comparison);
    }
  }
}
