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
import dev.chatcontract.contract.model.PaginationDef.StopRule;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.schema.PropertyDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Walking pages by an offset: it moves by what came, and what ends the walk. */
final class OffsetCases {
  private static final int SIZE = 2;
  private static final List<Integer> TWO_PAGES = List.of(2, 1);

  private final Subject subject;
  private final PaginationDef paging;
  private final PagedBodies bodies;
  private final StopRule stop;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private OffsetCases(Subject subject, PaginationDef paging, PagedBodies bodies) {
    this.subject = subject;
    this.paging = paging;
    this.bodies = bodies;
    this.stop = paging.stop().when();
  }

  static List<ConformanceCase> of(Subject subject, PaginationDef way, PagedBodies bodies) {
    OffsetCases made = new OffsetCases(subject, way, bodies);
    made.all();
    return made.cases;
  }

  private void all() {
    walk("one-page", "One page is one request", List.of(1));
    walk("two-pages", "The offset moves by the items that came", TWO_PAGES);
    walk("empty-list", "A first page without items ends in no items", List.of(0));
    List<Integer> many = new ArrayList<>(Collections.nCopies(29, 2));
    many.add(1);
    walk("thirty-pages", "Thirty pages are thirty requests", many);
    emptyPageEnds();
    startsAtGivenOffset();
    noOffsetGiven();
    keepsOtherArguments();
    failureOnSecondPage();
    if (stop == StopRule.TOTAL) {
      shortPage();
      totalGrows();
      totalAbsent();
    } else if (paging.total() != null) {
      totalIsNoStopRule();
    }
    if (stop == StopRule.SHORT_PAGE) {
      fullLastPage();
      noSizeGiven();
    }
    keepsToTheRateLimit();
  }

  private void walk(String name, String title, List<Integer> sizes) {
    cases.add(script(bodies.draft(name, title), asking(0), sizes).build());
  }

  /** Answers of these sizes, the requests for them and all their items. */
  private Subject.Draft script(Subject.Draft draft, ObjectNode first, List<Integer> sizes) {
    List<Integer> pages = new ArrayList<>(sizes);
    if (stop == StopRule.EMPTY_PAGE && pages.get(pages.size() - 1) > 0) {
      pages.add(0);
    }
    long begin = first.path(offset()).asLong(start());
    long total = begin - start() + pages.stream().mapToInt(size -> size).sum();
    long at = begin;
    List<JsonNode> asked = new ArrayList<>();
    ArrayNode items = Bodies.JSON.arrayNode();
    for (int page = 0; page < pages.size(); page++) {
      ObjectNode request = first.deepCopy();
      request.put(offset(), at);
      asked.add(request);
      ArrayNode list = bodies.items(page, pages.get(page));
      items.addAll(list);
      draft.answers(bodies.page(list, total, page == pages.size() - 1));
      at += pages.get(page);
    }
    return draft
        .asks(first)
        .requests(ExpectedRequests.of(asked))
        .outcome(new CallOutcome.Listed(items));
  }

  private void emptyPageEnds() {
    ArrayNode items = bodies.items(0, SIZE);
    cases.add(
        bodies
            .draft("empty-page-ends", "A page without items is the last, whatever else it says")
            .asks(asking(0))
            .answers(bodies.page(items, 5, false))
            .answers(bodies.page(Bodies.JSON.arrayNode(), 5, false))
            .requests(ExpectedRequests.of(List.of(asking(0), asking(SIZE))))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void startsAtGivenOffset() {
    cases.add(
        script(
                bodies.draft("starts-in-the-middle", "A walk may start at an offset of its own"),
                asking(4),
                TWO_PAGES)
            .build());
  }

  private void noOffsetGiven() {
    PropertyDef member = bodies.requestMember(offset());
    PaginationDef.When when = paging.when();
    if (member == null || member.required() || (when != null && when.property().equals(offset()))) {
      return;
    }
    ObjectNode arguments = asking(0);
    arguments.remove(offset());
    cases.add(
        script(
                bodies.draft(
                    "no-offset-given", "A walk without an offset of its own starts at the first"),
                asking(0),
                TWO_PAGES)
            .asks(arguments)
            .build());
  }

  private void keepsOtherArguments() {
    cases.add(
        script(
                bodies.draft(
                    "other-arguments", "Every page is asked for with the same other arguments"),
                sized(bodies.full()),
                TWO_PAGES)
            .build());
  }

  private void failureOnSecondPage() {
    for (ErrorDef error : subject.operation.errors()) {
      cases.add(
          bodies
              .draft(
                  "second-page-" + error.code(), "A failed second page ends the walk as an error")
              .at(error.at())
              .asks(asking(0))
              .answers(bodies.page(bodies.items(0, SIZE), 4, false))
              .answers(subject.failure(error.code(), "second page"))
              .requests(ExpectedRequests.of(List.of(asking(0), asking(SIZE))))
              .outcome(
                  new CallOutcome.ApiError(
                      (long) error.code(), "second page", error.errorClass().wire()))
              .coversCode(error.code())
              .build());
    }
  }

  private void shortPage() {
    if (paging.pageSize() == null) {
      return;
    }
    ObjectNode first = asking(0);
    first.put(paging.pageSize(), bodies.pageSize(100));
    cases.add(
        script(
                bodies.draft("short-page", "A page shorter than asked for is not the last one"),
                first,
                List.of(1, 2))
            .build());
  }

  private void totalGrows() {
    moreOrLess(
        "total-grows", "The newest total counts", bodies.page(bodies.items(0, SIZE), 3, false), 4);
  }

  private void totalAbsent() {
    ObjectNode page = bodies.page(bodies.items(0, SIZE), 4, false);
    page.remove(paging.total());
    moreOrLess("total-absent", "A page that counts nothing is not the last", page, 4);
  }

  private void totalIsNoStopRule() {
    List<Integer> sizes = stop == StopRule.EMPTY_PAGE ? List.of(2, 2) : TWO_PAGES;
    Subject.Draft draft =
        bodies.draft("total-too-small", "The total is not a stop rule").asks(asking(0));
    ArrayNode items = bodies.items(0, SIZE);
    ArrayNode rest = bodies.items(1, sizes.get(1));
    draft.answers(bodies.page(items, 1, false)).answers(bodies.page(rest, 1, true));
    List<JsonNode> asked = new ArrayList<>(List.of(asking(0), asking(SIZE)));
    if (stop == StopRule.EMPTY_PAGE) {
      draft.answers(bodies.page(Bodies.JSON.arrayNode(), 1, true));
      asked.add(asking(SIZE + 2L));
    }
    ArrayNode all = items.deepCopy();
    all.addAll(rest);
    cases.add(
        draft.requests(ExpectedRequests.of(asked)).outcome(new CallOutcome.Listed(all)).build());
  }

  /** This page of two items, and a second one of two that the total ends. */
  private void moreOrLess(String name, String title, ObjectNode first, long total) {
    ArrayNode items = bodies.items(0, SIZE);
    ArrayNode rest = bodies.items(1, 2);
    items.addAll(rest);
    cases.add(
        bodies
            .draft(name, title)
            .asks(asking(0))
            .answers(first)
            .answers(bodies.page(rest, total, true))
            .requests(ExpectedRequests.of(List.of(asking(0), asking(SIZE))))
            .outcome(new CallOutcome.Listed(items))
            .build());
  }

  private void fullLastPage() {
    cases.add(
        script(
                bodies.draft("full-last-page", "A full page is followed by another request"),
                asking(0),
                List.of(2, 2, 0))
            .build());
  }

  private void noSizeGiven() {
    PropertyDef size = bodies.requestMember(paging.pageSize());
    if (size == null || size.required()) {
      return;
    }
    ObjectNode first = asking(0);
    first.remove(paging.pageSize());
    cases.add(
        script(
                bodies.draft(
                    "no-size-given", "Without a size, only a page without items is the last"),
                first,
                List.of(2, 1, 0))
            .build());
  }

  private void keepsToTheRateLimit() {
    RateLimitDef limit = subject.operation.rateLimit();
    if (limit == null || limit.calls() > 1) {
      return; // a walk of more pages than the budget has calls would be long
    }
    List<JsonNode> asked = List.of(asking(0), asking(SIZE));
    List<Integer> sizes = TWO_PAGES;
    if (stop == StopRule.EMPTY_PAGE) {
      sizes = List.of(2, 0);
    }
    cases.add(
        script(bodies.pacing(), asking(0), sizes)
            .at(limit.at())
            .from(limit.source())
            .options(CallSettings.STRICT.withPacing())
            .requests(
                ExpectedRequests.of(asked)
                    .within(new ExpectedRequests.Pace(limit.calls(), limit.perSeconds())))
            .covers(Tag.rule("rate-limit"))
            .build());
  }

  /** A request for the page behind so many items. */
  private ObjectNode asking(long items) {
    ObjectNode body = sized(bodies.first());
    body.put(offset(), start() + items);
    return body;
  }

  private ObjectNode sized(ObjectNode body) {
    if (paging.pageSize() != null) {
      body.put(paging.pageSize(), bodies.pageSize(SIZE));
    }
    return body;
  }

  private String offset() {
    return paging.cursors().get(0).name();
  }

  private long start() {
    return paging.cursors().get(0).first().asLong();
  }
}
