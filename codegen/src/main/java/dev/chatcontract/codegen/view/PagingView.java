package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.PaginationDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to walk an operation's pages.
 *
 * @param cursors what says where a page begins
 * @param items response member that holds the items
 * @param pageSize request member that limits a page, if the stop rule looks at it
 * @param total response member that counts all items, if the stop rule looks at it
 * @param stop response member that marks the last page, or null if none does
 * @param when request member that decides whether this way is meant
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
   * What says where a page begins.
   *
   * @param field request member that takes it
   * @param next response member that gives the next one; null for an offset
   */
  public record CursorView(PaginationDef.Cursor def, FieldView field, @Nullable FieldView next) {}

  /** The only cursor, or the first. */
  public CursorView cursor() {
    return cursors.get(0);
  }

  /** This way and those for other requests. */
  public List<PagingView> ways() {
    List<PagingView> ways = new ArrayList<>();
    for (PagingView way = this; way != null; way = way.otherwise) {
      ways.add(way);
    }
    return ways;
  }

  /** The rule in words. */
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

  /** What an item is. */
  public TypeView item() {
    return items.type().of() == null ? items.type() : items.type().of();
  }
}
