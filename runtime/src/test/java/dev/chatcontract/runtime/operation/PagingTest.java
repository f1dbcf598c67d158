package dev.chatcontract.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a description of paging says about one request and one page; the walk is tested apart. */
class PagingTest {
  private record Ask(@Nullable Long offset, @Nullable String mark) {}

  private record Page(
      @Nullable List<String> items,
      @Nullable Long next,
      @Nullable String nextMark,
      @Nullable Long total) {
    static Page next(@Nullable Long next, @Nullable String mark) {
      return new Page(List.of("a"), next, mark, null);
    }

    static Page of(int count, @Nullable Long total) {
      return new Page(Collections.nCopies(count, "a"), null, null, total);
    }
  }

  private static final PageStop<Page> STOP = PageStop.nextEquals("Next = 0", p -> p.next() == null);

  private static final Paging<Ask, Page, Long, String> BY_CURSOR =
      new Paging<>(
          "Cursor",
          "Next",
          "Items",
          7L,
          Ask::offset,
          (q, c) -> new Ask(c, q.mark()),
          Page::next,
          Page::items,
          STOP);

  private final Paging<Ask, Page, List<Object>, String> byTwo =
      Paging.byCursors(
          List.of(
              new PageCursor<Ask, Page, Long>(
                  "Offset", "Next", 1L, Ask::offset, (q, c) -> new Ask(c, q.mark()), Page::next),
              new PageCursor<Ask, Page, String>(
                  "Mark",
                  "NextMark",
                  "",
                  Ask::mark,
                  (q, c) -> new Ask(q.offset(), c),
                  Page::nextMark)),
          "Items",
          Page::items,
          STOP);

  private static Paging<Ask, Page, Long, String> byOffset(long first) {
    return Paging.byOffset(
        "Offset",
        "Items",
        first,
        Ask::offset,
        (q, c) -> new Ask(c, q.mark()),
        Page::items,
        OffsetEnd.total(Page::total),
        STOP);
  }

  @Test
  void pagingByACursorNamesItsMembersAndReadsThem() {
    assertThat(BY_CURSOR.cursorName()).isEqualTo("Cursor");
    assertThat(BY_CURSOR.nextName()).isEqualTo("Next");
    assertThat(BY_CURSOR.itemsName()).isEqualTo("Items");
    assertThat(BY_CURSOR.first()).isEqualTo(7);
    assertThat(BY_CURSOR.isOffset()).isFalse();
    assertThat(BY_CURSOR.ways()).isEmpty();
    assertThat(BY_CURSOR.stop()).isSameAs(STOP);
    Ask ask = new Ask(3L, "m");
    assertThat(BY_CURSOR.on(ask)).isSameAs(BY_CURSOR);
    assertThat(BY_CURSOR.cursor(ask)).isEqualTo(3);
    assertThat(BY_CURSOR.withCursor(ask, 4L)).isEqualTo(new Ask(4L, "m"));
    assertThat(BY_CURSOR.next(ask, Page.next(5L, null))).isEqualTo(5);
    assertThat(BY_CURSOR.next(ask, Page.next(null, null))).isNull();
    assertThat(BY_CURSOR.items(Page.next(5L, null))).containsExactly("a");
    assertThat(BY_CURSOR.items(new Page(null, null, null, null))).isNull();
  }

  @Test
  void theFirstPageBeginsWhereTheRequestSaysOrAtTheFirstCursor() {
    assertThat(BY_CURSOR.begin(new Ask(null, "m"))).isEqualTo(new Ask(7L, "m"));
    assertThat(BY_CURSOR.begin(new Ask(0L, "m"))).isEqualTo(new Ask(0L, "m"));
    assertThat(byOffset(1).begin(new Ask(null, "m"))).isEqualTo(new Ask(1L, "m"));
    assertThat(byTwo.begin(new Ask(null, null))).isEqualTo(new Ask(1L, ""));
    assertThat(byTwo.begin(new Ask(5L, null))).isEqualTo(new Ask(5L, ""));
    assertThat(byTwo.begin(new Ask(null, "m"))).isEqualTo(new Ask(1L, "m"));
  }

  @Test
  void anOffsetIsNotInAnyAnswer() {
    Paging<Ask, Page, Long, String> paging = byOffset(0);
    assertThat(paging.isOffset()).isTrue();
    assertThat(paging.cursorName()).isEqualTo("Offset");
    assertThat(paging.nextName()).isEqualTo("Offset");
    assertThat(paging.itemsName()).isEqualTo("Items");
    assertThat(paging.first()).isZero();
    assertThat(paging.stop()).isSameAs(STOP);
    assertThat(paging.cursor(new Ask(4L, null))).isEqualTo(4);
    assertThat(paging.items(Page.of(2, null))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "0,,2,9,2",
    "0,5,2,9,7",
    "0,7,2,9,",
    "0,6,2,9,8",
    "0,5,0,9,",
    "1,,2,9,3",
    "1,8,2,9,",
    "1,7,2,9,9",
    "0,9223372036854775805,2,,9223372036854775807",
    "0,9223372036854775806,2,,",
    "0,0,1,,1"
  })
  void anOffsetGrowsByTheItemsOfThePageUntilItsEnd(
      long first, @Nullable Long asked, int count, @Nullable Long total, @Nullable Long next) {
    assertThat(byOffset(first).next(new Ask(asked, null), Page.of(count, total))).isEqualTo(next);
  }

  @Test
  void aPageWithoutAListEndsPagingByOffset() {
    assertThat(byOffset(0).next(new Ask(0L, null), new Page(null, null, null, 9L))).isNull();
  }

  @Test
  void severalCursorsMoveTogether() {
    assertThat(byTwo.cursorName()).isEqualTo("Offset, Mark");
    assertThat(byTwo.nextName()).isEqualTo("Next, NextMark");
    assertThat(byTwo.itemsName()).isEqualTo("Items");
    assertThat(byTwo.first()).containsExactly(1L, "");
    assertThat(byTwo.isOffset()).isFalse();
    assertThat(byTwo.stop()).isSameAs(STOP);
    assertThat(byTwo.items(Page.next(2L, "n"))).containsExactly("a");
    Ask ask = new Ask(3L, "m");
    assertThat(byTwo.cursor(ask)).containsExactly(3L, "m");
    assertThat(byTwo.cursor(new Ask(null, "m"))).containsExactly(1L, "m");
    assertThat(byTwo.next(ask, Page.next(4L, "n"))).containsExactly(4L, "n");
    assertThat(byTwo.withCursor(ask, List.of(4L, "n"))).isEqualTo(new Ask(4L, "n"));
    assertThatThrownBy(() -> byTwo.first().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void severalCursorsEndTogetherIfOneIsMissing() {
    assertThat(byTwo.next(new Ask(3L, "m"), Page.next(null, "n"))).isNull();
    assertThat(byTwo.next(new Ask(3L, "m"), Page.next(4L, null))).isNull();
  }

  @Test
  void theRequestPicksTheFirstWayThatHoldsAtAnyDepth() {
    Paging<Ask, Page, Long, String> offset = byOffset(0);
    Paging<Ask, Page, ?, String> inner =
        Paging.either(
            List.of(
                new Paging.Way<Ask, Page, String>("deep", q -> "deep".equals(q.mark()), byTwo),
                new Paging.Way<Ask, Page, String>("", q -> true, offset)));
    Paging<Ask, Page, ?, String> either =
        Paging.either(
            List.of(
                new Paging.Way<Ask, Page, String>("Mark is there", q -> q.mark() != null, inner),
                new Paging.Way<Ask, Page, String>("", q -> true, BY_CURSOR)));
    assertThat(either.on(new Ask(1L, null))).isSameAs(BY_CURSOR);
    assertThat(either.on(new Ask(1L, "m"))).isSameAs(offset);
    assertThat(either.on(new Ask(1L, "deep"))).isSameAs(byTwo);
    assertThat(either.ways())
        .extracting(Paging.Way::condition)
        .containsExactly("Mark is there", "");
  }

  @Test
  void waysToPageAreDescribedByTheLast() {
    Paging<Ask, Page, ?, String> toCursor =
        Paging.either(
            List.of(
                new Paging.Way<Ask, Page, String>("x", q -> false, byOffset(0)),
                new Paging.Way<Ask, Page, String>("", q -> true, BY_CURSOR)));
    assertThat(toCursor.cursorName()).isEqualTo("Cursor");
    assertThat(toCursor.nextName()).isEqualTo("Next");
    assertThat(toCursor.itemsName()).isEqualTo("Items");
    assertThat(toCursor.first()).isEqualTo(7L);
    assertThat(toCursor.stop()).isSameAs(STOP);
    assertThat(toCursor.isOffset()).isFalse();
    assertThat(toCursor.begin(new Ask(null, "m"))).isEqualTo(new Ask(7L, "m"));
    Paging<Ask, Page, ?, String> toOffset =
        Paging.either(List.of(new Paging.Way<Ask, Page, String>("", q -> true, byOffset(0))));
    assertThat(toOffset.isOffset()).isTrue();
    assertThat(toOffset.next(new Ask(0L, null), Page.of(2, 9L))).isEqualTo(2L);
    assertThat(toOffset.items(Page.of(2, 9L))).hasSize(2);
  }
}
