package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Paging by cursors: where it starts, how it continues, what ends it, and what must not loop. */
final class PagingCases {
  /** A cursor as in the documented sample: larger than 32 bits. */
  private static final long CURSOR = 4454685361L;

  /** Text that a cursor may hold and that a careless client would change. */
  private static final String OPAQUE = "a+b/c=&%20 \"\\\u00fc\u65e5";

  private final PaginationDef paging;
  private final PagedBodies bodies;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private PagingCases(PaginationDef paging, PagedBodies bodies) {
    this.paging = paging;
    this.bodies = bodies;
  }

  static List<ConformanceCase> of(Subject subject) {
    PaginationDef paging = subject.operation.pagination();
    if (paging == null) {
      return List.of();
    }
    List<ConformanceCase> cases = new ArrayList<>();
    for (PaginationDef way : paging.ways()) {
      PagedBodies bodies = new PagedBodies(subject, paging, way);
      if (way.byOffset()) {
        cases.addAll(OffsetCases.of(way, bodies));
      } else {
        PagingCases made = new PagingCases(way, bodies);
        made.all();
        cases.addAll(made.cases);
      }
    }
    return cases;
  }

  private void all() {
    walk("one-page", "One page is one request", List.of(3));
    walk(
        "two-pages",
        allTexts()
            ? "The cursor goes back as it came"
            : "The cursor goes back as it came, over 32 bits",
        List.of(2, 2));
    walk("empty-list", "A first page without items ends in no items", List.of(0));
    walk("empty-last-page", "An empty last page is fetched and is not an error", List.of(2, 0));
    walk(
        "empty-middle-page", "An empty page in the middle does not end the walk", List.of(2, 0, 2));
    walk("thirty-pages", "Thirty pages are thirty requests", Collections.nCopies(30, 2));
    absentCursors();
    repeatedCursor();
    opaqueText();
    changingTotal();
    cases.addAll(
        bodies.failuresOnSecondPage(List.of(asking(0), asking(1)), page(items(0, 2), 1, false)));
    keepsOtherArguments();
    one(
        draft("starts-in-the-middle", "A walk may start at a cursor kept from before"),
        asking(1),
        page(items(0, 2), 2, true));
    shortPage();
    noCursorGiven();
    cases.addAll(
        bodies.pacing(
            List.of(asking(0), asking(1)),
            List.of(page(items(0, 2), 1, false), page(items(1, 1), 2, true))));
  }

  private void one(Subject.Draft draft, ObjectNode asked, ObjectNode page) {
    cases.add(bodies.listed(draft, List.of(asked), List.of(page)));
  }

  /** Adds a case of two pages. */
  private void two(Subject.Draft draft, ObjectNode asked, ObjectNode first, ObjectNode second) {
    cases.add(bodies.listed(draft, List.of(asking(0), asked), List.of(first, second)));
  }

  private void walk(String name, String title, List<Integer> sizes) {
    List<ObjectNode> asked = new ArrayList<>();
    List<ObjectNode> pages = new ArrayList<>();
    for (int page = 0; page < sizes.size(); page++) {
      asked.add(asking(page));
      pages.add(page(items(page, sizes.get(page)), page + 1, page == sizes.size() - 1));
    }
    cases.add(bodies.listed(draft(name, title), asked, pages));
  }

  private void absentCursors() {
    for (PaginationDef.Cursor cursor : paging.cursors()) {
      ObjectNode page = page(items(0, 2), 1, false);
      page.remove(cursor.next());
      String name = paging.cursors().size() > 1 ? "-" + memberName(cursor) : "";
      if (paging.stop().byField()) {
        if (paging.cursors().size() > 1) {
          cases.add(
              draft(
                      "cursor-incomplete" + name,
                      "Unfinished, but without one of the cursors: an error")
                  .answers(page)
                  .requests(ExpectedRequests.of(List.of(asking(0))))
                  .outcome(new CallOutcome.Ended(CallOutcome.Kind.PAGING_ERROR))
                  .build());
        }
        continue;
      }
      one(
          draft("cursor-absent" + name, "A page without the next cursor is the last"),
          asking(0),
          page);
    }
  }

  private static String memberName(PaginationDef.Cursor cursor) {
    return cursor.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Adds a case with a text cursor, which means nothing to a client and must be returned unchanged.
   */
  private void opaqueText() {
    ObjectNode first = page(items(0, 2), 1, false);
    ObjectNode second = asking(1);
    boolean text = false;
    for (PaginationDef.Cursor cursor : paging.cursors()) {
      if (cursor.first().isTextual()) {
        first.put(cursor.next(), OPAQUE);
        second.put(cursor.name(), OPAQUE);
        text = true;
      }
    }
    if (!text) {
      return;
    }
    two(
        draft("cursor-opaque", "A cursor of any characters goes back as it came"),
        second,
        first,
        page(items(1, 1), 2, true));
  }

  private void repeatedCursor() {
    cases.add(
        draft("cursor-repeated", "The same cursor twice is an error and not an endless walk")
            .answers(page(items(0, 2), 1, false))
            .answers(page(items(1, 2), 1, false))
            .requests(ExpectedRequests.of(List.of(asking(0), asking(1))))
            .outcome(new CallOutcome.Ended(CallOutcome.Kind.PAGING_ERROR))
            .build());
    if (paging.stop().byField() && !paging.nextCursors().contains(paging.stop().field())) {
      ObjectNode back = page(items(0, 2), 1, false);
      paging.cursors().forEach(cursor -> back.set(cursor.next(), cursor.first()));
      cases.add(
          draft("cursor-back-to-start", "Unfinished, but back at the first cursor: an error")
              .answers(back)
              .requests(ExpectedRequests.of(List.of(asking(0))))
              .outcome(new CallOutcome.Ended(CallOutcome.Kind.PAGING_ERROR))
              .build());
      ObjectNode finished = page(items(0, 2), 1, true);
      setNext(finished, 1);
      one(
          draft("finished-with-cursor", "The end flag counts, whatever cursor comes with it"),
          asking(0),
          finished);
    }
  }

  private void changingTotal() {
    if (paging.total() == null) {
      return;
    }
    ObjectNode first = page(items(0, 2), 1, false);
    first.put(paging.total(), 999_999);
    ObjectNode second = page(items(1, 2), 2, true);
    second.put(paging.total(), 1);
    two(
        draft("total-changes", "The total is not a stop rule, and may change on the way"),
        asking(1),
        first,
        second);
  }

  private void keepsOtherArguments() {
    ObjectNode arguments = bodies.full();
    cases.add(
        bodies.listed(
            draft("other-arguments", "Every page is asked for with the same other arguments"),
            List.of(arguments, moved(arguments, 1)),
            List.of(page(items(0, 2), 1, false), page(items(1, 1), 2, true))));
  }

  private void shortPage() {
    if (paging.pageSize() == null) {
      return;
    }
    ObjectNode first = asking(0);
    first.put(paging.pageSize(), bodies.pageSize(100));
    cases.add(
        bodies.listed(
            draft("short-page", "A page shorter than asked for is not the last one"),
            List.of(first, moved(first, 1)),
            List.of(page(items(0, 1), 1, false), page(items(1, 1), 2, true))));
  }

  private void noCursorGiven() {
    ObjectNode arguments = bodies.withoutStart(asking(0));
    if (arguments != null) {
      cases.add(
          bodies.listed(
              draft(
                  "no-cursor-given", "A walk without a cursor of its own starts at the first page"),
              arguments,
              List.of(asking(0), asking(1)),
              List.of(page(items(0, 2), 1, false), page(items(1, 2), 2, true))));
    }
  }

  private Subject.Draft draft(String name, String title) {
    return bodies.draft(name, title).asks(asking(0));
  }

  /** Returns the request for a page; the first is number 0. */
  private ObjectNode asking(int page) {
    return moved(bodies.first(), page);
  }

  private ObjectNode moved(ObjectNode request, int page) {
    ObjectNode body = request.deepCopy();
    for (int i = 0; page > 0 && i < paging.cursors().size(); i++) {
      body.set(paging.cursors().get(i).name(), cursor(i, page));
    }
    return body;
  }

  /** Returns where a page begins, in the form of the cursor with this index. */
  private JsonNode cursor(int index, int page) {
    PaginationDef.Cursor cursor = paging.cursors().get(index);
    PropertyDef member = bodies.requestMember(cursor.name());
    long number = CURSOR + page - 1 + index * 1_000L;
    if (member == null ? cursor.first().isTextual() : member.type().equals("string")) {
      return Bodies.JSON.textNode("at-" + number);
    }
    return member != null && "int32".equals(member.value().format())
        ? Bodies.JSON.numberNode((int) (number - CURSOR) + 100_000)
        : Bodies.JSON.numberNode(number);
  }

  private boolean allTexts() {
    return paging.cursors().stream().allMatch(cursor -> cursor.first().isTextual());
  }

  private ArrayNode items(int page, int count) {
    return bodies.items(page, count);
  }

  private ObjectNode page(ArrayNode items, int next, boolean last) {
    ObjectNode page = bodies.page(items, 4, last);
    setNext(page, next);
    if (last) {
      PaginationDef.Stop stop = paging.stop();
      for (PaginationDef.Cursor cursor : paging.cursors()) {
        if (stop.when() == PaginationDef.StopRule.NEXT_ABSENT) {
          page.remove(cursor.next());
        } else if (cursor.next().equals(stop.field())) {
          page.set(cursor.next(), stop.value());
        } else {
          page.set(cursor.next(), cursor.first());
        }
      }
    }
    return page;
  }

  private void setNext(ObjectNode page, int next) {
    for (int i = 0; i < paging.cursors().size(); i++) {
      PaginationDef.Cursor cursor = paging.cursors().get(i);
      page.set(cursor.next(), cursor(i, next));
    }
  }
}
