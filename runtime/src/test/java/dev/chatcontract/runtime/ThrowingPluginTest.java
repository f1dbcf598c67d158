package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.Idempotency;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugged-in code may throw anything anywhere: the call ends, and nothing stays open. */
@Timeout(60)
class ThrowingPluginTest {
  private static final String OK = "{\"Status\":\"OK\",\"Code\":0}";

  /** What is thrown. */
  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  enum Thrown {
    UNCHECKED(() -> new IllegalStateException("boom")),
    LINKAGE(() -> new NoSuchMethodError("boom")),
    STACK(() -> new StackOverflowError("boom")),
    MEMORY(() -> new OutOfMemoryError("boom")),
    UNDECLARED(() -> new TimeoutException("boom")),
    UNDECLARED_IO(() -> new IOException("boom")),
    INTERRUPT(() -> new InterruptedException("boom"));

    private final java.util.function.Supplier<Throwable> made;

    Thrown(java.util.function.Supplier<Throwable> made) {
      this.made = made;
    }
  }

  /** Throws while it is armed, even what is not declared, as other people's code may. */
  private static final class Bomb {
    private final Throwable thrown;
    private volatile boolean armed = true;

    Bomb(Throwable thrown) {
      this.thrown = thrown;
    }

    void go() {
      if (armed) {
        throw ThrowingPluginTest.<RuntimeException>sneaky(thrown);
      }
    }
  }

  @SuppressWarnings("unchecked") // the unchecked cast lets checked exceptions through
  private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** Sets up a client with the bomb at one place. */
  private interface Plug {
    void into(ClientOptions.Builder options, OkHttpClient.Builder http, Bomb bomb);
  }

  /** A place where plugged-in code runs. */
  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  enum Point {
    LIMITER(
        (o, h, b) ->
            o.rateLimiter(
                (op, max) -> {
                  b.go();
                  return 0;
                })),
    LIMITER_STAGE(
        (o, h, b) ->
            o.rateLimiter(
                new RateLimiter() {
                  @Override
                  public long reserve(Operation<?, ?> operation, long maxWaitNanos) {
                    b.go();
                    return 0;
                  }

                  @Override
                  public CompletionStage<Long> reserveAsync(
                      Operation<?, ?> operation, long maxWaitNanos) {
                    return b.armed
                        ? CompletableFuture.failedFuture(b.thrown)
                        : CompletableFuture.completedFuture(0L);
                  }
                })),
    SIGNER((o, h, b) -> o.signer(new Signing(b::go, () -> true))),
    SIGNER_AGAIN((o, h, b) -> o.signer(new Signing(() -> {}, () -> throwing(b)))),
    RESIGN_HOOK((o, h, b) -> o.onResign(() -> throwing(b))),
    JITTER(
        (o, h, b) ->
            o.random(
                () -> {
                  b.go();
                  return 0;
                })),
    INTERCEPTOR((o, h, b) -> o.interceptor(before(b))),
    INTERCEPTOR_WITH_AN_OPEN_ANSWER((o, h, b) -> o.interceptor(after(b))),
    GIVEN_INTERCEPTOR((o, h, b) -> h.addInterceptor(after(b))),
    NETWORK_INTERCEPTOR((o, h, b) -> h.addNetworkInterceptor(before(b))),
    NETWORK_INTERCEPTOR_WITH_AN_OPEN_ANSWER((o, h, b) -> h.addNetworkInterceptor(after(b))),
    DNS(
        (o, h, b) ->
            h.dns(
                host -> {
                  b.go();
                  return Dns.SYSTEM.lookup(host);
                })),
    SOCKETS((o, h, b) -> h.socketFactory(new Sockets(b))),
    PROXIES((o, h, b) -> h.proxySelector(new Proxies(b))),
    CLOCK((o, h, b) -> o.timeSource(new BadTime(b, true))),
    SLEEP((o, h, b) -> o.timeSource(new BadTime(b, false)));

    private final Plug plug;

    Point(Plug plug) {
      this.plug = plug;
    }

    private static boolean throwing(Bomb bomb) {
      bomb.go();
      return false;
    }

    private static Interceptor before(Bomb bomb) {
      return chain -> {
        bomb.go();
        return chain.proceed(chain.request());
      };
    }

    private static Interceptor after(Bomb bomb) {
      return chain -> {
        Response response = chain.proceed(chain.request());
        bomb.go();
        return response;
      };
    }

    /** The server's answers that make a call reach this place. */
    private WireServer.Script script() {
      return switch (this) {
        case SIGNER_AGAIN, RESIGN_HOOK -> json("{\"Status\":\"FAIL\",\"Code\":700}");
        case JITTER, SLEEP -> json("{\"Status\":\"FAIL\",\"Code\":101}");
        default -> json(OK);
      };
    }

    /** Whether the place is reached on the caller's thread even by an asynchronous call. */
    private boolean here() {
      return this == LIMITER || this == CLOCK;
    }

    /** Whether the request has been sent when the place is reached. */
    private boolean sent() {
      return this == INTERCEPTOR_WITH_AN_OPEN_ANSWER
          || this == GIVEN_INTERCEPTOR
          || this == NETWORK_INTERCEPTOR_WITH_AN_OPEN_ANSWER;
    }
  }

  private record Signing(Runnable onSign, java.util.function.BooleanSupplier again)
      implements Signer {
    @Override
    public Signed sign(HttpUrl url) {
      onSign.run();
      return new Signed() {
        @Override
        public HttpUrl url() {
          return url;
        }

        @Override
        public boolean resign() {
          return again.getAsBoolean();
        }
      };
    }
  }

  private static final class Sockets extends SocketFactory {
    private final Bomb bomb;

    Sockets(Bomb bomb) {
      this.bomb = bomb;
    }

    @Override
    public Socket createSocket() {
      bomb.go();
      return new Socket();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new AssertionError("not asked for");
    }
  }

  private static final class Proxies extends ProxySelector {
    private final Bomb bomb;

    Proxies(Bomb bomb) {
      this.bomb = bomb;
    }

    @Override
    public List<Proxy> select(URI uri) {
      bomb.go();
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
  }

  /** A clock that fails when it is read or when it should wait. */
  private static final class BadTime extends FakeTime {
    private final Bomb bomb;
    private final boolean always;

    BadTime(Bomb bomb, boolean always) {
      this.bomb = bomb;
      this.always = always;
    }

    @Override
    public long nanoTime() {
      if (always) {
        bomb.go();
      }
      return super.nanoTime();
    }

    @Override
    public void sleep(long nanos) {
      bomb.go();
      super.sleep(nanos);
    }
  }

  private final WireServer server = new WireServer();
  private final OkHttpClient http = new OkHttpClient();
  private final List<Observer.Report> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    server.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  static Stream<Arguments> everyThrowableAtEveryPoint() {
    List<Arguments> all = new ArrayList<>();
    for (Point point : Point.values()) {
      for (Thrown thrown : Thrown.values()) {
        // OkHttp calls a proxy selector that throws an IOException again and again, until the
        // deadline: java.net.ProxySelector declares none.
        if (point != Point.PROXIES || thrown != Thrown.UNDECLARED_IO) {
          all.add(Arguments.of(point, thrown, false));
          all.add(Arguments.of(point, thrown, true));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1} async={2}")
  @MethodSource("everyThrowableAtEveryPoint")
  void whateverAHookThrowsEndsTheCall(Point point, Thrown kind, boolean async) throws Exception {
    Throwable thrown = kind.made.get();
    Bomb bomb = new Bomb(thrown);
    OkHttpClient.Builder builder = http.newBuilder();
    ClientOptions.Builder options = options();
    point.plug.into(options, builder, bomb);
    server.then(point.script());
    try (OperationCaller caller =
        OperationCaller.create(options.okHttpClient(builder.build()).build())) {
      Throwable failure = failure(caller, async, Things.WRITE);
      boolean flag = Thread.interrupted();

      switch (kind) {
        case UNCHECKED, LINKAGE, STACK, MEMORY -> assertThat(failure).isSameAs(thrown);
        case UNDECLARED, UNDECLARED_IO, INTERRUPT -> {
          assertThat(failure).isInstanceOf(TransportException.class).hasCause(thrown);
          TransportException e = (TransportException) failure;
          assertThat(e.maybeApplied()).isEqualTo(point.sent());
          assertThat(e.sent()).isEqualTo(point.sent());
          assertThat(e.kind() == TransportException.Kind.INTERRUPTED)
              .isEqualTo(kind == Thrown.INTERRUPT);
        }
      }
      assertThat(flag).isEqualTo(kind == Thrown.INTERRUPT && (!async || point.here()));
      if (point != Point.CLOCK) {
        assertThat(told).extracting(Observer.Report::outcome).containsExactly(outcome(failure));
      }

      bomb.armed = false;
      server.then(json(OK));
      assertThat(failure(caller, async, Things.WRITE)).isNull();
    }
    assertNothingIsOpen();
  }

  private ClientOptions.Builder options() {
    return Things.options(server)
        .baseUrl(server.url().replace("127.0.0.1", "localhost"))
        .timeSource(new FakeTime())
        .observer(
            new Observer() {
              @Override
              public void called(Report report) {
                told.add(report);
              }
            });
  }

  private static Throwable failure(
      OperationCaller caller, boolean async, Operation<Ask, Found> op) {
    if (!async) {
      return catchThrowable(() -> caller.call(op, Ask.empty(), CallOptions.none()));
    }
    CompletableFuture<Found> future = caller.callAsync(op, Ask.empty(), CallOptions.none());
    boolean interrupted = Thread.interrupted();
    Throwable failure = catchThrowable(() -> future.get(20, TimeUnit.SECONDS));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return failure instanceof ExecutionException ? failure.getCause() : failure;
  }

  private void assertNothingIsOpen() throws Exception {
    ExecutorService threads = http.dispatcher().executorService();
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    http.connectionPool().evictAll();
    // The server reads the end of every closed connection.
    server.awaitNoConnections();
  }

  /** Which of the observer's methods throw. */
  enum Deaf {
    ATTEMPTED,
    CALLED,
    BOTH
  }

  static Stream<Arguments> everyObserver() {
    List<Arguments> all = new ArrayList<>();
    for (Deaf deaf : Deaf.values()) {
      for (Thrown thrown : Thrown.values()) {
        all.add(Arguments.of(deaf, thrown, false));
        all.add(Arguments.of(deaf, thrown, true));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1} async={2}")
  @MethodSource("everyObserver")
  void anObserverNeverFailsACall(Deaf deaf, Thrown kind, boolean async) {
    Bomb bomb = new Bomb(kind.made.get());
    Observer bad =
        new Observer() {
          @Override
          public void attempted(Report report) {
            if (deaf != Deaf.CALLED) {
              bomb.go();
            }
          }

          @Override
          public void called(Report report) {
            if (deaf != Deaf.ATTEMPTED) {
              bomb.go();
            }
          }
        };
    server.then(json(OK), json("{\"Status\":\"FAIL\",\"Code\":104}"));
    try (Logged quiet = new Logged("dev.chatcontract");
        OperationCaller caller = OperationCaller.create(options().observer(bad).build())) {
      assertThat(failure(caller, async, Things.WRITE)).isNull();
      assertThat(Thread.interrupted()).isEqualTo(kind == Thrown.INTERRUPT && !async);
      assertThat(failure(caller, async, Things.WRITE)).isInstanceOf(ApiException.class);
      Thread.interrupted();
      assertThat(
              failure(
                  caller,
                  async,
                  Things.operation("o")
                      .check(
                          q ->
                              List.of(
                                  new Fault(
                                      "/Ids", "minItems", "has 0 items", Fault.Severity.ERROR)))
                      .build()))
          .isInstanceOf(InvalidRequestException.class);
      Thread.interrupted();
      assertThat(quiet.warnings())
          .isNotEmpty()
          .allMatch(line -> line.equals("the observer failed; the call continues"));
    }
  }

  @Test
  void anObserverWhoseExceptionCannotEvenBeLoggedDoesNotFailTheCall() {
    Observer bad =
        new Observer() {
          @Override
          public void called(Report report) {
            throw new Unloggable();
          }
        };
    try (OperationCaller caller = OperationCaller.create(options().observer(bad).build())) {
      assertThat(failure(caller, false, Things.WRITE)).isNull();
      assertThat(failure(caller, true, Things.WRITE)).isNull();
    }
  }

  private static final class Unloggable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  static Stream<Arguments> everyThrowableOfAListener() {
    return Arrays.stream(Thrown.values())
        .flatMap(thrown -> Stream.of(Arguments.of(thrown, false), Arguments.of(thrown, true)));
  }

  @ParameterizedTest(name = "{0} async={1}")
  @MethodSource("everyThrowableOfAListener")
  void aListenerOfAnswersNeverFailsACall(Thrown kind, boolean async) {
    Bomb bomb = new Bomb(kind.made.get());
    server.then(json(OK), json("{\"Status\":\"FAIL\",\"Code\":104}"));
    try (Logged quiet = new Logged("dev.chatcontract");
        OperationCaller caller =
            OperationCaller.create(options().onAnswer(answer -> bomb.go()).build())) {
      assertThat(failure(caller, async, Things.WRITE)).isNull();
      assertThat(Thread.interrupted()).isEqualTo(kind == Thrown.INTERRUPT && !async);
      assertThat(failure(caller, async, Things.WRITE)).isInstanceOf(ApiException.class);
      Thread.interrupted();
      assertThat(quiet.warnings())
          .hasSize(2)
          .allMatch(line -> line.equals("onAnswer failed; the call continues"));
    }
  }

  @Test
  void aListenerOfAnswersWhoseExceptionCannotEvenBeLoggedDoesNotFailTheCall() {
    try (OperationCaller caller =
        OperationCaller.create(
            options()
                .onAnswer(
                    answer -> {
                      throw new Unloggable();
                    })
                .build())) {
      assertThat(failure(caller, false, Things.WRITE)).isNull();
      assertThat(failure(caller, true, Things.WRITE)).isNull();
    }
  }

  /** A client set up for plain HTTP alone could not do so. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterceptorMayRedirectToATlsServer(boolean async) throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    Interceptor turning =
        chain -> {
          HttpUrl url = chain.request().url().newBuilder().scheme("https").port(closed).build();
          return chain.proceed(chain.request().newBuilder().url(url).build());
        };
    try (OperationCaller caller = OperationCaller.create(options().interceptor(turning).build())) {
      assertThat(failure(caller, async, Things.WRITE))
          .isInstanceOf(TransportException.class)
          .hasCauseInstanceOf(ConnectException.class);
    }
  }

  static Stream<Arguments> everyListener() {
    List<Arguments> all = new ArrayList<>();
    for (Thrown thrown : Thrown.values()) {
      for (boolean factory : new boolean[] {false, true}) {
        all.add(Arguments.of(factory, thrown, false));
        all.add(Arguments.of(factory, thrown, true));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "factory={0} {1} async={2}")
  @MethodSource("everyListener")
  void anEventListenerNeverFailsACall(boolean factory, Thrown kind, boolean async)
      throws Exception {
    Bomb bomb = new Bomb(kind.made.get());
    OkHttpClient watched =
        http.newBuilder()
            .eventListenerFactory(
                call -> {
                  if (factory) {
                    bomb.go();
                  }
                  return new Exploding(bomb);
                })
            .build();
    server.then(json(OK), json("{\"Status\":\"FAIL\",\"Code\":104}"), WireServer.reset());
    try (Logged quiet = new Logged("dev.chatcontract");
        OperationCaller caller = OperationCaller.create(options().okHttpClient(watched).build())) {
      // An interrupt by the listener is not the subject of this test.
      Class<?> none = kind == Thrown.INTERRUPT ? TransportException.class : null;
      for (Class<?> expected : Arrays.asList(none, ApiException.class, TransportException.class)) {
        Throwable failure = failure(caller, async, Things.WRITE);
        boolean flag = Thread.interrupted();
        if (kind == Thrown.INTERRUPT) {
          assertThat(flag || async).isTrue();
          assertThat(failure == null || failure instanceof ChatException).isTrue();
        } else if (expected == null) {
          assertThat(failure).isNull();
        } else {
          assertThat(failure).isInstanceOf(expected);
        }
      }
      assertThat(quiet.warnings())
          .isNotEmpty()
          .allMatch(line -> line.equals("an event listener failed; the call continues"));
    }
    assertNothingIsOpen();
  }

  /** Throws at every event of a call over plain HTTP/1. */
  private static final class Exploding extends EventListener {
    private final Bomb bomb;

    Exploding(Bomb bomb) {
      this.bomb = bomb;
    }

    @Override
    public void callStart(Call call) {
      bomb.go();
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
      bomb.go();
    }

    @Override
    public void dnsStart(Call call, String host) {
      bomb.go();
    }

    @Override
    public void connectionAcquired(Call call, okhttp3.Connection connection) {
      bomb.go();
    }

    @Override
    public void connectionReleased(Call call, okhttp3.Connection connection) {
      bomb.go();
    }

    @Override
    public void requestHeadersStart(Call call) {
      bomb.go();
    }

    @Override
    public void requestBodyEnd(Call call, long bytes) {
      bomb.go();
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
      bomb.go();
    }

    @Override
    public void responseBodyEnd(Call call, long bytes) {
      bomb.go();
    }

    @Override
    public void responseFailed(Call call, IOException e) {
      bomb.go();
    }

    @Override
    public void callEnd(Call call) {
      bomb.go();
    }

    @Override
    public void callFailed(Call call, IOException e) {
      bomb.go();
    }

    @Override
    public void canceled(Call call) {
      bomb.go();
    }
  }

  private static Observer.Outcome outcome(Throwable failure) {
    return failure instanceof TransportException
        ? Observer.Outcome.TRANSPORT_ERROR
        : Observer.Outcome.OTHER;
  }

  @ParameterizedTest
  @EnumSource(Thrown.class)
  void anExecutorThatFailsEndsTheCall(Thrown kind) {
    Throwable thrown = kind.made.get();
    ExecutorService bad =
        new AbstractExecutorService() {
          @Override
          public void execute(Runnable command) {
            throw ThrowingPluginTest.<RuntimeException>sneaky(thrown);
          }

          @Override
          public void shutdown() {}

          @Override
          public List<Runnable> shutdownNow() {
            return List.of();
          }

          @Override
          public boolean isShutdown() {
            return false;
          }

          @Override
          public boolean isTerminated() {
            return false;
          }

          @Override
          public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
          }
        };
    OkHttpClient given = http.newBuilder().dispatcher(new Dispatcher(bad)).build();
    for (long limited : new long[] {0, 5}) {
      try (OperationCaller caller =
          OperationCaller.create(
              options().okHttpClient(given).rateLimiter((op, max) -> limited).build())) {
        Throwable failure = failure(caller, true, Things.WRITE);
        if (thrown instanceof RuntimeException || thrown instanceof Error) {
          assertThat(failure).isSameAs(thrown);
        } else {
          assertThat(failure).isInstanceOf(TransportException.class).hasCause(thrown);
        }
      }
      Thread.interrupted();
    }
    assertThat(server.requests()).isZero();
  }

  /** A clock, an executor or a limiter that accepts a task and never runs it. */
  private static final TimeSource FORGETFUL =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {
          throw new AssertionError("asynchronous calls do not sleep");
        }

        @Override
        public void schedule(Runnable task, long nanos, Executor executor) {}
      };

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"LIMITER", "SLEEP"})
  void aCallWhoseWaitNeverEndsStopsAtItsDeadline(Point where) {
    server.then(json("{\"Status\":\"FAIL\",\"Code\":101}"));
    try (OperationCaller caller =
        OperationCaller.create(
            options()
                .timeSource(FORGETFUL)
                .rateLimiter((op, max) -> where == Point.LIMITER ? 5 : 0)
                .retryPolicy(new RetryPolicy(2, Duration.ofMillis(5), Duration.ofMillis(5), 0))
                .deadline(Duration.ofMillis(300))
                .build())) {
      Throwable failure = failure(caller, true, Things.READ);
      assertThat(failure).isInstanceOf(TransportException.class);
      assertThat(((TransportException) failure).kind()).isEqualTo(TransportException.Kind.DEADLINE);
      assertThat(told).hasSize(1);
      assertThat(told.get(0).attempt()).isEqualTo(1);
    }
  }

  /** Functions of the contract that a call runs: usually generated, but not necessarily. */
  enum Function {
    CHECK,
    IDEMPOTENCY,
    REQUEST,
    RESPONSE,
    REQUIRED
  }

  static Stream<Arguments> everyFunction() {
    List<Arguments> all = new ArrayList<>();
    for (Function function : Function.values()) {
      for (Thrown thrown : List.of(Thrown.UNCHECKED, Thrown.LINKAGE, Thrown.STACK)) {
        all.add(Arguments.of(function, thrown, false));
        all.add(Arguments.of(function, thrown, true));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1} async={2}")
  @MethodSource("everyFunction")
  void aFunctionOfTheContractThatFailsEndsTheCall(Function at, Thrown kind, boolean async)
      throws Exception {
    Throwable thrown = kind.made.get();
    Bomb bomb = new Bomb(thrown);
    Consumer<Function> bang =
        here -> {
          if (here == at) {
            bomb.go();
          }
        };
    Operation<Ask, Found> op =
        Operation.named(
                "o",
                JsonCodec.of(
                    p -> Ask.CODEC.read(p),
                    (Ask v, com.fasterxml.jackson.core.JsonGenerator g) -> {
                      bang.accept(Function.REQUEST);
                      Ask.CODEC.write(v, g);
                    }),
                JsonCodec.of(
                    p -> {
                      bang.accept(Function.RESPONSE);
                      return Found.CODEC.read(p);
                    },
                    (Found v, com.fasterxml.jackson.core.JsonGenerator g) ->
                        Found.CODEC.write(v, g)))
            .path("/o")
            .envelope(Things.ENVELOPE)
            .check(
                q -> {
                  bang.accept(Function.CHECK);
                  return List.of();
                })
            .idempotency(
                Idempotency.whenPresent(
                    List.of("Name"),
                    q -> {
                      bang.accept(Function.IDEMPOTENCY);
                      return true;
                    }))
            .requiredOnSuccess(
                "Things",
                r -> {
                  bang.accept(Function.REQUIRED);
                  return true;
                })
            .build();
    try (OperationCaller caller = OperationCaller.create(options().okHttpClient(http).build())) {
      assertThat(failure(caller, async, op)).isSameAs(thrown);
      bomb.armed = false;
      assertThat(failure(caller, async, op)).isNull();
    }
    assertNothingIsOpen();
  }

  @ParameterizedTest
  @EnumSource(
      value = Thrown.class,
      names = {"UNCHECKED", "LINKAGE", "STACK", "UNDECLARED"})
  void pageAndBatchFunctionsMayFail(Thrown kind) {
    Throwable thrown = kind.made.get();
    server.then(json("{\"Status\":\"OK\",\"Code\":0,\"Things\":[],\"Next\":7}"));
    try (OperationCaller caller = OperationCaller.create(options().build())) {
      CompletableFuture<Void> pages =
          caller.pagesAsync(
              Things.READ,
              Things.BY_NEXT,
              Ask.empty(),
              page -> {
                throw ThrowingPluginTest.<RuntimeException>sneaky(thrown);
              },
              CallOptions.none());
      assertThat(catchThrowable(() -> pages.get(20, TimeUnit.SECONDS))).hasCause(thrown);
      Batching<Ask, Found, String, Things.Thing> bad =
          new Batching<>(
              "Ids",
              1,
              "Things",
              "Id",
              Ask::ids,
              (q, ids) -> {
                if (ids.contains("b")) {
                  throw ThrowingPluginTest.<RuntimeException>sneaky(thrown);
                }
                return Ask.ids(ids);
              },
              Found::things,
              Things.Thing::id,
              Things.ITEM_ERRORS);
      CompletableFuture<?> second =
          caller.batchAsync(Things.READ, bad, Ask.ids(List.of("a", "b")), CallOptions.none());
      assertThat(catchThrowable(() -> second.get(20, TimeUnit.SECONDS))).hasCause(thrown);
      CompletableFuture<?> first =
          caller.batchAsync(Things.READ, bad, Ask.ids(List.of("b")), CallOptions.none());
      assertThat(catchThrowable(() -> first.get(20, TimeUnit.SECONDS))).hasCause(thrown);
    }
  }

  /**
   * Okio enforces the timeouts of the whole process on one thread; if that thread dies, no deadline
   * works.
   */
  @Test
  void aFailureDuringCancellationLeavesTheWatchdogAlive() {
    server.then(WireServer.silent());
    CallOptions soon = CallOptions.none().deadline(Duration.ofMillis(150));
    OkHttpClient watched =
        http.newBuilder()
            .addInterceptor(
                chain -> {
                  chain
                      .call()
                      .addEventListener(
                          new EventListener() {
                            @Override
                            public void canceled(Call call) {
                              throw new NoSuchMethodError("boom");
                            }
                          });
                  return chain.proceed(chain.request());
                })
            .build();
    try (Logged quiet = new Logged("dev.chatcontract");
        OperationCaller caller = OperationCaller.create(options().okHttpClient(watched).build());
        OperationCaller plain = OperationCaller.create(options().build())) {
      assertThat(catchThrowable(() -> caller.call(Things.READ, Ask.empty(), soon))).isNotNull();
      for (int i = 0; i < 2; i++) {
        assertThat(catchThrowable(() -> plain.call(Things.READ, Ask.empty(), soon)))
            .isInstanceOf(TransportException.class)
            .hasMessageContaining("no answer within the deadline of 150 ms");
      }
      assertThat(quiet.warnings()).isNotEmpty();
    }
  }

  @Test
  void anExecutorThatRunsNothingLeavesNoCallOpen() {
    ExecutorService lazy = Executors.newSingleThreadExecutor();
    lazy.execute(
        () -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    OkHttpClient given = http.newBuilder().dispatcher(new Dispatcher(lazy)).build();
    try (OperationCaller caller = OperationCaller.create(options().okHttpClient(given).build())) {
      CompletableFuture<Found> future =
          caller.callAsync(
              Things.WRITE, Ask.empty(), CallOptions.none().deadline(Duration.ofMillis(100)));
      lazy.shutdownNow();
      Throwable failure = catchThrowable(() -> future.get(20, TimeUnit.SECONDS)).getCause();
      assertThat(failure).isInstanceOf(TransportException.class);
      assertThat(((TransportException) failure).maybeApplied()).isFalse();
    }
  }
}
