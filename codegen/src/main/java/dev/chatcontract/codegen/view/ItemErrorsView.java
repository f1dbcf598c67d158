package dev.chatcontract.codegen.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of a response carry errors of their own.
 *
 * @param items response member that holds the items
 * @param key an item's member that names it; null if the item is the key
 * @param code an item's member with the code, or null
 * @param info an item's member with the text, or null
 * @param successCodes the codes of good items; empty if all of them failed
 */
public record ItemErrorsView(
    FieldView items,
    @Nullable FieldView key,
    @Nullable FieldView code,
    @Nullable FieldView info,
    List<Long> successCodes) {
  /** What an item is. */
  public TypeView item() {
    return items.type().of() == null ? items.type() : items.type().of();
  }

  /** What names an item. */
  public TypeView keyType() {
    return key == null ? item() : key.type();
  }
}
