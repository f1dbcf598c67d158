package dev.chatcontract.runtime.operation;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What ends paging by offset, apart from a page without items.
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

  /** Only a page without items ends it. */
  public static <Q, R> OffsetEnd<Q, R> emptyPage() {
    return new OffsetEnd<>((request, page, count, sum) -> false);
  }

  /** It ends when as many items were read as the answer's total. */
  public static <Q, R> OffsetEnd<Q, R> total(Function<R, @Nullable Long> total) {
    return new OffsetEnd<>(
        (request, page, count, sum) -> {
          Long all = total.apply(page);
          return all != null && sum >= all;
        });
  }

  /** It ends at a page with fewer items than the request allows. */
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
