package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * How to get the next page. Whatever the stop rule says, an answer without the next cursor is the
 * last one.
 *
 * @param cursor the request member that takes the cursor
 * @param nextCursor the response member that gives the next one
 * @param first the cursor of the first page
 * @param items the response member that holds the page's items
 * @param pageSize the request member that limits the items of a page
 * @param total the response member that counts the items of all pages
 */
public record PaginationDef(
    String cursor,
    String nextCursor,
    JsonNode first,
    String items,
    @Nullable String pageSize,
    @Nullable String total,
    Stop stop,
    Place at) {

  /**
   * What marks the last page.
   *
   * @param field the response member looked at; null when only the next cursor's absence counts
   * @param value what the member then equals; null likewise
   */
  public record Stop(StopRule when, @Nullable String field, @Nullable JsonNode value) {}

  /** The kinds of stop rule. */
  public enum StopRule {
    NEXT_ABSENT("next-absent"),
    NEXT_EQUALS("next-equals"),
    FIELD_EQUALS("field-equals");

    private final String wire;

    StopRule(String wire) {
      this.wire = wire;
    }

    /** The spelling in {@code x-pagination}. */
    public String wire() {
      return wire;
    }
  }
}
