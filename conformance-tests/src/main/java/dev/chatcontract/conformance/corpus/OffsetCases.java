package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.PaginationDef.StopRule;
import dev.chatcontract.contract.schema.PropertyDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Paging by an offset: how far it advances after each page, and what ends the paging. */
final class OffsetCases {
  private static final int SIZE = 2;
  private static final List<Integer> TWO_PAGES = List.of(2, 1);

  private final PaginationDef paging;
  private final PagedBodies bodies;
  private final StopRule stop;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private OffsetCases(PaginationDef paging, PagedBodies bodies) {
    this.paging = paging;
    this.bodies = bodies;
    this.stop = paging.stop().when();
  }

  static List<ConformanceCase> of(PaginationDef way, PagedBodies bodies) {
    OffsetCases made = new OffsetCases(way, bodies);
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
    walk("starts-in-the-middle", "A walk may start at an offset of its own", asking(4), TWO_PAGES);
    noOffsetGiven();
    walk(
        "other-arguments",
        "Every page is asked for with the same other arguments",
        sized(bodies.full()),
        TWO_PAGES);
    cases.addAll(
        bodies.failuresOnSecondPage(
            List.of(asking(0), asking(SIZE)), bodies.page(bodies.items(0, SIZE), 4, false)));
    if (stop == StopRule.TOTAL) {
      shortPage();
      totalGrows();
      totalAbsent();
    } else if (paging.total() != null) {
      totalIsNoStopRule();
    }
    if (stop == StopRule.SHORT_PAGE) {
      walk("full-last-page", "A full page is followed by another request", List.of(2, 2, 0));
      noSizeGiven();
    }
    int rest = stop == StopRule.EMPTY_PAGE ? 0 : 1;
    cases.addAll(
        bodies.pacing(
            List.of(asking(0), asking(SIZE)),
            List.of(
                bodies.page(bodies.items(0, SIZE), SIZE + rest, false),
                bodies.page(bodies.items(1, rest), SIZE + rest, true))));
  }

  private void walk(String name, String title, List<Integer> sizes) {
    walk(name, title, asking(0), sizes);
  }

  private void walk(String name, String title, ObjectNode first, List<Integer> sizes) {
    walk(name, title, first, first, sizes);
  }

  /**
   * Adds a case with pages of these sizes, requested one after the other from the first offset on.
   */
  private void walk(
      String name, String title, ObjectNode arguments, ObjectNode first, List<Integer> sizes) {
    List<Integer> counts = new ArrayList<>(sizes);
    if (stop == StopRule.EMPTY_PAGE && counts.get(counts.size() - 1) > 0) {
      counts.add(0);
    }
    long begin = first.path(offset()).asLong(start());
    long total = begin - start() + counts.stream().mapToInt(size -> size).sum();
    long at = begin;
    List<ObjectNode> asked = new ArrayList<>();
    List<ObjectNode> pages = new ArrayList<>();
    for (int page = 0; page < counts.size(); page++) {
      ObjectNode request = first.deepCopy();
      request.put(offset(), at);
      asked.add(request);
      ArrayNode list = bodies.items(page, counts.get(page));
      pages.add(bodies.page(list, total, page == counts.size() - 1));
      at += counts.get(page);
    }
    cases.add(bodies.listed(bodies.draft(name, title), arguments, asked, pages));
  }

  private void emptyPageEnds() {
    cases.add(
        bodies.listed(
            bodies.draft(
                "empty-page-ends", "A page without items is the last, whatever else it says"),
            List.of(asking(0), asking(SIZE)),
            List.of(
                bodies.page(bodies.items(0, SIZE), 5, false),
                bodies.page(bodies.items(1, 0), 5, false))));
  }

  private void noOffsetGiven() {
    ObjectNode arguments = bodies.withoutStart(asking(0));
    if (arguments != null) {
      walk(
          "no-offset-given",
          "A walk without an offset of its own starts at the first",
          arguments,
          asking(0),
          TWO_PAGES);
    }
  }

  private void shortPage() {
    if (paging.pageSize() == null) {
      return;
    }
    ObjectNode first = asking(0);
    first.put(paging.pageSize(), bodies.pageSize(100));
    walk("short-page", "A page shorter than asked for is not the last one", first, List.of(1, 2));
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
    boolean more = stop == StopRule.EMPTY_PAGE;
    List<ObjectNode> asked = new ArrayList<>(List.of(asking(0), asking(SIZE)));
    List<ObjectNode> pages = new ArrayList<>();
    pages.add(bodies.page(bodies.items(0, SIZE), 1, false));
    pages.add(bodies.page(bodies.items(1, more ? 2 : 1), 1, true));
    if (more) {
      asked.add(asking(SIZE + 2L));
      pages.add(bodies.page(bodies.items(2, 0), 1, true));
    }
    cases.add(
        bodies.listed(
            bodies.draft("total-too-small", "The total is not a stop rule"), asked, pages));
  }

  /**
   * Adds a case of this page with two items and a second one of two, where the total ends the
   * paging.
   */
  private void moreOrLess(String name, String title, ObjectNode first, long total) {
    cases.add(
        bodies.listed(
            bodies.draft(name, title),
            List.of(asking(0), asking(SIZE)),
            List.of(first, bodies.page(bodies.items(1, 2), total, true))));
  }

  private void noSizeGiven() {
    PropertyDef size = bodies.requestMember(paging.pageSize());
    if (size == null || size.required()) {
      return;
    }
    ObjectNode first = asking(0);
    first.remove(paging.pageSize());
    walk(
        "no-size-given",
        "Without a size, only a page without items is the last",
        first,
        List.of(2, 1, 0));
  }

  /** Returns a request for the page after this many items. */
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
