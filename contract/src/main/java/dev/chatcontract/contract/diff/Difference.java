package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
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
    return old == null;
  }

  boolean isGone() {
    return now == null;
  }

  boolean isChanged() {
    return old != null && now != null;
  }

  boolean isTrueNow() {
    return now != null && now.toJson().booleanValue();
  }

  /** Returns a sentence about the difference, without its consequence. */
  String sentence() {
    return what + Tree.fromTo(old, now);
  }
}
