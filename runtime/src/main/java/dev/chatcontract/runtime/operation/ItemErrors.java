package dev.chatcontract.runtime.operation;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where an item of an answer says that it alone failed; an item without a code succeeded.
 *
 * @param <I> item
 * @param itemsName answer member that holds the items
 * @param codeName item member that holds the code
 * @param infoName item member that holds the text
 * @param successCode the code of a good item
 * @param code reads the code
 * @param info reads the text
 */
public record ItemErrors<I>(
    String itemsName,
    String codeName,
    String infoName,
    long successCode,
    Function<I, @Nullable Long> code,
    Function<I, @Nullable String> info) {

  /** Whether the item failed. */
  public boolean failed(I item) {
    Long value = code.apply(item);
    return value != null && value != successCode;
  }
}
