package dev.chatcontract.codegen;

import org.jspecify.annotations.Nullable;

/**
 * Where the items of a response carry errors of their own.
 *
 * @param items response member that holds the items
 * @param code an item's member with the code
 * @param info an item's member with the text, or null
 */
public record ItemErrorsView(
    FieldView items, FieldView code, @Nullable FieldView info, long successCode) {
  /** What an item is. */
  public TypeView item() {
    return items.type().of() == null ? items.type() : items.type().of();
  }
}
