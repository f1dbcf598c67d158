package dev.chatcontract.runtime.operation;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where items of an answer say that they alone failed; an item without a code succeeded, unless the
 * list has failed items only.
 *
 * @param <R> answer
 * @param <K> key
 * @param <I> item
 * @param itemsName answer member that holds the items
 * @param keyName item member that names it; empty if the item is the key
 * @param codeName item member that holds the code; may be empty
 * @param infoName item member that holds the text; may be empty
 * @param successCodes the codes of good items; empty if all items of the list failed
 * @param items reads the items
 * @param key reads what names an item
 * @param code reads the code
 * @param info reads the text
 */
public record ItemErrors<R, K, I>(
    String itemsName,
    String keyName,
    String codeName,
    String infoName,
    List<Long> successCodes,
    Function<R, @Nullable List<I>> items,
    Function<I, @Nullable K> key,
    Function<I, @Nullable Long> code,
    Function<I, @Nullable String> info) {

  /** Whether the item failed. */
  public boolean failed(I item) {
    Long value = code.apply(item);
    return successCodes.isEmpty() || (value != null && !successCodes.contains(value));
  }
}
