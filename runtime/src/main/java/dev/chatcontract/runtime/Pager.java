package dev.chatcontract.runtime;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The items of all pages, one after the other; pages are fetched when they are needed and not kept.
 * Every iteration starts at the first page again.
 *
 * @param <R> page
 * @param <I> item
 */
public final class Pager<R, I> implements Iterable<I> {
  private final Iterable<R> pages;
  private final java.util.function.Function<R, Iterator<I>> items;

  /** Over these pages; {@code items} gives those of one page. */
  public Pager(Iterable<R> pages, java.util.function.Function<R, Iterator<I>> items) {
    this.pages = pages;
    this.items = items;
  }

  /** The pages; after a failure {@code next()} asks for the same page again. */
  public Iterable<R> pages() {
    return pages;
  }

  /** The pages as a stream. */
  public Stream<R> pageStream() {
    return StreamSupport.stream(pages.spliterator(), false);
  }

  @Override
  public Iterator<I> iterator() {
    return new Items<>(pages.iterator(), items);
  }

  /** The items as a stream. */
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
