package dev.chatcontract.runtime.engine;

import dev.chatcontract.runtime.BatchResult;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.ItemErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits one request into several and combines the answers. */
final class Batch<Q, R, K, I> {
  private final Operation<Q, R> op;
  private final Batching<Q, R, K, I> batching;
  private final Q template;
  private final List<K> keys;
  private final List<K> duplicates = new ArrayList<>();
  private final Map<K, List<I>> answered = new LinkedHashMap<>();
  private final List<I> keyless = new ArrayList<>();

  /** Failures that are listed apart from the results; the first for each key. */
  private final Map<K, BatchResult.Failed<K, I>> apart = new LinkedHashMap<>();

  private final List<BatchResult.Failed<K, I>> keylessFailures = new ArrayList<>();

  /** The first key of the last request. */
  private int from;

  /** The number of keys asked for so far. */
  private int asked;

  Batch(Operation<Q, R> op, Batching<Q, R, K, I> batching, Q all) {
    this.op = op;
    this.batching = batching;
    this.template = all;
    List<K> given = batching.keys().apply(all);
    Set<K> distinct = new LinkedHashSet<>();
    Set<K> again = new LinkedHashSet<>();
    for (K key : given == null ? List.<K>of() : given) {
      if (!distinct.add(key) && key != null) {
        again.add(key);
      }
    }
    // An element may lack its key; the request that contains it is then rejected before it is sent.
    keys = Collections.unmodifiableList(new ArrayList<>(distinct));
    duplicates.addAll(again);
  }

  boolean hasNext() {
    return asked < keys.size();
  }

  Q next() {
    int end = Math.min(asked + batching.max(), keys.size());
    Q chunk = batching.withKeys().apply(template, keys.subList(asked, end));
    from = asked;
    asked = end;
    return chunk;
  }

  void add(R answer) {
    List<I> items = batching.hasResults() ? batching.items().apply(answer) : accepted();
    for (I item : items == null ? List.<I>of() : items) {
      K key = batching.key().apply(item);
      if (key == null) {
        keyless.add(item);
      } else {
        answered.computeIfAbsent(key, k -> new ArrayList<>(1)).add(item);
      }
    }
    ItemErrors<R, K, ?> errors = batching.itemErrors();
    if (errors != null && ofResults() == null) {
      op.failures(errors, answer).forEach(this::failedApart);
    }
  }

  /** Returns the keys of the last request, which are the results if answers list none. */
  @SuppressWarnings("unchecked")
  private List<I> accepted() {
    // Without results, items are keys.
    return (List<I>) lastKeys();
  }

  private List<K> lastKeys() {
    return keys.subList(from, asked).stream().filter(Objects::nonNull).toList();
  }

  private void failedApart(BatchResult.Failed<K, ?> failure) {
    K key = failure.key();
    BatchResult.Failed<K, I> itemless =
        new BatchResult.Failed<>(key, null, failure.code(), failure.info(), failure.entry());
    if (key == null) {
      keylessFailures.add(itemless);
    } else {
      apart.putIfAbsent(key, itemless);
    }
  }

  BatchResult<K, I> result() {
    return result(List.of());
  }

  /** Returns what was gathered before the last request failed. */
  BatchResult<K, I> partial() {
    return result(lastKeys());
  }

  private BatchResult<K, I> result(List<K> unanswered) {
    List<I> found = new ArrayList<>();
    List<BatchResult.Failed<K, I>> failed = new ArrayList<>();
    List<K> missing = new ArrayList<>();
    List<I> unexpected = new ArrayList<>();
    Map<K, List<I>> left = new LinkedHashMap<>(answered);
    Map<K, BatchResult.Failed<K, I>> leftApart = new LinkedHashMap<>(apart);
    for (K key : keys) {
      List<I> items = left.remove(key);
      BatchResult.Failed<K, I> failure = leftApart.remove(key);
      if (failure != null) {
        failed.add(failure);
      } else if (items != null) {
        for (I item : items) {
          sort(key, item, found, failed);
        }
      } else if (key != null) {
        missing.add(key);
      }
    }
    left.forEach((key, items) -> items.forEach(item -> sort(key, item, unexpected, failed)));
    keyless.forEach(item -> sort(null, item, unexpected, failed));
    failed.addAll(leftApart.values());
    failed.addAll(keylessFailures);
    return new BatchResult<>(found, failed, missing, duplicates, unexpected, unanswered);
  }

  private void sort(@Nullable K key, I item, List<I> good, List<BatchResult.Failed<K, I>> failed) {
    ItemErrors<R, K, I> errors = ofResults();
    if (errors == null || !errors.failed(item)) {
      good.add(item);
    } else {
      failed.add(op.failure(errors, key, item));
    }
  }

  /** Returns how the results themselves report failure; null if another list does, or none. */
  @SuppressWarnings("unchecked")
  private @Nullable ItemErrors<R, K, I> ofResults() {
    ItemErrors<R, K, ?> errors = batching.itemErrors();
    // The same member of the same answer has elements of the same type.
    return errors != null && errors.itemsName().equals(batching.itemsName())
        ? (ItemErrors<R, K, I>) errors
        : null;
  }
}
