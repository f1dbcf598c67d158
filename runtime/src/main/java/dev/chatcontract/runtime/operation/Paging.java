package dev.chatcontract.runtime.operation;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an operation's answers are split into pages.
 *
 * @param <Q> request
 * @param <R> answer, one page
 * @param <C> cursor
 * @param <I> item
 * @param cursorName request member that holds the cursor
 * @param nextName answer member that holds the next cursor
 * @param itemsName answer member that holds the items
 * @param first cursor of the first page, used if the request has none
 * @param cursor reads the request's cursor
 * @param withCursor a copy of the request with another cursor
 * @param next reads the answer's next cursor
 * @param items reads the answer's items
 * @param stop which page is the last
 */
public record Paging<Q, R, C, I>(
    String cursorName,
    String nextName,
    String itemsName,
    C first,
    Function<Q, @Nullable C> cursor,
    BiFunction<Q, C, Q> withCursor,
    Function<R, @Nullable C> next,
    Function<R, @Nullable List<I>> items,
    PageStop<R> stop) {}
