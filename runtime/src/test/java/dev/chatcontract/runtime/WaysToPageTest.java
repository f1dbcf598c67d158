package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.Things.Thing;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.operation.OffsetEnd;
import dev.chatcontract.runtime.operation.PageCursor;
import dev.chatcontract.runtime.operation.PageStop;
import dev.chatcontract.runtime.operation.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Paging by offset, by several cursors together, and by either, depending on the request. */
class WaysToPageTest {
  private final WireServer server = new WireServer();
  private final OperationCaller caller =
      OperationCaller.create(Things.options(server).retryPolicy(RetryPolicy.none()).build());

  @AfterEach
  void close() {
    caller.close();
    server.close();
  }

  /** {@code Next} is the total here. */
  private static final Paging<Ask, Found, Long, Thing> UNTIL_TOTAL =
      offset(0, OffsetEnd.total(Found::next));

  private static final Paging<Ask, Found, Long, Thing> UNTIL_EMPTY =
      offset(1, OffsetEnd.emptyPage());

  /** Each page has two items, whatever the request says. */
  private static final Paging<Ask, Found, Long, Thing> UNTIL_SHORT =
      offset(0, OffsetEnd.shortPage(q -> q.name() == null ? null : 2L));

  /** By Next and Info, which go into Cursor and Name, until Done is 1. */
  private static final Paging<Ask, Found, List<Object>, Thing> BY_TWO =
      Paging.byCursors(
          List.of(
              new PageCursor<Ask, Found, Long>(
                  "Cursor",
                  "Next",
                  0L,
                  Ask::cursor,
                  (q, c) -> new Ask(q.ids(), c, q.name()),
                  Found::next),
              new PageCursor<Ask, Found, String>(
                  "Name",
                  "Info",
                  "",
                  Ask::name,
                  (q, c) -> new Ask(q.ids(), q.cursor(), c),
                  Found::info)),
          "Things",
          Found::things,
          PageStop.fieldEquals("Done = 1", r -> Objects.equals(r.done(), 1)));

  private static final Paging<Ask, Found, ?, Thing> EITHER =
      Paging.either(
          List.of(
              new Paging.Way<Ask, Found, Thing>(
                  "Name is there", q -> q.name() != null, Things.BY_NEXT),
              new Paging.Way<Ask, Found, Thing>("", q -> true, UNTIL_TOTAL)));

  private static Paging<Ask, Found, Long, Thing> offset(long first, OffsetEnd<Ask, Found> end) {
    return Paging.byOffset(
        "Cursor",
        "Things",
        first,
        Ask::cursor,
        (q, c) -> new Ask(q.ids(), c, q.name()),
        Found::things,
        end,
        PageStop.nextEquals("the end", r -> false));
  }

  private static WireServer.Script page(String rest, String... ids) {
    List<String> things = new ArrayList<>();
    for (String id : ids) {
      things.add("{\"Id\":\"" + id + "\"}");
    }
    return json(
        "{\"Status\":\"OK\",\"Code\":0,\"Things\":[" + String.join(",", things) + "]" + rest + "}");
  }

  private List<String> walk(Paging<Ask, Found, ?, Thing> paging, Ask first) {
    return caller.pages(Things.READ, paging, first, CallOptions.none()).stream()
        .map(Thing::id)
        .toList();
  }

  private List<String> bodies() {
    return IntStream.range(0, server.requests()).mapToObj(i -> server.request(i).body()).toList();
  }

  @Test
  void anOffsetGrowsByTheItemsReceivedUntilTheTotalIsReached() {
    server.then(page(",\"Next\":4", "a", "b"), page(",\"Next\":4", "c"), page(",\"Next\":4", "d"));
    assertThat(walk(UNTIL_TOTAL, Ask.ids(List.of("k")))).containsExactly("a", "b", "c", "d");
    assertThat(bodies())
        .containsExactly(
            "{\"Ids\":[\"k\"],\"Cursor\":0}",
            "{\"Ids\":[\"k\"],\"Cursor\":2}",
            "{\"Ids\":[\"k\"],\"Cursor\":3}");
  }

  @Test
  void pagingByOffsetMayStartInTheMiddle() {
    server.then(page(",\"Next\":4", "c"), page(",\"Next\":4", "d"));
    assertThat(walk(UNTIL_TOTAL, new Ask(null, 2L, null))).containsExactly("c", "d");
    assertThat(bodies()).containsExactly("{\"Cursor\":2}", "{\"Cursor\":3}");
  }

  @Test
  void withoutATotalOnlyAnEmptyPageEndsPaging() {
    server.then(page("", "a"), page(",\"Next\":9", "b"), page(",\"Next\":9"));
    assertThat(walk(UNTIL_TOTAL, Ask.empty())).containsExactly("a", "b");
    server.then(page("", "a"), page("", "b"), json("{\"Status\":\"OK\",\"Code\":0}"));
    assertThat(walk(UNTIL_EMPTY, Ask.empty())).containsExactly("a", "b");
    assertThat(bodies().subList(3, 6))
        .containsExactly("{\"Cursor\":1}", "{\"Cursor\":2}", "{\"Cursor\":3}");
  }

  @Test
  void aShortPageEndsPagingIfAPageSizeWasRequested() {
    server.then(page("", "a", "b"), page("", "c"));
    assertThat(walk(UNTIL_SHORT, Ask.named("n"))).containsExactly("a", "b", "c");
    server.then(page("", "a"), page(""));
    assertThat(walk(UNTIL_SHORT, Ask.empty())).containsExactly("a");
  }

  @Test
  void anOffsetThatWouldOverflowEndsPaging() {
    server.then(page("", "a"));
    assertThat(walk(UNTIL_EMPTY, new Ask(null, Long.MAX_VALUE, null))).containsExactly("a");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void relatedCursorsAdvanceTogether() {
    server.then(
        page(",\"Next\":7,\"Info\":\"x\",\"Done\":0", "a"),
        page(",\"Next\":7,\"Info\":\"y\",\"Done\":0", "b"),
        page(",\"Next\":0,\"Info\":\"\",\"Done\":1", "c"));
    assertThat(walk(BY_TWO, new Ask(null, 5L, null))).containsExactly("a", "b", "c");
    assertThat(bodies())
        .containsExactly(
            "{\"Cursor\":5,\"Name\":\"\"}",
            "{\"Cursor\":7,\"Name\":\"x\"}",
            "{\"Cursor\":7,\"Name\":\"y\"}");
  }

  @Test
  void aMissingCursorOrAllCursorsRepeatedIsAnError() {
    server.then(page(",\"Next\":7,\"Done\":0", "a"));
    assertThatThrownBy(() -> walk(BY_TWO, Ask.empty()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("names no Next, Info");
    server.then(
        page(",\"Next\":7,\"Info\":\"x\",\"Done\":0", "a"),
        page(",\"Next\":7,\"Info\":\"x\",\"Done\":0", "b"));
    assertThatThrownBy(() -> walk(BY_TWO, Ask.empty()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("was asked for before");
  }

  @Test
  void theRequestDecidesBetweenTheWaysToPage() {
    server.then(page(",\"Next\":3", "a", "b"), page(",\"Next\":0", "c"));
    assertThat(walk(EITHER, Ask.named("n"))).containsExactly("a", "b", "c");
    server.then(page(",\"Next\":3", "a", "b"), page(",\"Next\":3", "c"));
    assertThat(walk(EITHER, Ask.empty())).containsExactly("a", "b", "c");
    assertThat(bodies())
        .containsExactly(
            "{\"Cursor\":0,\"Name\":\"n\"}",
            "{\"Cursor\":3,\"Name\":\"n\"}",
            "{\"Cursor\":0}",
            "{\"Cursor\":2}");
  }

  @Test
  void allWaysWorkWithoutBlocking() {
    server.then(
        page(",\"Next\":3", "a", "b"),
        page(",\"Next\":3", "c"),
        page(",\"Next\":7,\"Info\":\"x\",\"Done\":0", "a"),
        page(",\"Done\":1", "c"));
    List<Integer> sizes = new ArrayList<>();
    caller
        .pagesAsync(
            Things.READ, EITHER, Ask.empty(), r -> sizes.add(r.things().size()), CallOptions.none())
        .join();
    caller
        .pagesAsync(
            Things.READ, BY_TWO, Ask.empty(), r -> sizes.add(r.things().size()), CallOptions.none())
        .join();
    assertThat(sizes).containsExactly(2, 1, 1, 1);
  }
}
