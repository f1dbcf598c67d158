package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.schema.PropertyDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Walking pages: where it starts, how it goes on, what ends it, what must not loop. */
final class PagingCases {
  /** A cursor as the documented sample has it: over 32 bits. */
  private static final long CURSOR = 4454685361L;

  /** What a text may hold and a careless client would change. */
  private static final String OPAQUE = "a+b/c=&%20 \"\\\u00fc\u65e5";

  private final Subject subject;
  private final PaginationDef paging;
  private final PagedBodies bodies;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private PagingCases(Subject subject, PaginationDef paging, PagedBodies bodies) {
    this.subject = subject;
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
        cases.addAll(OffsetCases.of(subject, way, bodies));
      } else {
        PagingCases made = new PagingCases(subject, way, bodies);
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
    walk("thirty-pages", "Thirty pages are thirty requests", java.util.Collections.nCopies(30, 2));
    absentCursors();
    repeatedCursor();
    opaqueText();
    changingTotal();
    failureOnSecondPage();
    keepsOtherArguments();
    startsAtGivenCursor();
    shortPage();
    noCursorGiven();
    keepsToTheRateLimit();
  }

  private void keepsToTheRateLimit() {
    RateLimitDef limit = subject.operation.rateLimit();
    if (limit == null || limit.calls() > 1) {
      return; // a walk of more pages than the budget has calls would be long
    }
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 1));
    cases.add(
        bodies
            .pacing()
            .at(limit.at())
            .from(limit.source())
            .asks(asking(0))
            .options(CallSettings.STRICT.withPacing())
            .answers(page(items(0, 2), 1, false))
            .answers(page(items(1, 1), 2, true))
            .requests(
                ExpectedRequests.of(List.of(asking(0), asking(1)))
                    .within(new ExpectedRequests.Pace(limit.calls(), limit.perSeconds())))
            .outcome(new CallOutcome.Listed(items))
            .covers(Tag.rule("rate-limit"))
            .build());
  }

  private void walk(String name, String title, List<Integer> sizes) {
    Subject.Draft draft = draft(name, title);
    ArrayNode items = Bodies.JSON.arrayNode();
    List<JsonNode> asked = new ArrayList<>();
    for (int page = 0; page < sizes.size(); page++) {
      boolean last = page == sizes.size() - 1;
      ArrayNode list = items(page, sizes.get(page));
      items.addAll(list);
      asked.add(asking(page));
      draft.answers(page(list, page + 1, last));
    }
    cases.add(
        draft.requests(ExpectedRequests.of(asked)).outcome(new CallOutcome.Listed(items)).build());
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
      cases.add(
          draft("cursor-absent" + name, "A page without the next cursor is the last")
              .answers(page)
              .requests(ExpectedRequests.of(List.of(asking(0))))
              .outcome(new CallOutcome.Listed(items(0, 2)))
              .build());
    }
  }

  private static String memberName(PaginationDef.Cursor cursor) {
    return cursor.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Nothing in a cursor of text means anything to a client. */
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
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 1));
    cases.add(
        draft("cursor-opaque", "A cursor of any characters goes back as it came")
            .answers(first)
            .answers(page(items(1, 1), 2, true))
            .requests(ExpectedRequests.of(List.of(asking(0), second)))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void repeatedCursor() {
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 2));
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
      cases.add(
          draft("finished-with-cursor", "The end flag counts, whatever cursor comes with it")
              .answers(finished)
              .requests(ExpectedRequests.of(List.of(asking(0))))
              .outcome(new CallOutcome.Listed(items(0, 2)))
              .build());
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
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 2));
    cases.add(
        draft("total-changes", "The total is not a stop rule, and may change on the way")
            .answers(first)
            .answers(second)
            .requests(ExpectedRequests.of(List.of(asking(0), asking(1))))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void failureOnSecondPage() {
    for (ErrorDef error : subject.operation.errors()) {
      cases.add(
          draft("second-page-" + error.code(), "A failed second page ends the walk as an error")
              .at(error.at())
              .answers(page(items(0, 2), 1, false))
              .answers(subject.failure(error.code(), "second page"))
              .requests(ExpectedRequests.of(List.of(asking(0), asking(1))))
              .outcome(
                  new CallOutcome.ApiError(
                      (long) error.code(), "second page", error.errorClass().wire()))
              .coversCode(error.code())
              .build());
    }
  }

  private void keepsOtherArguments() {
    ObjectNode arguments = bodies.full();
    ObjectNode second = moved(arguments, 1);
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 1));
    cases.add(
        draft("other-arguments", "Every page is asked for with the same other arguments")
            .asks(arguments)
            .answers(page(items(0, 2), 1, false))
            .answers(page(items(1, 1), 2, true))
            .requests(ExpectedRequests.of(List.of(arguments, second)))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void startsAtGivenCursor() {
    cases.add(
        draft("starts-in-the-middle", "A walk may start at a cursor kept from before")
            .asks(asking(1))
            .answers(page(items(0, 2), 2, true))
            .requests(ExpectedRequests.of(List.of(asking(1))))
            .outcome(new CallOutcome.Listed(items(0, 2)))
            .build());
  }

  private void shortPage() {
    if (paging.pageSize() == null) {
      return;
    }
    ObjectNode first = asking(0);
    first.put(paging.pageSize(), bodies.pageSize(100));
    ObjectNode second = asking(1);
    second.put(paging.pageSize(), bodies.pageSize(100));
    ArrayNode items = items(0, 1);
    items.addAll(items(1, 1));
    cases.add(
        draft("short-page", "A page shorter than asked for is not the last one")
            .asks(first)
            .answers(page(items(0, 1), 1, false))
            .answers(page(items(1, 1), 2, true))
            .requests(ExpectedRequests.of(List.of(first, second)))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void noCursorGiven() {
    ObjectNode arguments = asking(0);
    for (PaginationDef.Cursor cursor : paging.cursors()) {
      PropertyDef property = bodies.requestMember(cursor.name());
      PaginationDef.When when = paging.when();
      if (property == null
          || property.required()
          || (when != null && when.property().equals(cursor.name()))) {
        return;
      }
      arguments.remove(cursor.name());
    }
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 2));
    cases.add(
        draft("no-cursor-given", "A walk without a cursor of its own starts at the first page")
            .asks(arguments)
            .answers(page(items(0, 2), 1, false))
            .answers(page(items(1, 2), 2, true))
            .requests(ExpectedRequests.of(List.of(asking(0), asking(1))))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private Subject.Draft draft(String name, String title) {
    return bodies.draft(name, title).asks(asking(0));
  }

  /** The request for a page; the first is number 0. */
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

  /** Where a page begins, as the member of this index has it. */
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
