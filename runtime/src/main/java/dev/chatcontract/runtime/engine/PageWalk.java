package dev.chatcontract.runtime.engine;

import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.operation.Paging;
import dev.chatcontract.runtime.text.Redaction;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks from page to page, with two cursors and a request, however many pages there are. */
final class PageWalk<Q, R, C> {
  private static final int CURSOR_CHARS = 100;

  private final Operation<Q, R> op;
  private final Paging<Q, R, C, ?> paging;

  private @Nullable Q request;
  private C cursor;

  /** Why no page can follow one that was itself valid; thrown when the next one is requested. */
  private @Nullable DecodeException broken;

  // Brent's algorithm finds a cycle in constant memory: compare with a cursor that is replaced
  // after 1, 2, 4, 8 ... pages.
  private C landmark;
  private long sinceLandmark;
  private long untilNextLandmark = 1;

  private PageWalk(Operation<Q, R> op, Paging<Q, R, C, ?> paging, Q first) {
    this.op = op;
    this.paging = paging;
    this.request = paging.begin(first);
    C start = paging.cursor(this.request);
    this.cursor = start == null ? paging.first() : start;
    this.landmark = cursor;
  }

  /** Starts a walk with this first request. */
  static <Q, R> PageWalk<Q, R, ?> of(Operation<Q, R> op, Paging<Q, R, ?, ?> paging, Q first) {
    return on(op, paging.on(first), first);
  }

  private static <Q, R, C> PageWalk<Q, R, C> on(
      Operation<Q, R> op, Paging<Q, R, C, ?> paging, Q first) {
    return new PageWalk<>(op, paging, first);
  }

  /** Returns the pages of this walk. */
  Iterator<R> iterator(Function<Q, R> fetch) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return PageWalk.this.hasNext();
      }

      @Override
      public R next() {
        R page = fetch.apply(request());
        took(page);
        return page;
      }
    };
  }

  boolean hasNext() {
    return request != null;
  }

  /** Returns the request for the next page. */
  Q request() {
    if (broken != null) {
      throw broken;
    }
    Q current = request;
    if (current == null) {
      throw new NoSuchElementException("the last page was " + paging.stop().rule());
    }
    return current;
  }

  /** Moves on after the page that was requested. */
  void took(R page) {
    Q asked = Objects.requireNonNull(request);
    C next = paging.next(asked, page);
    if (paging.stop().isLast(page) || (next == null && paging.stop().cursorEndsIt())) {
      request = null;
    } else if (next == null) {
      broken =
          failure(
              "/" + paging.nextName(),
              "the page is not the last ("
                  + paging.stop().rule()
                  + " does not hold) but names no "
                  + paging.nextName());
    } else {
      if (next.equals(cursor) || next.equals(landmark)) {
        broken =
            failure(
                "/" + paging.nextName(),
                paging.nextName()
                    + " "
                    + Redaction.shown(next.toString(), op.sensitive(), CURSOR_CHARS)
                    + " was asked for before: the pages repeat, so the list is incomplete");
      }
      if (++sinceLandmark == untilNextLandmark) {
        landmark = next;
        sinceLandmark = 0;
        untilNextLandmark *= 2;
      }
      cursor = next;
      request = paging.withCursor(asked, next);
    }
  }

  private DecodeException failure(String pointer, String problem) {
    return new DecodeException(
        op.name(), DecodeException.Kind.PAGING, 0, pointer, "", problem, 1, false, null);
  }
}
