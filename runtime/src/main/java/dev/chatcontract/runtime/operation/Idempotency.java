package dev.chatcontract.runtime.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** When a second execution of the same request does no harm. */
public final class Idempotency<Q> {
  /** Null if the request does not matter; a lambda would slow down the first call. */
  private final @Nullable Predicate<Q> present;

  private final boolean always;
  private final List<String> members;
  private final List<Long> alreadyDone;

  private Idempotency(
      @Nullable Predicate<Q> present,
      boolean always,
      List<String> members,
      List<Long> alreadyDone) {
    this.present = present;
    this.always = always;
    this.members = List.copyOf(members);
    this.alreadyDone = alreadyDone;
  }

  /** Returns the rule that any request may be repeated. */
  public static <Q> Idempotency<Q> always() {
    return new Idempotency<>(null, true, List.of(), List.of());
  }

  /** Returns the rule that no request may be repeated once it may have reached the server. */
  public static <Q> Idempotency<Q> never() {
    return new Idempotency<>(null, false, List.of(), List.of());
  }

  /**
   * Returns the rule that requests with these members may be repeated; {@code present} asks {@link
   * #isNamed} about each.
   */
  public static <Q> Idempotency<Q> whenPresent(List<String> members, Predicate<Q> present) {
    return new Idempotency<>(present, false, members, List.of());
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
    return new Idempotency<>(present, always, members, List.copyOf(boxed));
  }

  /** Returns whether this request may be repeated. */
  public boolean holds(Q request) {
    return always || (present != null && present.test(request));
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
    return always || (present != null && members.stream().allMatch(m -> isNamed(request.get(m))));
  }

  /**
   * Returns whether a member makes a request repeatable. If it is there but empty, the server makes
   * up the value itself, another one each time.
   */
  public static boolean isNamed(@Nullable Object value) {
    if (value instanceof JsonNode node) {
      return switch (node.getNodeType()) {
        case NULL, MISSING -> false;
        case STRING -> !node.textValue().isBlank();
        case ARRAY, OBJECT -> !node.isEmpty();
        default -> true;
      };
    }
    return value instanceof String text
        ? !text.isBlank()
        : value != null
            && !(value instanceof Collection<?> list && list.isEmpty())
            && !(value instanceof Map<?, ?> map && map.isEmpty());
  }
}
