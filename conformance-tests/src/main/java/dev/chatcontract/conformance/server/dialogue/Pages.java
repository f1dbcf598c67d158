package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A walk over pages that believes nothing: each promise of paging is checked on the way. */
public final class Pages {
  /** Longer listings are walked in part. */
  private static final int MOST_PAGES = 12;

  private final Dialogue talk;
  private final OperationDef operation;
  private final PaginationDef paging;

  /**
   * What a walk saw.
   *
   * @param items of all pages, in order
   * @param ended whether the last page was reached
   * @param totals the counts of all items that the pages gave
   */
  public record Seen(List<JsonNode> items, int pages, boolean ended, Set<Long> totals) {}

  public Pages(Dialogue talk, OperationDef operation, PaginationDef paging) {
    this.talk = talk;
    this.operation = operation;
    this.paging = paging;
  }

  /**
   * Walks.
   *
   * @param request without a cursor
   * @param size how many items a page may have; 0 leaves it to the server
   */
  public Seen walk(ObjectNode request, int size)
      throws NotApplicableException, InterruptedException {
    ObjectNode asked = request.deepCopy();
    asked.set(paging.cursor(), paging.first());
    if (size > 0 && paging.pageSize() != null) {
      asked.put(paging.pageSize(), size);
    }
    List<JsonNode> items = new ArrayList<>();
    Set<JsonNode> distinct = new HashSet<>();
    Set<String> cursors = new HashSet<>();
    cursors.add(paging.first().asText());
    Set<Long> totals = new LinkedHashSet<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      ObjectNode answer = talk.mustSucceed(operation, asked, "a page that was announced is served");
      JsonNode list = answer.path(paging.items());
      if (size > 0 && list.size() > size) {
        talk.breach(
            paging.at(),
            "page " + page + " has " + list.size() + " items; " + size + " were asked for");
      }
      for (JsonNode item : list) {
        if (!distinct.add(item)) {
          talk.breach(paging.at(), "page " + page + " has an item again: " + item);
        }
        items.add(item);
      }
      JsonNode counted = paging.total() == null ? null : answer.get(paging.total());
      if (counted != null && counted.canConvertToLong()) {
        totals.add(counted.longValue());
      }
      if (stops(answer)) {
        return new Seen(items, page, true, totals);
      }
      JsonNode next = answer.path(paging.nextCursor());
      if (!cursors.add(next.asText())) {
        talk.breach(
            paging.at(),
            "page " + page + " gives the cursor " + next + " again: such a walk never ends");
        throw new BrokenPromiseException();
      }
      asked.set(paging.cursor(), next);
    }
    return new Seen(items, MOST_PAGES, false, totals);
  }

  /** Whether the contract takes this page for the last one. */
  private boolean stops(ObjectNode answer) {
    JsonNode next = answer.path(paging.nextCursor());
    if (next.isMissingNode() || next.isNull()) {
      return true;
    }
    String field = paging.stop().field() == null ? paging.nextCursor() : paging.stop().field();
    JsonNode value = paging.stop().value();
    return value != null && answer.path(field).asText().equals(value.asText());
  }
}
