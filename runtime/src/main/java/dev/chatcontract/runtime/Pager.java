package dev.chatcontract.runtime;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The items of all pages, one after the other. Pages are fetched when needed and not kept; every
 * iteration starts again at the first page.
 *
 * @param <R> page
 * @param <I> item
 */
public final class Pager<R, I> implements Iterable<I> {
  private final Iterable<R> pages;
  private final java.util.function.Function<R, Iterator<I>> items;

  /** Creates a pager over these pages; {@code items} returns the items of one page. */
  public Pager(Iterable<R> pages, java.util.function.Function<R, Iterator<I>> items) {
    this.pages = pages;
    this.items = items;
  }

  /** Returns the pages; after a failure, {@code next()} requests the same page again. */
  public Iterable<R> pages() {
    return pages;
  }

  /** Returns the pages as a stream. */
  public Stream<R> pageStream() {
    return StreamSupport.stream(pages.spliterator(), false);
  }

  @Override
  public Iterator<I> iterator() {
    return new Items<>(pages.iterator(), items);
  }

  /** Returns the items as a stream. */
  public Stream<I> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  private static final class Items<R, I> implements Iterator<I> {
    private final Iterator<R> pages;
    private final java.util.function.Function<R, Iterator<I>> items;
    private Iterator<I> page = java.util.Collections.emptyIterator();

    Items(Iterator<R> pages, java.util.function.Function<R, Iterator<I>> items) {
      this.pages = pages;
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && pages.hasNext()) {
        page = items.apply(pages.next());
      }
      return page.hasNext();
    }

    @Override
    public I next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all pages are read");
      }
      return page.next();
    }
  }
}
