package dev.chatcontract.runtime.operation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a request for many keys is split into several.
 *
 * @param <Q> request
 * @param <R> answer
 * @param <K> key
 * @param <I> item
 * @param keysName request member that holds the keys
 * @param max keys allowed in one request
 * @param elementKeyName member of an element that is its key; empty if the element is the key
 * @param itemsName answer member that holds the items; empty if answers list no results, so that
 *     every key of a successful request is an item unless it is listed as failed
 * @param keyName item member that equals the requested key; empty if answers list no results
 * @param keys function that reads the request's keys
 * @param withKeys function that copies the request, unchecked, with other keys
 * @param items function that reads the answer's items
 * @param key function that reads an item's key
 * @param itemErrors how an item reports failure, or null
 */
public record Batching<Q, R, K, I>(
    String keysName,
    int max,
    String elementKeyName,
    String itemsName,
    String keyName,
    Function<Q, @Nullable List<K>> keys,
    BiFunction<Q, List<K>, Q> withKeys,
    Function<R, @Nullable List<I>> items,
    Function<I, @Nullable K> key,
    @Nullable ItemErrors<R, K, ?> itemErrors) {

  /** Creates a description for elements that are themselves the keys. */
  public Batching(
      String keysName,
      int max,
      String itemsName,
      String keyName,
      Function<Q, @Nullable List<K>> keys,
      BiFunction<Q, List<K>, Q> withKeys,
      Function<R, @Nullable List<I>> items,
      Function<I, @Nullable K> key,
      @Nullable ItemErrors<R, K, ?> itemErrors) {
    this(keysName, max, "", itemsName, keyName, keys, withKeys, items, key, itemErrors);
  }

  /** Creates a description without item errors. */
  public Batching(
      String keysName,
      int max,
      String itemsName,
      String keyName,
      Function<Q, @Nullable List<K>> keys,
      BiFunction<Q, List<K>, Q> withKeys,
      Function<R, @Nullable List<I>> items,
      Function<I, @Nullable K> key) {
    this(keysName, max, itemsName, keyName, keys, withKeys, items, key, null);
  }

  /**
   * Creates a description for answers that list no results, but at most failures.
   *
   * @param elementKeyName see {@link #elementKeyName()}
   */
  public static <Q, R, K> Batching<Q, R, K, K> withoutResults(
      String keysName,
      int max,
      String elementKeyName,
      Function<Q, @Nullable List<K>> keys,
      BiFunction<Q, List<K>, Q> withKeys,
      @Nullable ItemErrors<R, K, ?> itemErrors) {
    return new Batching<>(
        keysName,
        max,
        elementKeyName,
        "",
        "",
        keys,
        withKeys,
        answer -> null,
        key -> key,
        itemErrors);
  }

  /** Returns whether answers list a result for each key. */
  public boolean hasResults() {
    return !itemsName.isEmpty();
  }

  /** Returns the key of each object in a list. */
  public static <E, K> @Nullable List<@Nullable K> keys(
      @Nullable List<E> elements, Function<E, @Nullable K> key) {
    if (elements == null) {
      return null;
    }
    List<@Nullable K> keys = new ArrayList<>();
    elements.forEach(element -> keys.add(key.apply(element)));
    return keys;
  }

  /** Returns the first element for each key, in the order of the elements. */
  public static <E, K> List<E> withKeys(
      @Nullable List<E> elements, Function<E, @Nullable K> key, List<K> wanted) {
    Set<K> left = new HashSet<>(wanted);
    return elements == null
        ? List.of()
        : elements.stream().filter(element -> left.remove(key.apply(element))).toList();
  }
}
