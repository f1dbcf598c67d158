package dev.chatcontract.runtime.operation;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members in which single items of an answer report failure. An item without a code succeeded,
 * unless the list contains only failed items.
 *
 * @param <R> answer
 * @param <K> key
 * @param <I> item
 * @param itemsName answer member that holds the items; empty if the answer itself is the only item
 * @param keyName item member that identifies the item; empty if the item is the key
 * @param codeName item member that holds the code; may be empty
 * @param infoName item member that holds the text; may be empty
 * @param successCodes codes of items that succeeded; empty if all items in the list failed
 * @param items function that reads the items
 * @param key function that reads an item's key
 * @param code function that reads the code
 * @param info function that reads the text
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

  /** Creates a description for an answer that has a code of its own beside the envelope. */
  public static <R> ItemErrors<R, Void, R> ofAnswer(
      String codeName,
      String infoName,
      List<Long> successCodes,
      Function<R, @Nullable Long> code,
      Function<R, @Nullable String> info) {
    return new ItemErrors<>(
        "",
        "",
        codeName,
        infoName,
        successCodes,
        answer -> List.of(answer),
        answer -> null,
        code,
        info);
  }

  /** Returns whether the answer itself is the only item. */
  public boolean isOfAnswer() {
    return itemsName.isEmpty();
  }

  /** Returns whether the item failed. */
  public boolean failed(I item) {
    Long value = code.apply(item);
    return successCodes.isEmpty() || (value != null && !successCodes.contains(value));
  }
}
