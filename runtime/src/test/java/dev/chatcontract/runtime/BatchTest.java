package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Thing;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.ItemErrors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  private final WireServer server = new WireServer();
  private final OperationCaller caller =
      OperationCaller.create(Things.options(server).retryPolicy(RetryPolicy.none()).build());

  @AfterEach
  void close() {
    caller.close();
    server.close();
  }

  /** Answers with every requested ID, the last one first. */
  private static final WireServer.Script ECHO =
      (seen, out, socket) -> {
        StringBuilder things = new StringBuilder();
        for (JsonNode id : JsonCodec.NODE.fromString(seen.body()).get("Ids")) {
          things.insert(0, (things.length() == 0 ? "" : ",")).insert(0, "{\"Id\":" + id + "}");
        }
        return json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[" + things + "]}")
            .play(seen, out, socket);
      };

  private BatchResult<String, Thing> batch(boolean async, List<String> ids) throws Exception {
    return batch(async, Ask.ids(ids));
  }

  private BatchResult<String, Thing> batch(boolean async, Ask ask) throws Exception {
    if (!async) {
      return caller.batch(Things.READ, Things.BATCHING, ask, CallOptions.none());
    }
    try {
      return caller
          .batchAsync(Things.READ, Things.BATCHING, ask, CallOptions.none())
          .get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "id" + i).toList();
  }

  private int sizeOfRequest(int index) throws Exception {
    return JsonCodec.NODE.fromString(server.request(index).body()).get("Ids").size();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void splitsByTheLimitAndKeepsTheOrder(boolean async) throws Exception {
    server.then(ECHO);
    BatchResult<String, Thing> result = batch(async, ids(120));
    assertThat(server.requests()).isEqualTo(3);
    assertThat(List.of(sizeOfRequest(0), sizeOfRequest(1), sizeOfRequest(2)))
        .containsExactly(50, 50, 20);
    assertThat(result.found()).extracting(Thing::id).containsExactlyElementsOf(ids(120));
    assertThat(result.complete()).isTrue();
    assertThat(result.failed()).isEmpty();
    assertThat(result.missing()).isEmpty();
    assertThat(result.duplicates()).isEmpty();
    assertThat(result.unexpected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 51, 100})
  void sendsNoMoreRequestsThanNeeded(int count) throws Exception {
    server.then(ECHO);
    assertThat(batch(false, ids(count)).found()).hasSize(count);
    assertThat(server.requests()).isEqualTo((count + 49) / 50);
  }

  @Test
  void sendsNothingWithoutKeys() throws Exception {
    assertThat(batch(false, Ask.empty()).found()).isEmpty();
    assertThat(batch(true, Ask.empty()).complete()).isTrue();
    assertThat(server.requests()).isZero();
  }

  @Test
  void sendsADuplicateOnceAndReportsIt() throws Exception {
    server.then(ECHO);
    BatchResult<String, Thing> result = batch(false, List.of("b", "a", "b", "b", "c", "a"));
    assertThat(server.request(0).body()).isEqualTo("{\"Ids\":[\"b\",\"a\",\"c\"]}");
    assertThat(result.found()).extracting(Thing::id).containsExactly("b", "a", "c");
    assertThat(result.duplicates()).containsExactly("b", "a");
  }

  @Test
  void sortsAllItemsIntoFoundFailedAndUnexpected() throws Exception {
    server.then(
        json(
            "{\"Status\":\"OK\",\"Code\":0,\"Things\":["
                + "{\"Id\":\"x\"},{\"Code\":104,\"Info\":\"nameless\"},{\"Name\":\"n\"},"
                + "{\"Id\":\"c\",\"Code\":104,\"Info\":\"gone\"},{\"Id\":\"a\",\"Code\":0},{\"Id\":\"a\",\"Code\":9},"
                + "{\"Id\":\"y\",\"Code\":104}]}"));
    BatchResult<String, Thing> result = batch(false, List.of("a", "b", "c"));
    assertThat(result.complete()).isFalse();
    assertThat(result.found()).extracting(Thing::id).containsExactly("a");
    assertThat(result.missing()).containsExactly("b");
    assertThat(result.unexpected()).extracting(Thing::id).containsExactly("x", null);
    assertThat(result.failed())
        .extracting(BatchResult.Failed::key)
        .containsExactly("a", "c", "y", null);
    BatchResult.Failed<String, Thing> gone = result.failed().get(1);
    assertThat(gone.code()).isEqualTo(104);
    assertThat(gone.info()).isEqualTo("gone");
    assertThat(gone.item().id()).isEqualTo("c");
    assertThat(gone.entry().orElseThrow().name()).isEqualTo("BAD");
    assertThat(result.failed().get(0).entry()).isEmpty();
  }

  @Test
  void countsEveryItemAsFoundWhereItemsHaveNoCodes() {
    server.then(
        json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Id\":\"a\",\"Code\":104}]}"),
        json("{\"Status\":\"OK\",\"Code\":0}"));
    Batching<Ask, Things.Found, String, Thing> plain =
        new Batching<>(
            "Ids",
            1,
            "Things",
            "Id",
            Ask::ids,
            (q, ids) -> Ask.ids(ids),
            Things.Found::things,
            Thing::id,
            null);
    BatchResult<String, Thing> result =
        caller.batch(Things.READ, plain, Ask.ids(List.of("a", "b")), CallOptions.none());
    assertThat(result.found()).hasSize(1);
    assertThat(result.missing()).containsExactly("b");
    assertThat(result.complete()).isFalse();
  }

  /** Successful things in one member, failed ones in another. */
  private static final Batching<Ask, Things.Found, String, Thing> APART =
      new Batching<>(
          "Ids",
          50,
          "Things",
          "Id",
          Ask::ids,
          (q, ids) -> Ask.ids(ids),
          found -> found.things().stream().filter(thing -> thing.code() == null).toList(),
          Thing::id,
          new ItemErrors<Things.Found, String, Thing>(
              "FailedThings",
              "Id",
              "Code",
              "Info",
              List.of(),
              found -> found.things().stream().filter(thing -> thing.code() != null).toList(),
              Thing::id,
              Thing::code,
              Thing::info));

  @Test
  void matchesFailuresThatAreListedApartFromResults() {
    server.then(
        json(
            "{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Id\":\"c\"},{\"Id\":\"a\"},{\"Id\":\"d\"},"
                + "{\"Id\":\"b\",\"Code\":104,\"Info\":\"gone\"},{\"Id\":\"d\",\"Code\":0},{\"Id\":\"x\",\"Code\":9}]}"));
    BatchResult<String, Thing> result =
        caller.batch(
            Things.READ, APART, Ask.ids(List.of("a", "b", "c", "d", "e")), CallOptions.none());
    assertThat(result.found()).extracting(Thing::id).containsExactly("a", "c");
    assertThat(result.missing()).containsExactly("e");
    assertThat(result.failed()).extracting(BatchResult.Failed::key).containsExactly("b", "d", "x");
    assertThat(result.failed().get(0).item()).isNull();
    assertThat(result.failed().get(0).code()).isEqualTo(104L);
    assertThat(result.failed().get(0).info()).isEqualTo("gone");
    assertThat(result.failed().get(0).entry().orElseThrow().name()).isEqualTo("BAD");
  }

  @Test
  void listsThatHoldOnlyKeysFailWithoutACode() {
    ItemErrors<Things.Found, String, String> keys =
        new ItemErrors<>(
            "Failed",
            "",
            "",
            "",
            List.of(),
            found ->
                found.things() == null ? null : found.things().stream().map(Thing::id).toList(),
            key -> key,
            key -> null,
            key -> null);
    Things.Found found =
        new Things.Found(
            null, 0, null, List.of(thing("a", 0L), thing("b", 1L)), null, null, Map.of());
    assertThat(Things.READ.failures(keys, found))
        .containsExactly(
            new BatchResult.Failed<>("a", "a", null, null, Optional.empty()),
            new BatchResult.Failed<>("b", "b", null, null, Optional.empty()));
    Things.Found nothing = new Things.Found(null, 0, null, null, null, null, Map.of());
    assertThat(Things.READ.failures(keys, nothing)).isEmpty();
  }

  @Test
  void anAnswerMayHaveACodeOutsideTheEnvelope() {
    ItemErrors<Things.Found, Void, Things.Found> errors =
        ItemErrors.ofAnswer("Code", "Info", List.of(0L), Things.Found::code, Things.Found::info);
    Things.Found bad = new Things.Found(null, 104, "late", null, null, null, Map.of());
    BatchResult.Failed<Void, Things.Found> failed = Things.READ.failures(errors, bad).get(0);
    assertThat(failed.key()).isNull();
    assertThat(failed.item()).isSameAs(bad);
    assertThat(failed.code()).isEqualTo(104L);
    assertThat(failed.info()).isEqualTo("late");
    assertThat(failed.entry().orElseThrow().name()).isEqualTo("BAD");
    Things.Found good = new Things.Found(null, 0, null, null, null, null, Map.of());
    assertThat(Things.READ.failures(errors, good)).isEmpty();
  }

  @Test
  void picksTheFirstElementOfEachKey() {
    List<Thing> things = List.of(thing("a", 1L), thing("b", 2L), thing("a", 3L), thing(null, 4L));
    assertThat(Batching.keys(things, Thing::id)).containsExactly("a", "b", "a", null);
    assertThat(Batching.keys((List<Thing>) null, Thing::id)).isNull();
    assertThat(Batching.withKeys(things, Thing::id, List.of("b", "a")))
        .extracting(Thing::code)
        .containsExactly(1L, 2L);
  }

  private static Thing thing(@Nullable String id, @Nullable Long code) {
    return new Thing(id, code, null, null, Map.of());
  }

  @Test
  void anElementWithoutAKeyIsLeftToRequestValidation() {
    Batching<Ask, Things.Found, String, Thing> batching =
        new Batching<>(
            "Ids",
            50,
            "Things",
            "Id",
            ask -> Arrays.asList("a", null, null),
            (q, ids) -> Ask.ids(ids.stream().filter(Objects::nonNull).toList()),
            Things.Found::things,
            Thing::id);
    server.then(ECHO);
    BatchResult<String, Thing> result =
        caller.batch(Things.READ, batching, Ask.ids(List.of("a")), CallOptions.none());
    assertThat(result.found()).extracting(Thing::id).containsExactly("a");
    assertThat(result.missing()).isEmpty();
    assertThat(result.duplicates()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailedRequestCarriesTheResultsSoFar(boolean async) {
    server.then(ECHO, json("{\"Status\":\"FAIL\",\"Code\":104}"));
    ApiException e = catchThrowableOfType(ApiException.class, () -> batch(async, ids(120)));
    assertThat(server.requests()).isEqualTo(2);
    BatchResult<?, ?> partial = e.partial().orElseThrow();
    assertThat(partial.found()).hasSize(50);
    assertThat(partial.missing()).hasSize(70);
    assertThat(partial.unanswered()).isEqualTo(ids(120).subList(50, 100));
  }

  /** Answers list the failed things only. */
  private static final Batching<Ask, Things.Found, String, String> ONLY_FAILURES =
      Batching.withoutResults(
          "Ids",
          50,
          "",
          Ask::ids,
          (q, ids) -> Ask.ids(ids),
          new ItemErrors<Things.Found, String, Thing>(
              "Things",
              "Id",
              "Code",
              "Info",
              List.of(),
              Things.Found::things,
              Thing::id,
              Thing::code,
              Thing::info));

  private BatchResult<String, String> withoutResults(boolean async, List<String> ids)
      throws Exception {
    if (!async) {
      return caller.batch(Things.READ, ONLY_FAILURES, Ask.ids(ids), CallOptions.none());
    }
    try {
      return caller
          .batchAsync(Things.READ, ONLY_FAILURES, Ask.ids(ids), CallOptions.none())
          .get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static final String DONE = "{\"Status\":\"OK\",\"Code\":0}";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBatchWithoutResultsIsSplitAndAllKeysOfSuccessfulRequestsAreFound(boolean async)
      throws Exception {
    server.then(json(DONE));
    BatchResult<String, String> result = withoutResults(async, ids(120));
    assertThat(List.of(sizeOfRequest(0), sizeOfRequest(1), sizeOfRequest(2)))
        .containsExactly(50, 50, 20);
    assertThat(server.requests()).isEqualTo(3);
    assertThat(result.found()).containsExactlyElementsOf(ids(120));
    assertThat(result.complete()).isTrue();
    assertThat(result.unanswered()).isEmpty();
  }

  @Test
  void aBatchWithoutResultsSendsADuplicateOnce() throws Exception {
    server.then(json(DONE));
    BatchResult<String, String> result = withoutResults(false, List.of("b", "a", "b"));
    assertThat(server.request(0).body()).isEqualTo("{\"Ids\":[\"b\",\"a\"]}");
    assertThat(result.found()).containsExactly("b", "a");
    assertThat(result.duplicates()).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBatchWithoutResultsFailsTheKeysThatAreListedAsFailed(boolean async) throws Exception {
    server.then(
        json(
            "{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Id\":\"b\",\"Code\":104,\"Info\":\"gone\"},"
                + "{\"Id\":\"x\",\"Code\":9},{\"Code\":104}]}"));
    BatchResult<String, String> result = withoutResults(async, List.of("a", "b", "c"));
    assertThat(result.found()).containsExactly("a", "c");
    assertThat(result.failed()).extracting(BatchResult.Failed::key).containsExactly("b", "x", null);
    assertThat(result.failed().get(0).code()).isEqualTo(104L);
    assertThat(result.failed().get(0).info()).isEqualTo("gone");
    assertThat(result.failed().get(0).entry().orElseThrow().name()).isEqualTo("BAD");
    assertThat(result.missing()).isEmpty();
    assertThat(result.complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailedRequestOfABatchWithoutResultsIsToldApartFromThoseNotSent(boolean async)
      throws Exception {
    server.then(json(DONE), json("{\"Status\":\"FAIL\",\"Code\":104}"));
    ApiException e =
        catchThrowableOfType(ApiException.class, () -> withoutResults(async, ids(120)));
    assertThat(server.requests()).isEqualTo(2);
    BatchResult<?, ?> partial = e.partial().orElseThrow();
    assertThat(partial.found()).isEqualTo(ids(120).subList(0, 50));
    assertThat(partial.unanswered()).isEqualTo(ids(120).subList(50, 100));
    assertThat(partial.missing()).isEqualTo(ids(120).subList(50, 120));
    assertThat(e.maybeApplied()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLostAnswerOfABatchWithoutResultsIsInDoubtAndNotSentAgain(boolean async) {
    server.then(json(DONE), (seen, out, socket) -> false);
    Operation<Ask, Things.Found> write = Things.WRITE;
    Throwable e =
        catchThrowable(
            () -> {
              if (async) {
                caller
                    .batchAsync(write, ONLY_FAILURES, Ask.ids(ids(120)), CallOptions.none())
                    .join();
              } else {
                caller.batch(write, ONLY_FAILURES, Ask.ids(ids(120)), CallOptions.none());
              }
            });
    TransportException lost = (TransportException) (async ? e.getCause() : e);
    assertThat(lost.maybeApplied()).isTrue();
    assertThat(lost.partial().orElseThrow().found()).hasSize(50);
    assertThat(lost.partial().orElseThrow().unanswered()).isEqualTo(ids(120).subList(50, 100));
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void cancellingTheFutureEndsTheBatch() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.then(
        ECHO,
        (seen, out, socket) -> {
          int end = socket.getInputStream().read();
          hungUp.countDown();
          return end >= 0;
        });
    CompletableFuture<BatchResult<String, Thing>> future =
        caller.batchAsync(Things.READ, Things.BATCHING, Ask.ids(ids(120)), CallOptions.none());
    server.arrival();
    server.arrival();
    assertThat(future.cancel(true)).isTrue();
    assertThat(catchThrowable(future::join)).isInstanceOf(CancellationException.class);
    assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(server.requests()).isEqualTo(2);
  }

  /** As {@code orTimeout} ends it, which cancels nothing. */
  @Test
  void aBatchWhoseFutureHasEndedSendsNoFurtherRequest() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    AtomicInteger turns = new AtomicInteger();
    ExecutorService threads = Executors.newCachedThreadPool();
    server.then(
        (seen, out, socket) -> {
          ended.await();
          return ECHO.play(seen, out, socket);
        });
    ClientOptions.Builder options =
        Things.options(server)
            .okHttpClient(new OkHttpClient.Builder().dispatcher(new Dispatcher(threads)).build())
            .rateLimiter(
                (op, max) -> {
                  turns.incrementAndGet();
                  return 0;
                })
            .observer(
                new Observer() {
                  @Override
                  public void called(Report report) {
                    answered.countDown();
                  }
                });
    try (OperationCaller limited = OperationCaller.create(options.build())) {
      CompletableFuture<BatchResult<String, Thing>> future =
          limited.batchAsync(Things.READ, Things.BATCHING, Ask.ids(ids(120)), CallOptions.none());
      server.arrival();
      future.completeExceptionally(new TimeoutException("the caller waits no longer"));
      ended.countDown();
      assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
      // The thread that has read the answer decides about the next request before it ends.
      threads.shutdown();
      assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      threads.shutdownNow();
    }
    assertThat(turns).hasValue(1);
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rethrowsFailuresBetweenRequests(boolean async) {
    IllegalStateException thrown = new IllegalStateException("bad key");
    Batching<Ask, Things.Found, String, Thing> bad =
        new Batching<>(
            "Ids",
            50,
            "Things",
            "Id",
            Ask::ids,
            (q, ids) -> Ask.ids(ids),
            Things.Found::things,
            thing -> {
              throw thrown;
            },
            null);
    server.then(ECHO);
    assertThat(
            catchThrowable(
                () -> {
                  if (async) {
                    try {
                      caller
                          .batchAsync(Things.READ, bad, Ask.ids(ids(1)), CallOptions.none())
                          .get(20, TimeUnit.SECONDS);
                    } catch (ExecutionException e) {
                      throw e.getCause();
                    }
                  } else {
                    caller.batch(Things.READ, bad, Ask.ids(ids(1)), CallOptions.none());
                  }
                }))
        .isSameAs(thrown);
  }
}
