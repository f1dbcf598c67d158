package dev.chatcontract.codegen.view;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How to walk an operation's pages.
 *
 * @param cursor request member that takes the cursor
 * @param next response member that gives the next one
 * @param items response member that holds the items
 * @param first the cursor of the first page
 * @param stop response member that marks the last page, or null if an absent cursor alone does
 * @param last what that member then equals
 * @param byField whether that member is another one than the cursor
 */
public record PagingView(
    FieldView cursor,
    FieldView next,
    FieldView items,
    JsonNode first,
    @Nullable FieldView stop,
    @Nullable JsonNode last,
    boolean byField) {
  /** The rule in words. */
  public String rule() {
    return stop == null ? next.wire() + " is absent" : stop.wire() + " = " + last;
  }

  /** What an item is. */
  public TypeView item() {
    return items.type().of() == null ? items.type() : items.type().of();
  }
}
