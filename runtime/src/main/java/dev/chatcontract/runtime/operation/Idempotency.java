package dev.chatcontract.runtime.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** When a second execution of the same request does no harm. */
public final class Idempotency<Q> {
  private final Predicate<Q> holds;
  private final Predicate<JsonNode> holdsForTree;
  private final boolean always;
  private final List<String> members;
  private final List<Long> alreadyDone;

  private Idempotency(
      Predicate<Q> holds,
      Predicate<JsonNode> holdsForTree,
      boolean always,
      List<String> members,
      List<Long> alreadyDone) {
    this.holds = holds;
    this.holdsForTree = holdsForTree;
    this.always = always;
    this.members = List.copyOf(members);
    this.alreadyDone = alreadyDone;
  }

  /** Returns the rule that any request may be repeated. */
  public static <Q> Idempotency<Q> always() {
    return new Idempotency<>(q -> true, t -> true, true, List.of(), List.of());
  }

  /** Returns the rule that no request may be repeated once it may have reached the server. */
  public static <Q> Idempotency<Q> never() {
    return new Idempotency<>(q -> false, t -> false, false, List.of(), List.of());
  }

  /** Returns the rule that requests with these members may be repeated. */
  public static <Q> Idempotency<Q> whenPresent(List<String> members, Predicate<Q> present) {
    return new Idempotency<>(
        present, tree -> members.stream().allMatch(tree::hasNonNull), false, members, List.of());
  }

  /**
   * Returns this rule with the codes that mean that the first request, whose answer was lost, may
   * have been carried out.
   */
  public Idempotency<Q> alreadyDone(long... codes) {
    List<Long> boxed = new ArrayList<>();
    for (long code : codes) { // a stream would slow down the first call
      boxed.add(code);
    }
    return new Idempotency<>(holds, holdsForTree, always, members, List.copyOf(boxed));
  }

  /** Returns whether this request may be repeated. */
  public boolean holds(Q request) {
    return holds.test(request);
  }

  /** Returns whether every request may be repeated. */
  public boolean isAlways() {
    return always;
  }

  /**
   * Returns the wire names of the members whose presence makes a request repeatable; empty for
   * always and never.
   */
  public List<String> members() {
    return members;
  }

  /** See {@link #alreadyDone(long...)}. */
  public List<Long> alreadyDone() {
    return alreadyDone;
  }

  /** As {@link #holds}, for a request as a tree, which need not fit the contract. */
  public boolean holdsForTree(JsonNode request) {
    return holdsForTree.test(request);
  }
}
