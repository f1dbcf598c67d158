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
import java.util.stream.Collectors;

/** A walk through pages that checks every promise of paging on the way. */
public final class Pages {
  /** Only this many pages of a longer listing are walked. */
  private static final int MOST_PAGES = 12;

  private final Dialogue talk;
  private final OperationDef operation;
  private final PaginationDef all;

  /**
   * The result of a walk.
   *
   * @param items the items of all pages, in order
   * @param ended whether the last page was reached
   * @param totals the total counts that the pages contained
   */
  public record Seen(List<JsonNode> items, int pages, boolean ended, Set<Long> totals) {}

  public Pages(Dialogue talk, OperationDef operation, PaginationDef paging) {
    this.talk = talk;
    this.operation = operation;
    this.all = paging;
  }

  /**
   * Walks through the pages.
   *
   * @param request the request without a cursor
   * @param size how many items a page may have; 0 lets the server decide
   */
  public Seen walk(ObjectNode request, int size)
      throws NotApplicableException, InterruptedException {
    ObjectNode asked = request.deepCopy();
    PaginationDef paging = all.on(asked);
    for (PaginationDef.Cursor cursor : paging.cursors()) {
      asked.set(cursor.name(), cursor.first());
    }
    if (size > 0 && paging.pageSize() != null) {
      asked.put(paging.pageSize(), size);
    }
    List<JsonNode> items = new ArrayList<>();
    Set<JsonNode> distinct = new HashSet<>();
    Set<String> cursors = new HashSet<>();
    cursors.add(texts(paging, asked));
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
      if (stops(paging, answer, asked, list.size())) {
        return new Seen(items, page, true, totals);
      }
      goOn(paging, answer, asked, list.size());
      if (!cursors.add(texts(paging, asked))) {
        talk.breach(
            paging.at(),
            "page "
                + page
                + " gives the cursor "
                + texts(paging, asked)
                + " again: such a walk never ends");
        throw new BrokenPromiseException();
      }
    }
    return new Seen(items, MOST_PAGES, false, totals);
  }

  private static void goOn(PaginationDef paging, ObjectNode answer, ObjectNode asked, int count) {
    for (PaginationDef.Cursor cursor : paging.cursors()) {
      if (cursor.next() == null) {
        asked.put(cursor.name(), asked.path(cursor.name()).asLong() + count);
      } else {
        asked.set(cursor.name(), answer.path(cursor.next()));
      }
    }
  }

  private static String texts(PaginationDef paging, ObjectNode asked) {
    return paging.cursors().stream()
        .map(cursor -> asked.path(cursor.name()).asText())
        .collect(Collectors.joining(", "));
  }

  /** Returns whether this page is the last one according to the contract. */
  private static boolean stops(
      PaginationDef paging, ObjectNode answer, ObjectNode asked, int count) {
    if (paging.stop().marked(answer)) {
      return true;
    }
    if (!paging.byOffset()) {
      return paging.nextCursors().stream().anyMatch(next -> !answer.hasNonNull(next));
    }
    PaginationDef.Cursor offset = paging.cursors().get(0);
    long sum = asked.path(offset.name()).asLong() - offset.first().asLong() + count;
    return count == 0
        || switch (paging.stop().when()) {
          case TOTAL ->
              answer.hasNonNull(paging.total()) && sum >= answer.get(paging.total()).asLong();
          case SHORT_PAGE ->
              asked.hasNonNull(paging.pageSize()) && count < asked.get(paging.pageSize()).asLong();
          default -> false;
        };
  }
}
