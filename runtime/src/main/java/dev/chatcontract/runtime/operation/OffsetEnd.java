package dev.chatcontract.runtime.operation;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What ends a walk by an offset before a page without items does.
 *
 * @param <Q> request
 * @param <R> answer
 */
public final class OffsetEnd<Q, R> {
  private final Test<Q, R> test;

  private interface Test<Q, R> {
    boolean holds(Q request, R page, int count, long sum);
  }

  private OffsetEnd(Test<Q, R> test) {
    this.test = test;
  }

  /** Nothing. */
  public static <Q, R> OffsetEnd<Q, R> emptyPage() {
    return new OffsetEnd<>((request, page, count, sum) -> false);
  }

  /** The items up to here are as many as the answer counts. */
  public static <Q, R> OffsetEnd<Q, R> total(Function<R, @Nullable Long> total) {
    return new OffsetEnd<>(
        (request, page, count, sum) -> {
          Long all = total.apply(page);
          return all != null && sum >= all;
        });
  }

  /** The page has fewer items than the request allows. */
  public static <Q, R> OffsetEnd<Q, R> shortPage(Function<Q, @Nullable Long> pageSize) {
    return new OffsetEnd<>(
        (request, page, count, sum) -> {
          Long size = pageSize.apply(request);
          return size != null && count < size;
        });
  }

  boolean reached(Q request, R page, int count, long sum) {
    return test.holds(request, page, count, sum);
  }
}
