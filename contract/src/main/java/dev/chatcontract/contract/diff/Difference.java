package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A keyword that differs between two versions of an object.
 *
 * @param what the beginning of the sentence: the keyword, with its owner if necessary
 * @param pointer JSON pointer into the bundle
 * @param old the old value; null if the keyword is new
 * @param now the new value; null if the keyword was removed
 * @param at the node in the new version
 * @param direction the directions in which the value travels
 */
record Difference(
    String key,
    String what,
    String pointer,
    @Nullable Node old,
    @Nullable Node now,
    Node at,
    Direction direction) {
  /** Flags that are off if they are absent. */
  private static final Set<String> FLAGS =
      Set.of(
          "deprecated",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "nullable",
          "readOnly",
          "required",
          "uniqueItems",
          "writeOnly",
          "x-sensitive");

  /** Limits that are 0 if they are absent. */
  private static final Set<String> LOWEST = Set.of("minItems", "minLength", "minProperties");

  /** Creates the difference of a member of an object; a removed member has the object's place. */
  static Difference member(
      String key,
      String parent,
      @Nullable Node old,
      @Nullable Node now,
      Node object,
      Direction direction) {
    return new Difference(
        key,
        key,
        parent + "/" + Place.escape(key),
        old,
        now,
        now == null ? object : now,
        direction);
  }

  boolean isNew() {
    return !isStated(old);
  }

  boolean isGone() {
    return !isStated(now);
  }

  boolean isChanged() {
    return isStated(old) && isStated(now);
  }

  /** Returns whether one version spells out what the keyword means if it is absent. */
  boolean isIdle() {
    return !isStated(old) && !isStated(now);
  }

  private boolean isStated(@Nullable Node node) {
    return node != null
        && !(FLAGS.contains(key) && node.isFalse())
        && !(LOWEST.contains(key) && Tree.isZero(node));
  }

  boolean isTrueNow() {
    return now != null && now.toJson().booleanValue();
  }

  /** Returns a sentence about the difference, without its consequence. */
  String sentence() {
    return what + Tree.fromTo(old, now);
  }
}
