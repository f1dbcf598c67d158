package dev.chatcontract.runtime.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How an operation's answers are split into pages.
 *
 * @param <Q> request
 * @param <R> answer, one page
 * @param <C> cursor
 * @param <I> item
 */
public final class Paging<Q, R, C, I> {
  private final List<Way<Q, R, I>> ways;
  private final String cursorName;
  private final String nextName;
  private final String itemsName;
  private final C first;
  private final Function<Q, @Nullable C> cursor;
  private final BiFunction<Q, C, Q> withCursor;
  private final BiFunction<Q, R, @Nullable C> next;
  private final Function<R, @Nullable List<I>> items;
  private final PageStop<R> stop;
  private final boolean offset;

  /**
   * One of several ways of paging.
   *
   * @param condition requests that are paged this way, in words; empty for all the others
   */
  public record Way<Q, R, I>(String condition, Predicate<Q> holds, Paging<Q, R, ?, I> paging) {}

  /**
   * Describes paging by a cursor.
   *
   * @param cursorName request member that holds the cursor
   * @param nextName answer member that holds the next cursor
   * @param itemsName answer member that holds the items
   * @param first cursor of the first page, used if the request has none
   * @param cursor function that reads the request's cursor
   * @param withCursor function that copies the request with another cursor
   * @param next function that reads the answer's next cursor
   * @param items function that reads the answer's items
   * @param stop rule for the last page
   */
  public Paging(
      String cursorName,
      String nextName,
      String itemsName,
      C first,
      Function<Q, @Nullable C> cursor,
      BiFunction<Q, C, Q> withCursor,
      Function<R, @Nullable C> next,
      Function<R, @Nullable List<I>> items,
      PageStop<R> stop) {
    this(
        List.of(),
        cursorName,
        nextName,
        itemsName,
        first,
        cursor,
        withCursor,
        (request, page) -> next.apply(page),
        items,
        stop,
        false);
  }

  private Paging(
      List<Way<Q, R, I>> ways,
      String cursorName,
      String nextName,
      String itemsName,
      C first,
      Function<Q, @Nullable C> cursor,
      BiFunction<Q, C, Q> withCursor,
      BiFunction<Q, R, @Nullable C> next,
      Function<R, @Nullable List<I>> items,
      PageStop<R> stop,
      boolean offset) {
    this.offset = offset;
    this.ways = ways;
    this.cursorName = cursorName;
    this.nextName = nextName;
    this.itemsName = itemsName;
    this.first = first;
    this.cursor = cursor;
    this.withCursor = withCursor;
    this.next = next;
    this.items = items;
    this.stop = stop;
  }

  /**
   * Describes paging by an offset, which grows by the number of items on each page; a page without
   * items is the last one.
   *
   * @param end condition on the page and the next offset that ends the paging
   */
  public static <Q, R, I> Paging<Q, R, Long, I> byOffset(
      String offsetName,
      String itemsName,
      long first,
      Function<Q, @Nullable Long> offset,
      BiFunction<Q, Long, Q> withOffset,
      Function<R, @Nullable List<I>> items,
      OffsetEnd<Q, R> end,
      PageStop<R> stop) {
    return new Paging<>(
        List.of(),
        offsetName,
        offsetName,
        itemsName,
        first,
        offset,
        withOffset,
        (request, page) -> {
          List<I> shown = items.apply(page);
          Long asked = offset.apply(request);
          long from = asked == null ? first : asked;
          int count = shown == null ? 0 : shown.size();
          return count == 0
                  || from > Long.MAX_VALUE - count
                  || end.reached(request, page, count, from + count - first)
              ? null
              : from + count;
        },
        items,
        stop,
        true);
  }

  /**
   * Describes paging by several cursors; those that the request lacks start at their first values.
   */
  public static <Q, R, I> Paging<Q, R, List<Object>, I> byCursors(
      List<PageCursor<Q, R, ?>> cursors,
      String itemsName,
      Function<R, @Nullable List<I>> items,
      PageStop<R> stop) {
    List<Object> first = new ArrayList<>();
    cursors.forEach(cursor -> first.add(cursor.first()));
    return new Paging<>(
        List.of(),
        String.join(", ", cursors.stream().map(PageCursor::name).toList()),
        String.join(", ", cursors.stream().map(PageCursor::nextName).toList()),
        itemsName,
        List.copyOf(first),
        request -> values(cursors, request),
        (request, values) -> {
          Q moved = request;
          for (int i = 0; i < values.size(); i++) {
            moved = cursors.get(i).set(moved, values.get(i));
          }
          return moved;
        },
        (request, page) -> {
          List<Object> values = new ArrayList<>();
          for (PageCursor<Q, R, ?> cursor : cursors) {
            Object value = cursor.next().apply(page);
            if (value == null) {
              return null;
            }
            values.add(value);
          }
          return values;
        },
        items,
        stop,
        false);
  }

  /**
   * Describes paging by the first way whose condition holds for the request; the last always does.
   */
  public static <Q, R, I> Paging<Q, R, ?, I> either(List<Way<Q, R, I>> ways) {
    return of(List.copyOf(ways), ways.get(ways.size() - 1).paging());
  }

  private static <Q, R, C, I> Paging<Q, R, C, I> of(
      List<Way<Q, R, I>> ways, Paging<Q, R, C, I> last) {
    return new Paging<>(
        ways,
        last.cursorName,
        last.nextName,
        last.itemsName,
        last.first,
        last.cursor,
        last.withCursor,
        last.next,
        last.items,
        last.stop,
        last.offset);
  }

  private static <Q, R> List<Object> values(List<PageCursor<Q, R, ?>> cursors, Q request) {
    List<Object> values = new ArrayList<>();
    for (PageCursor<Q, R, ?> cursor : cursors) {
      Object value = cursor.value().apply(request);
      values.add(value == null ? Objects.requireNonNull(cursor.first()) : value);
    }
    return values;
  }

  /** Returns the ways, if the request decides; the other methods then describe the last one. */
  public List<Way<Q, R, I>> ways() {
    return ways;
  }

  /** Returns the paging for this request. */
  public Paging<Q, R, ?, I> on(Q request) {
    for (Way<Q, R, I> way : ways) {
      if (way.holds().test(request)) {
        return way.paging().on(request);
      }
    }
    return this;
  }

  /** Returns the request for the first page: this one, with the first cursor if it has none. */
  public Q begin(Q request) {
    C start = cursor.apply(request);
    return withCursor.apply(request, start == null ? first : start);
  }

  /** Returns the request member that holds the cursor; several are separated by commas. */
  public String cursorName() {
    return cursorName;
  }

  /** Returns the answer member that holds the next cursor; for an offset, the request member. */
  public String nextName() {
    return nextName;
  }

  /** Returns the answer member that holds the items. */
  public String itemsName() {
    return itemsName;
  }

  /** Returns the cursor of the first page. */
  public C first() {
    return first;
  }

  /** Returns the request's cursor. */
  public @Nullable C cursor(Q request) {
    return cursor.apply(request);
  }

  /** Returns a copy of the request with another cursor. */
  public Q withCursor(Q request, C value) {
    return withCursor.apply(request, value);
  }

  /** Returns where the next page begins; null if nothing says so. */
  public @Nullable C next(Q request, R page) {
    return next.apply(request, page);
  }

  /** Returns the items of a page. */
  public @Nullable List<I> items(R page) {
    return items.apply(page);
  }

  /** Returns whether the cursor is an offset, which counts items and is not in any answer. */
  public boolean isOffset() {
    return offset;
  }

  /** Returns the rule for the last page. */
  public PageStop<R> stop() {
    return stop;
  }
}
