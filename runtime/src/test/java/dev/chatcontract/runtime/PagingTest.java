package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.Things.Thing;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.operation.PageStop;
import dev.chatcontract.runtime.operation.Paging;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagingTest {
  private final WireServer server = new WireServer();
  private final OperationCaller caller =
      OperationCaller.create(Things.options(server).retryPolicy(RetryPolicy.none()).build());

  @AfterEach
  void close() {
    caller.close();
    server.close();
  }

  private static WireServer.Script page(String rest, String... ids) {
    StringBuilder things = new StringBuilder();
    for (String id : ids) {
      things.append(things.length() == 0 ? "" : ",").append("{\"Id\":\"").append(id).append("\"}");
    }
    return json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[" + things + "]" + rest + "}");
  }

  private Pager<Found, Thing> pager(Paging<Ask, Found, Long, Thing> paging, Ask first) {
    return caller.pages(Things.READ, paging, first, CallOptions.none().header("X-H", "1"));
  }

  private List<String> bodies() {
    return IntStream.range(0, server.requests()).mapToObj(i -> server.request(i).body()).toList();
  }

  @Test
  void walksFromCursorToCursorUntilTheStopValue() {
    server.then(
        page(",\"Next\":4454685361", "a", "b"), page(",\"Next\":7"), page(",\"Next\":0", "c"));
    assertThat(pager(Things.BY_NEXT, new Ask(List.of("k"), null, "n")).stream().map(Thing::id))
        .containsExactly("a", "b", "c");
    assertThat(bodies())
        .containsExactly(
            "{\"Ids\":[\"k\"],\"Cursor\":0,\"Name\":\"n\"}",
            "{\"Ids\":[\"k\"],\"Cursor\":4454685361,\"Name\":\"n\"}",
            "{\"Ids\":[\"k\"],\"Cursor\":7,\"Name\":\"n\"}");
    assertThat(server.request(2).headers()).containsEntry("x-h", "1");
  }

  private CompletableFuture<Void> pagesAsync(Predicate<Found> each) {
    return caller.pagesAsync(
        Things.READ, Things.BY_FLAG, Ask.empty(), each, CallOptions.none().header("X-H", "1"));
  }

  @Test
  void withoutBlockingItDeliversPageAfterPage() {
    server.then(
        page(",\"Next\":3,\"Done\":0", "a", "b"),
        page(",\"Next\":7,\"Done\":0"),
        page(",\"Next\":9,\"Done\":1", "c"));
    List<String> ids = new CopyOnWriteArrayList<>();
    pagesAsync(found -> found.things().stream().map(Thing::id).allMatch(ids::add)).join();
    assertThat(ids).containsExactly("a", "b", "c");
    assertThat(bodies()).containsExactly("{\"Cursor\":0}", "{\"Cursor\":3}", "{\"Cursor\":7}");
    assertThat(server.request(2).headers()).containsEntry("x-h", "1");
  }

  @Test
  void withoutBlockingItFetchesNoUnwantedPage() {
    server.then(page(",\"Next\":3,\"Done\":0", "a"), page(",\"Next\":4,\"Done\":0", "b"));
    AtomicInteger pages = new AtomicInteger();
    pagesAsync(found -> pages.incrementAndGet() < 2).join();
    assertThat(pages).hasValue(2);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void withoutBlockingItPassesOnEveryFailure() {
    server.then(page(",\"Next\":5,\"Done\":0", "a"), page(",\"Next\":5,\"Done\":0", "b"));
    AtomicInteger pages = new AtomicInteger();
    assertThat(catchThrowable(pagesAsync(found -> pages.incrementAndGet() > 0)::join).getCause())
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("Next 5 was asked for before");
    assertThat(pages).hasValue(2);
    server.then(json("{\"Status\":\"FAIL\",\"Code\":104}"));
    assertThat(catchThrowable(pagesAsync(found -> true)::join).getCause())
        .isInstanceOf(ApiException.class);
    server.then(page(",\"Next\":5,\"Done\":0", "a"));
    IllegalStateException thrown = new IllegalStateException();
    assertThat(
            catchThrowable(
                    pagesAsync(
                            found -> {
                              throw thrown;
                            })
                        ::join)
                .getCause())
        .isSameAs(thrown);
  }

  @Test
  void cancellingEndsPaging() throws Exception {
    server.then(page(",\"Next\":5,\"Done\":0", "a"), WireServer.silent());
    CompletableFuture<Void> walk = pagesAsync(found -> true);
    server.arrival();
    server.arrival();
    assertThat(walk.cancel(true)).isTrue();
    assertThat(catchThrowable(walk::join)).isInstanceOf(CancellationException.class);
    AtomicReference<CompletableFuture<Void>> own = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    // The page is held back; otherwise it might arrive so soon that it is delivered on this thread.
    server.then(
        (request, out, socket) -> {
          known.await();
          return page(",\"Next\":6,\"Done\":0", "a").play(request, out, socket);
        });
    own.set(
        pagesAsync(
            found -> {
              own.get().cancel(true);
              seen.countDown();
              return true;
            }));
    known.countDown();
    assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(own.get()).isCancelled();
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void stopsWhenTheNextCursorIsAbsent() {
    server.then(page(",\"Next\":5", "a"), page("", "b"));
    assertThat(pager(Things.BY_NEXT, Ask.empty())).extracting(Thing::id).containsExactly("a", "b");
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void stopsAtTheFlagWhateverTheCursor() {
    server.then(page(",\"Next\":5,\"Done\":0", "a"), page(",\"Next\":5,\"Done\":1", "b"));
    assertThat(pager(Things.BY_FLAG, Ask.empty())).extracting(Thing::id).containsExactly("a", "b");
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void startsAtTheGivenCursor() {
    server.then(page(",\"Next\":0", "z"));
    assertThat(pager(Things.BY_NEXT, new Ask(null, 42L, null))).hasSize(1);
    assertThat(server.request(0).body()).isEqualTo("{\"Cursor\":42}");
  }

  @Test
  void fetchesPagesOnDemandAndEachIteratorStartsOver() {
    server.then(page(",\"Next\":1", "a", "b"), page(",\"Next\":2", "c"), page(",\"Next\":0", "d"));
    Pager<Found, Thing> pager = pager(Things.BY_NEXT, Ask.empty());
    assertThat(server.requests()).isZero();
    Iterator<Thing> items = pager.iterator();
    assertThat(server.requests()).isZero();
    assertThat(items.next().id()).isEqualTo("a");
    assertThat(items.hasNext()).isTrue();
    assertThat(items.next().id()).isEqualTo("b");
    assertThat(server.requests()).isEqualTo(1);
    assertThat(items.hasNext()).isTrue();
    assertThat(server.requests()).isEqualTo(2);
    server.then(page(",\"Next\":0", "e"));
    assertThat(pager.pageStream().findFirst().orElseThrow().things()).hasSize(1);
    assertThat(server.request(2).body()).isEqualTo("{\"Cursor\":0}");
  }

  @Test
  void anExhaustedIteratorThrowsTheStandardException() {
    server.then(page(",\"Next\":0", "a"));
    Iterator<Thing> items = pager(Things.BY_NEXT, Ask.empty()).iterator();
    items.next();
    assertThat(items.hasNext()).isFalse();
    assertThat(catchThrowable(items::next))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("all pages are read");
    Iterator<Found> pages = pager(Things.BY_NEXT, Ask.empty()).pages().iterator();
    pages.next();
    assertThat(catchThrowable(pages::next))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("the last page was Next = 0");
  }

  @Test
  void aPageWithoutItemsYieldsNothing() {
    server.then(json("{\"Status\":\"OK\",\"Code\":0}"));
    assertThat(pager(Things.BY_NEXT, Ask.empty())).isEmpty();
  }

  @Test
  void failsOnARepeatedCursorAfterReturningThePage() {
    server.then(page(",\"Next\":5,\"Done\":0", "a"), page(",\"Next\":5,\"Done\":0", "b"));
    Iterator<Thing> items = pager(Things.BY_FLAG, Ask.empty()).iterator();
    assertThat(items.next().id()).isEqualTo("a");
    assertThat(items.next().id()).isEqualTo("b");
    DecodeException e = catchThrowableOfType(DecodeException.class, items::next);
    assertThat(e.kind()).isEqualTo(DecodeException.Kind.PAGING);
    assertThat(e.status()).isZero();
    assertThat(e.pointer()).isEqualTo("/Next");
    assertThat(e)
        .hasMessage(
            "read_things: Next 5 was asked for before: the pages repeat, so the list is incomplete");
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aRepeatedTextCursorIsShownWithoutItsControlCharacters() {
    Paging<Ask, Found, String, Thing> byText =
        new Paging<>(
            "Name",
            "Info",
            "Things",
            "",
            Ask::name,
            (q, c) -> Ask.named(c),
            Found::info,
            Found::things,
            PageStop.nextEquals("Info = ", r -> r.info().isEmpty()));
    server.then(page(",\"Info\":\"c\\u001b[2J\\nFORGED\"", "a"));
    assertThat(
            catchThrowable(
                () ->
                    caller.pages(Things.READ, byText, Ask.empty(), CallOptions.none()).stream()
                        .count()))
        .hasMessage(
            "read_things: Info c [2J FORGED was asked for before: the pages repeat, so the list is"
                + " incomplete");
  }

  @Test
  void failsIfTheFirstPagePointsToItself() {
    server.then(page(",\"Next\":0,\"Done\":0", "a"));
    assertThat(catchThrowable(() -> pager(Things.BY_FLAG, Ask.empty()).stream().count()))
        .isInstanceOf(DecodeException.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void detectsLongerCyclesInConstantMemory() {
    WireServer.Script circle =
        (seen, out, socket) -> {
          long cursor = Long.parseLong(seen.body().replaceAll("\\D", ""));
          return page(",\"Done\":0,\"Next\":" + (cursor + 1) % 7, "a").play(seen, out, socket);
        };
    server.then(circle);
    assertThat(catchThrowable(() -> pager(Things.BY_FLAG, Ask.empty()).stream().count()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("the pages repeat");
    assertThat(server.requests()).isLessThanOrEqualTo(21);
  }

  @Test
  void doesNotMistakeManyPagesForACycle() {
    WireServer.Script line =
        (seen, out, socket) -> {
          long cursor = Long.parseLong(seen.body().replaceAll("\\D", ""));
          return page(",\"Next\":" + (cursor + 1) % 200, "a").play(seen, out, socket);
        };
    server.then(line);
    assertThat(pager(Things.BY_NEXT, Ask.empty()).stream().count()).isEqualTo(200);
  }

  @Test
  void failsIfMoreIsAnnouncedWithoutACursor() {
    server.then(page(",\"Done\":0", "a"));
    Iterator<Thing> items = pager(Things.BY_FLAG, Ask.empty()).iterator();
    assertThat(items.next().id()).isEqualTo("a");
    assertThat(catchThrowable(items::next))
        .hasMessage(
            "read_things: the page is not the last (Done = 1 does not hold) but names no Next");
  }

  @Test
  void requestsTheSamePageAgainAfterAFailure() {
    server.then(
        page(",\"Next\":5", "a"),
        json("{\"Status\":\"FAIL\",\"Code\":104}"),
        page(",\"Next\":0", "b"));
    Iterator<Found> pages = pager(Things.BY_NEXT, Ask.empty()).pages().iterator();
    pages.next();
    assertThat(catchThrowable(pages::next)).isInstanceOf(ApiException.class);
    assertThat(pages.hasNext()).isTrue();
    assertThat(pages.next().things()).extracting(Thing::id).containsExactly("b");
    assertThat(server.request(2)).isEqualTo(server.request(1));
  }
}
