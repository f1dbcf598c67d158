package dev.chatcontract.runtime.operation;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of several members that say together where a page begins.
 *
 * @param <Q> request
 * @param <R> answer
 * @param <C> its type
 * @param name request member
 * @param nextName answer member
 * @param first its value for the first page
 * @param value reads the request's
 * @param withValue a copy of the request with another one
 * @param next reads the answer's
 */
public record PageCursor<Q, R, C>(
    String name,
    String nextName,
    C first,
    Function<Q, @Nullable C> value,
    BiFunction<Q, C, Q> withValue,
    Function<R, @Nullable C> next) {

  @SuppressWarnings("unchecked") // values come from value() and next() of the same cursor
  Q set(Q request, Object other) {
    return withValue.apply(request, (C) other);
  }
}
