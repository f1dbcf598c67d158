package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static dev.chatcontract.runtime.WireServer.reset;
import static dev.chatcontract.runtime.WireServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.json.JsonCodec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private static final String OK = "{\"Status\":\"OK\",\"Code\":0}";

  private enum Mode {
    BLOCKING,
    ASYNC
  }

  private final WireServer server = new WireServer();
  private final FakeTime time = new FakeTime();
  private OperationCaller caller = open(Things.options(server));

  private OperationCaller open(ClientOptions.Builder options) {
    return OperationCaller.create(options.timeSource(time).build());
  }

  private void reopen(ClientOptions.Builder options) {
    caller.close();
    caller = open(options);
  }

  @AfterEach
  void close() {
    caller.close();
    server.close();
  }

  private static WireServer.Script refusal(long code) {
    return json("{\"Status\":\"FAIL\",\"Code\":" + code + "}");
  }

  private Found call(Mode mode, Operation<Ask, Found> op, Ask ask, CallOptions options) {
    if (mode == Mode.BLOCKING) {
      return caller.call(op, ask, options);
    }
    try {
      return caller.callAsync(op, ask, options).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private <E extends Throwable> E failure(Class<E> kind, Operation<Ask, Found> op, Ask ask) {
    return catchThrowableOfType(kind, () -> caller.call(op, ask, CallOptions.none()));
  }

  private static void fails(ThrowingCallable call) {
    assertThat(catchThrowable(call)).isInstanceOf(ChatException.class);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void retriesTwiceWithGrowingWaitsAndNoneAfterTheLast(Mode mode) {
    server.then(refusal(101));
    ApiException e =
        catchThrowableOfType(
            ApiException.class, () -> call(mode, Things.READ, Ask.empty(), CallOptions.none()));
    assertThat(server.requests()).isEqualTo(3);
    assertThat(time.waits()).containsExactly(500L, 1000L);
    assertThat(e.attempts()).isEqualTo(3);
    assertThat(e.retryable()).isTrue();
    assertThat(e).hasMessageEndingWith("(throttle, retry safe, 3 attempts)");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void returnsTheAnswerOfALaterAttempt(Mode mode) {
    server.then(refusal(100), json(OK));
    assertThat(call(mode, Things.READ, Ask.empty(), CallOptions.none()).code()).isZero();
    assertThat(server.requests()).isEqualTo(2);
    assertThat(server.request(1)).isEqualTo(server.request(0));
    assertThat(time.waits()).containsExactly(500L);
  }

  @Test
  void randomizesAShareOfTheWaitAndCapsIt() {
    reopen(
        Things.options(server).random(() -> 1).retryPolicy(RetryPolicy.standard().withRetries(6)));
    server.then(refusal(101));
    failure(ApiException.class, Things.READ, Ask.empty());
    assertThat(time.waits()).containsExactly(375L, 750L, 1500L, 3000L, 6000L, 6000L);
  }

  @ParameterizedTest
  @CsvSource({"100,3,1", "101,3,3", "102,3,3", "103,1,1", "104,1,1", "999,1,1", "700,1,1"})
  void onlyTheContractDecidesAboutRetries(long code, int reads, int writes) {
    server.then(refusal(code));
    failure(ApiException.class, Things.READ, Ask.empty());
    assertThat(server.requests()).isEqualTo(reads);
    failure(ApiException.class, Things.WRITE, Ask.empty());
    assertThat(server.requests()).isEqualTo(reads + writes);
  }

  @Test
  void theRequestDecidesWhetherItMayBeRepeated() {
    server.then(refusal(100));
    ApiException unnamed = failure(ApiException.class, Things.PUT, Ask.empty());
    assertThat(server.requests()).isEqualTo(1);
    assertThat(unnamed.retryable()).isFalse();
    assertThat(unnamed.maybeApplied()).isTrue();
    assertThat(unnamed)
        .hasMessageContaining(
            "The request may have been carried out: verify before it is repeated.");
    ApiException named = failure(ApiException.class, Things.PUT, Ask.named("n"));
    assertThat(server.requests()).isEqualTo(4);
    assertThat(named.retryable()).isTrue();
    assertThat(named.maybeApplied()).isTrue();
  }

  @Test
  void aTreeDecidesWhetherItMayBeRepeated() throws Exception {
    server.then(refusal(100));
    for (String body : new String[] {"{}", "{\"Name\":null}", "{\"Name\":\"n\"}"}) {
      fails(() -> caller.callRaw(Things.PUT, JsonCodec.NODE.fromString(body), CallOptions.none()));
    }
    assertThat(server.requests()).isEqualTo(1 + 1 + 3);
    fails(() -> caller.callRaw(Things.READ, JsonCodec.NODE.fromString("{}"), CallOptions.none()));
    assertThat(server.requests()).isEqualTo(5 + 3);
    fails(() -> caller.callRaw(Things.WRITE, JsonCodec.NODE.fromString("{}"), CallOptions.none()));
    assertThat(server.requests()).isEqualTo(8 + 1);
  }

  @Test
  void advisesVerifyingIfALostAnswerIsFollowedByAlreadyDone() {
    server.then(reset(), refusal(103));
    ApiException e = failure(ApiException.class, Things.PUT, Ask.named("n"));
    assertThat(e.code()).isEqualTo(103);
    assertThat(e.maybeApplied()).isTrue();
    assertThat(e)
        .hasMessageContaining(
            "was lost, and this code can mean that it was carried out: verify before anything else.")
        .hasMessageNotContaining("Action for TAKEN")
        .hasMessageEndingWith("(conflict, retry never, 2 attempts)");
  }

  @Test
  void doesNotAdviseVerifyingIfNoAnswerWasLost() {
    server.then(refusal(103), refusal(101), refusal(103));
    ApiException first = failure(ApiException.class, Things.PUT, Ask.named("n"));
    assertThat(first.maybeApplied()).isFalse();
    assertThat(first).hasMessageContaining("Action for TAKEN.");
    ApiException throttledBefore = failure(ApiException.class, Things.PUT, Ask.named("n"));
    assertThat(throttledBefore.maybeApplied()).isFalse();
  }

  @Test
  void advisesVerifyingWithAnyRefusalAfterALostAnswer() {
    server.then(reset(), refusal(104));
    ApiException e = failure(ApiException.class, Things.PUT, Ask.named("n"));
    assertThat(e.maybeApplied()).isTrue();
    assertThat(e).hasMessageContaining("Action for BAD. The request may have been carried out");
  }

  @Test
  void neverAdvisesVerifyingHarmlessRequests() {
    server.then(reset(), reset(), reset());
    TransportException e = failure(TransportException.class, Things.READ, Ask.empty());
    assertThat(e.maybeApplied()).isFalse();
    assertThat(e.attempts()).isEqualTo(3);
    assertThat(server.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void neverRepeatsAWriteThatWasSent(Mode mode) {
    server.then(reset());
    TransportException e =
        catchThrowableOfType(
            TransportException.class,
            () -> call(mode, Things.WRITE, Ask.empty(), CallOptions.none()));
    assertThat(server.requests()).isEqualTo(1);
    assertThat(e.maybeApplied()).isTrue();
    assertThat(e).hasMessageContaining("verify before it is repeated");
    assertThat(time.waits()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void repeatsAWriteThatWasNotSent(Mode mode) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    TransportException e =
        catchThrowableOfType(
            TransportException.class,
            () ->
                call(
                    mode,
                    Things.WRITE,
                    Ask.empty(),
                    CallOptions.none().baseUrl("http://127.0.0.1:" + port)));
    assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT);
    assertThat(e.sent()).isFalse();
    assertThat(e.maybeApplied()).isFalse();
    assertThat(e.attempts()).isEqualTo(3);
    assertThat(e)
        .hasMessageContaining("no connection to 127.0.0.1:" + port + ", nothing was sent: ");
    assertThat(time.waits()).containsExactly(500L, 1000L);
  }

  @ParameterizedTest
  @CsvSource({
    "429,3,3,false",
    "500,3,1,true",
    "502,3,1,true",
    "503,3,1,true",
    "504,3,1,true",
    "408,3,1,true",
    "404,1,1,false",
    "302,1,1,false",
    "499,1,1,false",
    "201,1,1,true",
    "203,1,1,true"
  })
  void retriesAGatewayStatusByWhetherTheServiceMayHaveActed(
      int code, int reads, int writes, boolean applied) {
    server.then(status(code, "text/plain", "x"));
    assertThat(failure(HttpStatusException.class, Things.READ, Ask.empty()).maybeApplied())
        .isFalse();
    assertThat(server.requests()).isEqualTo(reads);
    assertThat(failure(HttpStatusException.class, Things.WRITE, Ask.empty()).maybeApplied())
        .isEqualTo(applied);
    assertThat(server.requests()).isEqualTo(reads + writes);
  }

  @Test
  void doesNotRepeatAfterAnUnreadableAnswer() {
    server.then(json("<html>"));
    DecodeException e = failure(DecodeException.class, Things.WRITE, Ask.empty());
    assertThat(e.maybeApplied()).isTrue();
    assertThat(failure(DecodeException.class, Things.READ, Ask.empty()).maybeApplied()).isFalse();
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void doesNotRepeatAfterAContradictoryAnswer() {
    server.then(json("{\"Status\":\"OK\",\"Code\":101}"));
    ApiException e = failure(ApiException.class, Things.WRITE, Ask.empty());
    assertThat(server.requests()).isEqualTo(1);
    assertThat(e.maybeApplied()).isTrue();
    assertThat(e.retry()).isEqualTo(Retry.NEVER);
  }

  @Test
  void waitsAsLongAsTheContractOrTheGatewaySays() {
    server.then(refusal(102), status(503, "Retry-After: 7", new byte[0]), json(OK));
    caller.call(Things.READ, Ask.empty(), CallOptions.none());
    assertThat(time.waits()).containsExactly(5000L, 7000L);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void neverStartsAWaitThatReachesTheDeadline(Mode mode) {
    server.then(refusal(102));
    ApiException e =
        catchThrowableOfType(
            ApiException.class,
            () ->
                call(
                    mode,
                    Things.READ,
                    Ask.empty(),
                    CallOptions.none().deadline(Duration.ofSeconds(5))));
    assertThat(e.attempts()).isEqualTo(1);
    assertThat(time.waits()).isEmpty();
    fails(
        () ->
            call(
                mode,
                Things.READ,
                Ask.empty(),
                CallOptions.none().deadline(Duration.ofMillis(5001))));
    assertThat(time.waits()).containsExactly(5000L);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "4,5"})
  void countsRetriesPerCall(int retries, int requests) {
    server.then(refusal(101));
    fails(() -> caller.call(Things.READ, Ask.empty(), CallOptions.none().retries(retries)));
    assertThat(server.requests()).isEqualTo(requests);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void signsAgainOnce(Mode mode) {
    AtomicInteger renewals = new AtomicInteger();
    reopen(Things.options(server).onResign(() -> renewals.incrementAndGet() > 0));
    server.then(refusal(700), json(OK));
    assertThat(call(mode, Things.WRITE, Ask.empty(), CallOptions.none()).code()).isZero();
    assertThat(renewals).hasValue(1);
    assertThat(server.requests()).isEqualTo(2);
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void givesUpIfTheNewSignatureIsRefusedToo() {
    AtomicInteger renewals = new AtomicInteger();
    reopen(Things.options(server).onResign(() -> renewals.incrementAndGet() > 0));
    server.then(refusal(700));
    ApiException e = failure(ApiException.class, Things.WRITE, Ask.empty());
    assertThat(e.retry()).isEqualTo(Retry.RESIGN);
    assertThat(renewals).hasValue(1);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void signingAgainUsesUpNoRetry() {
    reopen(Things.options(server).onResign(() -> true));
    server.then(refusal(101), refusal(700), refusal(101), json(OK));
    caller.call(Things.WRITE, Ask.empty(), CallOptions.none());
    assertThat(time.waits()).containsExactly(500L, 1000L);
    assertThat(server.requests()).isEqualTo(4);
  }

  @Test
  void invalidatesTheSignatureEvenIfTheCallMayNotBeRepeated() {
    AtomicInteger renewals = new AtomicInteger();
    reopen(Things.options(server).onResign(() -> renewals.incrementAndGet() > 0));
    server.then(refusal(700));
    fails(() -> caller.call(Things.READ, Ask.empty(), CallOptions.none().retries(0)));
    assertThat(renewals).hasValue(1);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void doesNotSignAgainOnceTheDeadlineHasPassed() {
    reopen(
        Things.options(server)
            .onResign(
                () -> {
                  time.pass(30_000);
                  return true;
                }));
    server.then(refusal(700));
    failure(ApiException.class, Things.READ, Ask.empty());
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void rethrowsWhatAHookThrows(Mode mode) {
    IllegalStateException thrown = new IllegalStateException("no key");
    reopen(
        Things.options(server)
            .onResign(
                () -> {
                  throw thrown;
                }));
    server.then(refusal(700));
    assertThat(catchThrowable(() -> call(mode, Things.READ, Ask.empty(), CallOptions.none())))
        .isSameAs(thrown);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void rethrowsWhatAnInterceptorThrows(Mode mode) {
    IllegalStateException thrown = new IllegalStateException("no key");
    reopen(
        Things.options(server)
            .interceptor(
                chain -> {
                  throw thrown;
                }));
    assertThat(catchThrowable(() -> call(mode, Things.READ, Ask.empty(), CallOptions.none())))
        .isSameAs(thrown);
    assertThat(server.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void interceptorsSeeEveryAttempt(Mode mode) {
    AtomicInteger seen = new AtomicInteger();
    reopen(
        Things.options(server)
            .interceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .header("X-Attempt", Integer.toString(seen.incrementAndGet()))
                            .build())));
    server.then(refusal(101), json(OK));
    call(mode, Things.READ, Ask.empty(), CallOptions.none());
    assertThat(server.request(0).headers()).containsEntry("x-attempt", "1");
    assertThat(server.request(1).headers()).containsEntry("x-attempt", "2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theRateLimitWaitUsesTheSameClock(boolean async) {
    reopen(Things.options(server).rateLimiter((op, max) -> 300_000_000L));
    call(async ? Mode.ASYNC : Mode.BLOCKING, Things.READ, Ask.empty(), CallOptions.none());
    assertThat(time.waits()).containsExactly(300L);
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void failsAtOnceIfTheRateLimitWouldPassTheDeadline(Mode mode) {
    long[] asked = new long[1];
    reopen(
        Things.options(server)
            .rateLimiter(
                (op, max) -> {
                  asked[0] = max;
                  return -1;
                }));
    TransportException e =
        catchThrowableOfType(
            TransportException.class,
            () ->
                call(
                    mode,
                    Things.WRITE,
                    Ask.empty(),
                    CallOptions.none().deadline(Duration.ofSeconds(2))));
    assertThat(e.kind()).isEqualTo(TransportException.Kind.RATE_LIMIT);
    assertThat(e.maybeApplied()).isFalse();
    assertThat(e)
        .hasMessage(
            "write_thing: the wait for the rate limit would pass the deadline. (1 attempt)");
    assertThat(asked[0]).isEqualTo(2_000_000_000L);
    assertThat(server.requests()).isZero();
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void rethrowsWhatALimiterThrows() {
    IllegalStateException thrown = new IllegalStateException("store down");
    reopen(
        Things.options(server)
            .rateLimiter(
                new RateLimiter() {
                  @Override
                  public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
                    throw thrown;
                  }

                  @Override
                  public java.util.concurrent.CompletionStage<Long> reserveAsync(
                      Operation<?, ?> operation, long maxWaitNanos) {
                    return java.util.concurrent.CompletableFuture.failedFuture(thrown);
                  }
                }));
    for (Mode mode : Mode.values()) {
      assertThat(catchThrowable(() -> call(mode, Things.READ, Ask.empty(), CallOptions.none())))
          .isSameAs(thrown);
    }
  }
}
