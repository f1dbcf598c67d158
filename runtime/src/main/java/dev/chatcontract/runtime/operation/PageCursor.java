package dev.chatcontract.runtime.operation;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of several members that together determine where a page begins.
 *
 * @param <Q> request
 * @param <R> answer
 * @param <C> cursor
 * @param name request member
 * @param nextName answer member
 * @param first its value for the first page
 * @param value function that reads the request's cursor
 * @param withValue function that copies the request with another cursor
 * @param next function that reads the answer's next cursor
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
