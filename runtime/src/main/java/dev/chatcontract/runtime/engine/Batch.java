package dev.chatcontract.runtime.engine;

import dev.chatcontract.runtime.BatchResult;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.Redaction;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.ItemErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits one request into several and puts the answers together again. */
final class Batch<Q, R, K, I> {
  private final Operation<Q, R> op;
  private final Batching<Q, R, K, I> batching;
  private final Q template;
  private final List<K> keys;
  private final List<K> duplicates = new ArrayList<>();
  private final Map<K, List<I>> answered = new LinkedHashMap<>();
  private final List<I> keyless = new ArrayList<>();
  private int asked;

  Batch(Operation<Q, R> op, Batching<Q, R, K, I> batching, Q all) {
    this.op = op;
    this.batching = batching;
    this.template = all;
    List<K> given = batching.keys().apply(all);
    Set<K> distinct = new LinkedHashSet<>();
    Set<K> again = new LinkedHashSet<>();
    for (K key : given == null ? List.<K>of() : given) {
      if (!distinct.add(key)) {
        again.add(key);
      }
    }
    keys = List.copyOf(distinct);
    duplicates.addAll(again);
  }

  boolean hasNext() {
    return asked < keys.size();
  }

  Q next() {
    int end = Math.min(asked + batching.max(), keys.size());
    Q chunk = batching.withKeys().apply(template, keys.subList(asked, end));
    asked = end;
    return chunk;
  }

  void add(R answer) {
    List<I> items = batching.items().apply(answer);
    for (I item : items == null ? List.<I>of() : items) {
      K key = batching.key().apply(item);
      if (key == null) {
        keyless.add(item);
      } else {
        answered.computeIfAbsent(key, k -> new ArrayList<>(1)).add(item);
      }
    }
  }

  BatchResult<K, I> result() {
    List<I> found = new ArrayList<>();
    List<BatchResult.Failed<K, I>> failed = new ArrayList<>();
    List<K> missing = new ArrayList<>();
    List<I> unexpected = new ArrayList<>();
    Map<K, List<I>> left = new LinkedHashMap<>(answered);
    for (K key : keys) {
      List<I> items = left.remove(key);
      if (items == null) {
        missing.add(key);
      } else {
        for (I item : items) {
          sort(key, item, found, failed);
        }
      }
    }
    left.forEach((key, items) -> items.forEach(item -> sort(key, item, unexpected, failed)));
    keyless.forEach(item -> sort(null, item, unexpected, failed));
    return new BatchResult<>(found, failed, missing, duplicates, unexpected);
  }

  private void sort(@Nullable K key, I item, List<I> good, List<BatchResult.Failed<K, I>> failed) {
    ItemErrors<I> errors = batching.itemErrors();
    if (errors == null || !errors.failed(item)) {
      good.add(item);
    } else {
      long code = errors.code().apply(item);
      String info = errors.info().apply(item);
      failed.add(
          new BatchResult.Failed<>(
              key,
              item,
              code,
              info == null ? null : Redaction.hidden(info, op.sensitive()),
              op.errors().find(code)));
    }
  }
}
