package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.Pages;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pages follow each other without gaps or repetitions, end where they should, and count correctly.
 */
final class PagingPromises {
  static final String KIND = "server-paging";
  private static final int PAGES = 4;
  private static final int SHOWN = 3;
  private static final int MOST_THINGS = 10;

  private final OperationDef operation;
  private final PaginationDef all;
  private final PaginationDef paging;

  private PagingPromises(OperationDef operation, PaginationDef all, PaginationDef paging) {
    this.operation = operation;
    this.all = all;
    this.paging = paging;
  }

  static List<ServerCase> of(OperationDef operation) {
    PaginationDef all = operation.pagination();
    if (all == null || operation.request() == null || !operation.reads()) {
      return List.of();
    }
    List<ServerCase> cases = new ArrayList<>();
    for (PaginationDef way : all.ways()) {
      cases.addAll(new PagingPromises(operation, all, way).cases());
    }
    return cases;
  }

  private List<ServerCase> cases() {
    List<ServerCase> cases = new ArrayList<>();
    cases.add(
        paged("to-the-end", "Pages as long as the server likes come to an end")
            .holds(this::toTheEnd));
    if (paging.pageSize() != null) {
      cases.add(
          paged("small-pages", "Small pages together have what large ones have")
              .holds(this::smallPages));
    }
    if (paging.total() != null) {
      cases.add(
          paged("total", paging.total() + " counts the items of all pages").holds(this::total));
    }
    return cases;
  }

  /** Returns how case names begin if an operation has several ways: with the name of this one. */
  private String prefix() {
    return all.otherwise() == null ? "" : paging.name() + "-";
  }

  private Case paged(String name, String title) {
    return Case.of(operation, KIND, prefix() + name, title)
        .at(paging.at())
        .covers(ServerGoals.promise(operation, KIND));
  }

  /** Walks all pages of each entry that has its own pages, up to a limit. */
  private void toTheEnd(Dialogue talk) throws NotApplicableException, InterruptedException {
    ObjectNode request = request(talk);
    List<ObjectNode> requests = new ArrayList<>();
    for (PropertyDef property : operation.request().properties()) {
      String kind = property.required() ? talk.world().kind(property.value()) : null;
      if (kind != null) {
        talk.world().keys(kind).stream()
            .limit(MOST_THINGS)
            .map(key -> request.deepCopy().put(property.name(), key))
            .filter(one -> all.on(one).equals(paging))
            .forEach(requests::add);
      }
    }
    for (ObjectNode one : requests.isEmpty() ? List.of(request) : requests) {
      new Pages(talk, operation, all).walk(one, 0);
    }
  }

  private Pages.Seen whole(Dialogue talk) throws NotApplicableException, InterruptedException {
    return new Pages(talk, operation, all).walk(request(talk), 0);
  }

  private ObjectNode request(Dialogue talk) throws NotApplicableException {
    ObjectNode request = OneWay.request(talk, operation, all, paging);
    paging.cursors().forEach(cursor -> request.remove(cursor.name()));
    if (!all.on(request).equals(paging)) {
      // Here a cursor in the request selects the way.
      paging.cursors().forEach(cursor -> request.set(cursor.name(), cursor.first()));
    }
    return request;
  }

  /**
   * Compares small pages with the whole list before and after: only items present both times must
   * be on the pages.
   */
  private void smallPages(Dialogue talk) throws NotApplicableException, InterruptedException {
    Pages.Seen before = whole(talk);
    int count = before.items().size();
    if (count < 2) {
      throw new NotApplicableException(
          "the list has " + count + " items; a second page needs at least two");
    }
    int size = Math.max(1, (count + PAGES - 1) / PAGES);
    Pages.Seen small = new Pages(talk, operation, all).walk(request(talk), size);
    Pages.Seen after = whole(talk);
    Set<JsonNode> ever = new HashSet<>(before.items());
    ever.addAll(after.items());
    Set<JsonNode> always = new HashSet<>(before.items());
    always.retainAll(after.items());
    if (before.ended() && after.ended()) {
      told(talk, "pages of " + size + " have what the whole list lacks", small.items(), ever);
      if (small.ended()) {
        told(talk, "pages of " + size + " lack what the whole list has", always, small.items());
      }
    }
    // If the total changed meanwhile, it proves nothing.
    if (before.totals().equals(after.totals()) && !small.totals().equals(before.totals())) {
      talk.breach(
          paging.at(),
          paging.total()
              + " is "
              + small.totals()
              + " with pages of "
              + size
              + " and "
              + before.totals()
              + " without; the size of a page does not change it");
    }
    if (small.ended() && small.pages() == 1) {
      talk.breach(
          paging.at(),
          "a page of "
              + size
              + " says that it is the last one, but the list has "
              + count
              + " items");
    }
  }

  private void told(
      Dialogue talk, String what, Iterable<JsonNode> items, java.util.Collection<JsonNode> in) {
    Set<JsonNode> all = new HashSet<>(in);
    List<String> odd = new ArrayList<>();
    items.forEach(
        item -> {
          if (!all.contains(item)) {
            odd.add(item.toString());
          }
        });
    if (!odd.isEmpty()) {
      talk.breach(
          paging.at(),
          what
              + ": "
              + odd.size()
              + " items, such as "
              + String.join(", ", odd.subList(0, Math.min(SHOWN, odd.size()))));
    }
  }

  private void total(Dialogue talk) throws NotApplicableException, InterruptedException {
    Pages.Seen first = whole(talk);
    Pages.Seen second = whole(talk);
    if (!first.ended() || !second.ended()) {
      throw new NotApplicableException("the list is too long to be counted");
    }
    if (first.totals().isEmpty()) {
      throw new NotApplicableException("the answer leaves " + paging.total() + " out, as it may");
    }
    if (first.items().size() == second.items().size()
        && first.totals().equals(second.totals())
        && !first.totals().equals(Set.of((long) first.items().size()))) {
      talk.breach(
          paging.at(),
          paging.total()
              + " is "
              + first.totals()
              + ", the pages have "
              + first.items().size()
              + " items");
    }
  }
}
