package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.PaginationDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to walk an operation's pages.
 *
 * @param cursors the members that say where a page begins
 * @param items response member that holds the items
 * @param pageSize request member that limits a page, if the stop rule needs it
 * @param total response member that counts all items, if the stop rule needs it
 * @param stop response member that marks the last page, or null
 * @param when the request member that selects this way
 * @param otherwise the way for other requests
 */
public record PagingView(
    PaginationDef def,
    List<CursorView> cursors,
    FieldView items,
    @Nullable FieldView pageSize,
    @Nullable FieldView total,
    @Nullable FieldView stop,
    @Nullable FieldView when,
    @Nullable PagingView otherwise) {

  /**
   * A member that says where a page begins.
   *
   * @param field the request member
   * @param next the response member with the value for the next page; null for an offset
   */
  public record CursorView(PaginationDef.Cursor def, FieldView field, @Nullable FieldView next) {}

  /** Returns the only cursor, or the first. */
  public CursorView cursor() {
    return cursors.get(0);
  }

  /** Returns this way and those for other requests. */
  public List<PagingView> ways() {
    List<PagingView> ways = new ArrayList<>();
    for (PagingView way = this; way != null; way = way.otherwise) {
      ways.add(way);
    }
    return ways;
  }

  /** Returns the stop rule in words. */
  public String rule() {
    PaginationDef.Stop end = def.stop();
    return switch (end.when()) {
      case NEXT_ABSENT -> String.join(" or ", def.nextCursors()) + " is absent";
      case NEXT_EQUALS, FIELD_EQUALS -> end.field() + " = " + end.value();
      case FIELD_DIFFERS -> end.field() + " is not " + end.value();
      case TOTAL -> "the items are " + def.total();
      case SHORT_PAGE -> def.items() + " has fewer than " + def.pageSize();
      case EMPTY_PAGE -> def.items() + " is empty";
    };
  }

  /** Returns the type of an item. */
  public TypeView item() {
    return items.type().element();
  }
}
