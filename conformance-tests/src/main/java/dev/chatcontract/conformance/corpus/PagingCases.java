package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.conformance.corpus.model.Mode;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walking pages: where it starts, how it goes on, what ends it, what must not loop. */
final class PagingCases {
  /** A cursor as the documented sample has it: over 32 bits. */
  private static final long CURSOR = 4454685361L;

  private final Subject subject;
  private final PaginationDef paging;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private PagingCases(Subject subject, PaginationDef paging) {
    this.subject = subject;
    this.paging = paging;
  }

  static List<ConformanceCase> of(Subject subject) {
    PaginationDef paging = subject.operation.pagination();
    if (paging == null) {
      return List.of();
    }
    PagingCases made = new PagingCases(subject, paging);
    made.all();
    return made.cases;
  }

  private void all() {
    walk("one-page", "One page is one request", List.of(3));
    walk("two-pages", "The cursor goes back as it came, over 32 bits", List.of(2, 2));
    walk("empty-list", "A first page without items ends in no items", List.of(0));
    walk("empty-last-page", "An empty last page is fetched and is not an error", List.of(2, 0));
    walk(
        "empty-middle-page", "An empty page in the middle does not end the walk", List.of(2, 0, 2));
    walk("thirty-pages", "Thirty pages are thirty requests", java.util.Collections.nCopies(30, 2));
    absentCursor();
    repeatedCursor();
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
        subject
            .draft("rate-limit", "pages", "Each page of a walk is a call within the rate limit")
            .mode(Mode.PAGES)
            .at(limit.at())
            .from(limit.source())
            .asks(asking(null))
            .options(CallSettings.STRICT.withPacing())
            .answers(page(items(0, 2), CURSOR, false))
            .answers(page(items(1, 1), CURSOR + 1, true))
            .requests(
                ExpectedRequests.of(List.of(asking(null), asking(CURSOR)))
                    .within(new ExpectedRequests.Pace(limit.calls(), limit.perSeconds())))
            .outcome(new CallOutcome.Listed(items))
            .covers(Tag.rule("rate-limit"))
            .build());
  }

  private void walk(String name, String title, List<Integer> sizes) {
    Subject.Draft draft = draft(name, title);
    ArrayNode items = Bodies.JSON.arrayNode();
    List<JsonNode> bodies = new ArrayList<>();
    for (int page = 0; page < sizes.size(); page++) {
      boolean last = page == sizes.size() - 1;
      ArrayNode list = items(page, sizes.get(page));
      items.addAll(list);
      bodies.add(asking(page == 0 ? null : CURSOR + page - 1));
      draft.answers(page(list, CURSOR + page, last));
    }
    cases.add(
        draft.requests(ExpectedRequests.of(bodies)).outcome(new CallOutcome.Listed(items)).build());
  }

  private void absentCursor() {
    if (paging.stop().when() == PaginationDef.StopRule.FIELD_EQUALS) {
      return;
    }
    ObjectNode page = page(items(0, 2), CURSOR, false);
    page.remove(paging.nextCursor());
    cases.add(
        draft("cursor-absent", "A page without the next cursor is the last")
            .answers(page)
            .requests(ExpectedRequests.of(List.of(asking(null))))
            .outcome(new CallOutcome.Listed(items(0, 2)))
            .build());
  }

  private void repeatedCursor() {
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 2));
    cases.add(
        draft("cursor-repeated", "The same cursor twice is an error and not an endless walk")
            .answers(page(items(0, 2), CURSOR, false))
            .answers(page(items(1, 2), CURSOR, false))
            .requests(ExpectedRequests.of(List.of(asking(null), asking(CURSOR))))
            .outcome(new CallOutcome.Ended(CallOutcome.Kind.PAGING_ERROR))
            .build());
    if (paging.stop().when() == PaginationDef.StopRule.FIELD_EQUALS) {
      ObjectNode back = page(items(0, 2), CURSOR, false);
      back.set(paging.nextCursor(), paging.first());
      cases.add(
          draft("cursor-back-to-start", "Unfinished, but back at the first cursor: an error")
              .answers(back)
              .requests(ExpectedRequests.of(List.of(asking(null))))
              .outcome(new CallOutcome.Ended(CallOutcome.Kind.PAGING_ERROR))
              .build());
      ObjectNode finished = page(items(0, 2), CURSOR, true);
      finished.put(paging.nextCursor(), CURSOR);
      cases.add(
          draft("finished-with-cursor", "The end flag counts, whatever cursor comes with it")
              .answers(finished)
              .requests(ExpectedRequests.of(List.of(asking(null))))
              .outcome(new CallOutcome.Listed(items(0, 2)))
              .build());
    }
  }

  private void changingTotal() {
    if (paging.total() == null) {
      return;
    }
    ObjectNode first = page(items(0, 2), CURSOR, false);
    first.put(paging.total(), 999_999);
    ObjectNode second = page(items(1, 2), CURSOR + 1, true);
    second.put(paging.total(), 1);
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 2));
    cases.add(
        draft("total-changes", "The total is not a stop rule, and may change on the way")
            .answers(first)
            .answers(second)
            .requests(ExpectedRequests.of(List.of(asking(null), asking(CURSOR))))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void failureOnSecondPage() {
    for (ErrorDef error : subject.operation.errors()) {
      cases.add(
          draft("second-page-" + error.code(), "A failed second page ends the walk as an error")
              .at(error.at())
              .answers(page(items(0, 2), CURSOR, false))
              .answers(subject.failure(error.code(), "second page"))
              .requests(ExpectedRequests.of(List.of(asking(null), asking(CURSOR))))
              .outcome(
                  new CallOutcome.ApiError(
                      (long) error.code(), "second page", error.errorClass().wire()))
              .coversCode(error.code())
              .build());
    }
  }

  private void keepsOtherArguments() {
    SchemaDef request = subject.operation.request();
    if (request == null) {
      return;
    }
    ObjectNode arguments = asking(null);
    for (PropertyDef property : request.properties()) {
      if (!property.name().equals(paging.cursor()) && !arguments.has(property.name())) {
        arguments.set(property.name(), subject.bodies.value(property.value()));
      }
    }
    ObjectNode second = arguments.deepCopy();
    second.put(paging.cursor(), CURSOR);
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 1));
    cases.add(
        draft("other-arguments", "Every page is asked for with the same other arguments")
            .asks(arguments)
            .answers(page(items(0, 2), CURSOR, false))
            .answers(page(items(1, 1), CURSOR + 1, true))
            .requests(ExpectedRequests.of(List.of(arguments, second)))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void startsAtGivenCursor() {
    cases.add(
        draft("starts-in-the-middle", "A walk may start at a cursor kept from before")
            .asks(asking(CURSOR))
            .answers(page(items(0, 2), CURSOR + 1, true))
            .requests(ExpectedRequests.of(List.of(asking(CURSOR))))
            .outcome(new CallOutcome.Listed(items(0, 2)))
            .build());
  }

  private void shortPage() {
    if (paging.pageSize() == null) {
      return;
    }
    ObjectNode first = asking(null);
    first.put(paging.pageSize(), 100);
    ObjectNode second = asking(CURSOR);
    second.put(paging.pageSize(), 100);
    ArrayNode items = items(0, 1);
    items.addAll(items(1, 1));
    cases.add(
        draft("short-page", "A page shorter than asked for is not the last one")
            .asks(first)
            .answers(page(items(0, 1), CURSOR, false))
            .answers(page(items(1, 1), CURSOR + 1, true))
            .requests(ExpectedRequests.of(List.of(first, second)))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void noCursorGiven() {
    SchemaDef request = subject.operation.request();
    PropertyDef cursor = request == null ? null : request.property(paging.cursor());
    if (cursor == null || cursor.required()) {
      return;
    }
    ObjectNode arguments = subject.request();
    arguments.remove(paging.cursor());
    ArrayNode items = items(0, 2);
    items.addAll(items(1, 2));
    cases.add(
        draft("no-cursor-given", "A walk without a cursor of its own starts at the first page")
            .asks(arguments)
            .answers(page(items(0, 2), CURSOR, false))
            .answers(page(items(1, 2), CURSOR + 1, true))
            .requests(ExpectedRequests.of(List.of(asking(null), asking(CURSOR))))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private Subject.Draft draft(String name, String title) {
    return subject
        .draft("pages", name, title)
        .mode(Mode.PAGES)
        .at(paging.at())
        .from(subject.operation.source())
        .asks(asking(null))
        .covers(Tag.rule("pagination"));
  }

  private ObjectNode asking(@Nullable Long cursor) {
    ObjectNode body = subject.request();
    if (cursor == null) {
      body.set(paging.cursor(), paging.first());
    } else {
      body.put(paging.cursor(), cursor);
    }
    return body;
  }

  private ArrayNode items(int page, int count) {
    ArrayNode list = Bodies.JSON.arrayNode();
    PropertyDef items = subject.operation.response().property(paging.items());
    SchemaDef schema = items == null ? null : subject.bodies.objectBehind(items.value());
    for (int i = 0; i < count; i++) {
      if (schema == null) {
        list.add("item-" + page + "-" + i);
      } else {
        ObjectNode item = subject.bodies.full(schema);
        for (PropertyDef property : schema.properties()) {
          boolean free =
              property.type().equals("string")
                  && property.knownValues().isEmpty()
                  && property.limits().patterns().isEmpty();
          if (free) {
            item.put(property.name(), property.name() + "-" + page + "-" + i);
          }
        }
        list.add(item);
      }
    }
    return list;
  }

  private ObjectNode page(ArrayNode items, long next, boolean last) {
    ObjectNode page = subject.bareSuccess();
    for (PropertyDef property : subject.operation.response().properties()) {
      if (property.requiredOnSuccess()) {
        page.set(property.name(), subject.bodies.value(property.value()));
      }
    }
    if (paging.total() != null) {
      page.put(paging.total(), 4);
    }
    page.set(paging.items(), items);
    page.put(paging.nextCursor(), next);
    PaginationDef.Stop stop = paging.stop();
    switch (stop.when()) {
      case NEXT_ABSENT -> {
        if (last) {
          page.remove(paging.nextCursor());
        }
      }
      case NEXT_EQUALS -> {
        if (last) {
          page.set(paging.nextCursor(), stop.value());
        }
      }
      case FIELD_EQUALS -> {
        page.set(stop.field(), last ? stop.value() : Bodies.JSON.numberNode(0));
        if (last) {
          page.set(paging.nextCursor(), paging.first());
        }
      }
    }
    return page;
  }
}
