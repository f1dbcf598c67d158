package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for one kind of object, with one row for each keyword. */
final class RuleTable implements Rule {
  private final Map<String, Rule> rows = new HashMap<>();
  private final Rule unknown;

  /**
   * @param unknown the rule for keywords without a row
   */
  RuleTable(Rule unknown) {
    this.unknown = unknown;
  }

  RuleTable row(String key, Rule rule) {
    rows.put(key, rule);
    return this;
  }

  RuleTable rows(List<String> keys, Rule rule) {
    keys.forEach(key -> row(key, rule));
    return this;
  }

  @Override
  public void judge(Difference difference, Comparison comparison) {
    if (difference.isIdle()) {
      comparison.add(difference, Assessment.info("default", "the meaning is the same"));
      return;
    }
    rows.getOrDefault(difference.key(), unknown).judge(difference, comparison);
  }

  /** Judges each difference between two versions of an object. */
  void compare(
      String pointer, Node before, Node after, Direction direction, Comparison comparison) {
    compare(
        before.members(),
        after.members(),
        (key, old, now) -> Difference.member(key, pointer, old, now, after, direction),
        comparison);
  }

  /** Judges each difference; the caller supplies places and words. */
  void compare(
      Map<String, Node> before, Map<String, Node> after, Member member, Comparison comparison) {
    Tree.eachKey(
        before, after, (key, old, now) -> judge(member.difference(key, old, now), comparison));
  }

  /** Creates the difference of a keyword. */
  interface Member {
    Difference difference(String key, @Nullable Node old, @Nullable Node now);
  }
}
