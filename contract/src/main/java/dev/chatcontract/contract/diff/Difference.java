package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A keyword in which two versions of an object differ.
 *
 * @param what begins the sentence: the keyword, or words for what it belongs to
 * @param pointer into the bundle
 * @param old null if the keyword is new
 * @param now null if the keyword is gone
 * @param at where it was written, in the new version
 * @param direction which way the value travels
 */
record Difference(
    String key,
    String what,
    String pointer,
    @Nullable Node old,
    @Nullable Node now,
    Node at,
    Direction direction) {

  /** In a member of an object; of one that is gone, the object's place is shown. */
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

  /** What is different, without what that means. */
  String sentence() {
    return what + Tree.fromTo(old, now);
  }
}
