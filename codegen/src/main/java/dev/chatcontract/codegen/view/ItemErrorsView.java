package dev.chatcontract.codegen.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of a response report their own errors.
 *
 * @param items response member that holds the items; null if the response is the only item
 * @param key an item's member that identifies it; null if the item is the key, or the response
 * @param code an item's member with the code, or null
 * @param info an item's member with the text, or null
 * @param successCodes the codes of successful items; empty if all items are failures
 */
public record ItemErrorsView(
    @Nullable FieldView items,
    @Nullable FieldView key,
    @Nullable FieldView code,
    @Nullable FieldView info,
    List<Long> successCodes) {
  /** Returns the type of an item of a list. */
  public TypeView item() {
    if (items == null) {
      throw new IllegalStateException("the response is the item");
    }
    return items.type().element();
  }

  /** Returns the type of an item's key. */
  public TypeView keyType() {
    return key == null ? item() : key.type();
  }
}
