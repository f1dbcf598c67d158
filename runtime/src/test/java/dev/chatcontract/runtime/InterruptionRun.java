package dev.chatcontract.runtime;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts blocking calls at random moments of every wait, on platform threads and, where the JDK
 * has them, on virtual ones through {@link Future#cancel}, and counts how they end.
 *
 * <p>Arguments: total number of interrupts, seed.
 */
final class InterruptionRun implements Closeable {

  /** What the call waits for when, or before, it is interrupted. */
  enum Phase {
    LIMITER,
    BACKOFF,
    SIGNER,
    DNS,
    CONNECT,
    CONNECT_ALONE,
    TLS,
    WRITE,
    READ_HEAD,
    READ_BODY,
    /** Calls that succeed, one after the other: the interrupt comes anywhere. */
    CALLS;

    /** Whether the request cannot have been sent yet. */
    boolean nothingLeaves() {
      return compareTo(BACKOFF) != 0 && compareTo(WRITE) < 0;
    }
  }

  /**
   * Longer than a call may take to notice an interrupt, and shorter than the waits that it
   * interrupts.
   */
  private static final long PATIENCE_SECONDS = 10;

  private static final long LATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final String SHOT = "x-shot";

  /** Larger than the buffers of a connection, and slow to write as JSON. */
  private static final Ask LARGE = Ask.named("x".repeat(16 << 20));

  private static final long LATEST_LARGE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Blocking calls notify their observer on their own thread. */
  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private final Map<Phase, OperationCaller> callers = new EnumMap<>(Phase.class);
  private final Map<String, AtomicInteger> heard = new ConcurrentHashMap<>();
  private final Set<String> arrived = ConcurrentHashMap.newKeySet();
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private final Random random;
  private final ExecutorService platform = Executors.newCachedThreadPool();
  private final @Nullable ExecutorService virtual = virtualThreads();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  InterruptionRun(long seed) throws IOException {
    random = new Random(seed);
    for (Phase phase : Phase.values()) {
      callers.put(phase, caller(phase));
    }
  }

  public static void main(String... args) throws Exception {
    int shots = Integer.parseInt(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    try (InterruptionRun run = new InterruptionRun(seed)) {
      run.shoot(shots);
      System.out.println(
          "Java " + Runtime.version().feature() + ", " + shots + " interrupts, seed " + seed);
      run.counts.forEach((what, count) -> System.out.printf("%-48s %6d%n", what, count));
      run.faults.stream().limit(20).forEach(System.out::println);
      System.out.println(run.faults.size() + " faults");
      if (!run.faults.isEmpty()) {
        System.exit(1);
      }
    }
  }

  /** The faults, one line each. */
  List<String> faults() {
    return faults;
  }

  /** How many calls ended how. */
  Map<String, Integer> counts() {
    return counts;
  }

  /** Interrupts this many calls, with every phase and kind of thread in turn. */
  void shoot(int shots) throws Exception {
    int kinds = virtual == null ? 1 : 2;
    for (int i = 0; i < shots; i++) {
      Phase phase = Phase.values()[i / kinds % Phase.values().length];
      boolean onVirtual = kinds == 2 && i % 2 == 1;
      shoot("shot-" + i, phase, onVirtual);
    }
  }

  private void shoot(String id, Phase phase, boolean onVirtual) throws Exception {
    Shot shot = new Shot(id, phase);
    Future<?> future = (onVirtual ? virtual : platform).submit(shot);
    shot.running.await();
    long latest = phase == Phase.WRITE ? LATEST_LARGE_NANOS : LATEST_NANOS;
    long until = System.nanoTime() + (long) (random.nextDouble() * latest);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(100_000);
    }
    future.cancel(true);
    String where = phase + (onVirtual ? " virtual" : " platform");
    if (!shot.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      faults.add(where + " " + id + ": still waits");
      return;
    }
    shot.judge(where);
  }

  private final class Shot implements Runnable {
    private final String id;
    private final Phase phase;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean flag = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();

    Shot(String id, Phase phase) {
      this.id = id;
      this.phase = phase;
    }

    @Override
    public void run() {
      CURRENT.set(id);
      running.countDown();
      try {
        Ask ask = phase == Phase.WRITE ? LARGE : Ask.named("n");
        do {
          calls.incrementAndGet();
          callers
              .get(phase)
              .call(
                  phase == Phase.BACKOFF ? Things.PUT : Things.WRITE,
                  ask,
                  CallOptions.none().header(SHOT, id).validation(Validation.OFF));
        } while (!Thread.currentThread().isInterrupted());
      } catch (Throwable e) {
        failure.set(e);
      } finally {
        flag.set(Thread.currentThread().isInterrupted());
        ended.countDown();
      }
    }

    void judge(String where) {
      Throwable e = failure.get();
      String outcome;
      if (e == null) {
        outcome = "succeeded before it could notice";
        expect(phase == Phase.CALLS, where, "ended without a failure", null);
      } else if (e instanceof TransportException t) {
        outcome = t.kind() + (t.maybeApplied() ? ", in doubt" : "");
        expect(t.kind() == TransportException.Kind.INTERRUPTED, where, "not INTERRUPTED", e);
        expect(!(phase.nothingLeaves() && t.maybeApplied()), where, "in doubt without reason", e);
        if (phase != Phase.CALLS) {
          expect(t.maybeApplied() || !arrived.contains(id), where, "not in doubt", e);
        }
      } else {
        outcome = e.getClass().getName();
        expect(false, where, "not sealed", e);
      }
      expect(flag.get(), where, "the flag is not set", e);
      AtomicInteger told = heard.remove(id);
      expect(told != null && told.get() == calls.get(), where, "the observer was not told once", e);
      counts.merge(where + ": " + outcome, 1, Integer::sum);
    }

    private void expect(boolean holds, String where, String fault, @Nullable Throwable e) {
      if (!holds) {
        faults.add(where + " " + id + ": " + fault + ": " + e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    callers.values().forEach(OperationCaller::close);
    for (AutoCloseable resource : open) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
    platform.shutdownNow();
    if (virtual != null) {
      virtual.shutdownNow();
    }
  }

  // ---- servers and clients that block in one place

  private OperationCaller caller(Phase phase) throws IOException {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    ClientOptions.Builder options =
        ClientOptions.builder()
            .deadline(Duration.ofSeconds(60))
            .connectTimeout(Duration.ofSeconds(60))
            .readTimeout(Duration.ofSeconds(60))
            .writeTimeout(Duration.ofSeconds(60))
            .rateLimiter((op, max) -> phase == Phase.LIMITER ? 50_000_000_000L : 0)
            .random(() -> 0)
            .retryPolicy(new RetryPolicy(2, Duration.ofSeconds(50), Duration.ofSeconds(50), 0))
            .baseUrl(url(phase));
    options.observer(
        new Observer() {
          @Override
          public void called(Report report) {
            heard.computeIfAbsent(CURRENT.get(), id -> new AtomicInteger()).incrementAndGet();
          }
        });
    switch (phase) {
      case SIGNER -> options.signer(new SlowSigner());
      case DNS ->
          http.dns(
              host -> {
                deaf(150);
                return List.of(InetAddress.getLoopbackAddress());
              });
      case CONNECT -> http.socketFactory(new StuckSockets());
      case CONNECT_ALONE -> http.socketFactory(new StuckSockets()).fastFallback(false);
      default -> {}
    }
    OkHttpClient client = http.build();
    open.add(() -> client.dispatcher().executorService().shutdown());
    open.add(() -> client.connectionPool().evictAll());
    return OperationCaller.create(options.okHttpClient(client).build());
  }

  private String url(Phase phase) throws IOException {
    switch (phase) {
      case TLS -> {
        return "https://127.0.0.1:" + deafServer().getLocalPort();
      }
      case WRITE -> {
        return "http://127.0.0.1:" + deafServer().getLocalPort();
      }
      default -> {
        WireServer server = new WireServer();
        open.add(server);
        server.then(script(phase));
        return phase == Phase.DNS ? server.url().replace("127.0.0.1", "slow.test") : server.url();
      }
    }
  }

  private WireServer.Script script(Phase phase) {
    WireServer.Script then =
        switch (phase) {
          case BACKOFF -> WireServer.json("{\"Status\":\"FAIL\",\"Code\":100}");
          case READ_HEAD -> WireServer.silent();
          case READ_BODY ->
              (seen, out, socket) -> {
                out.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"
                        .getBytes(StandardCharsets.UTF_8));
                out.flush();
                return socket.getInputStream().read() >= 0;
              };
          default -> WireServer.json("{\"Status\":\"OK\",\"Code\":0}");
        };
    return (seen, out, socket) -> {
      arrived.add(seen.headers().get(SHOT));
      return then.play(seen, out, socket);
    };
  }

  /** Accepts connections and never reads. */
  private ServerSocket deafServer() throws IOException {
    ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread accepting =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket kept = listener.accept();
                  open.add(kept);
                }
              } catch (IOException closed) {
                Thread.currentThread().interrupt();
              }
            });
    accepting.setDaemon(true);
    accepting.start();
    open.add(listener);
    return listener;
  }

  /** Waits as the system's own DNS lookup does: no interrupt ends it. */
  private static void deaf(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      Thread.interrupted();
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  /** Waits for its key, and throws its own exception if it is interrupted. */
  private static final class SlowSigner implements Signer {
    @Override
    public Signed sign(HttpUrl url) {
      waitForTheKey();
      throw new AssertionError("nobody has the key");
    }

    private static void waitForTheKey() {
      try {
        Thread.sleep(50_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException("no key", e);
      }
    }
  }

  /** Sockets that never connect; only closing one ends its wait. */
  private static final class StuckSockets extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new Socket() {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
          while (closed.getCount() > 0) {
            // Parks until it is interrupted, spins from then on: the flag is left as it is.
            LockSupport.parkNanos(1_000_000);
          }
          throw new SocketException("Socket closed");
        }

        @Override
        public synchronized void close() throws IOException {
          closed.countDown();
          super.close();
        }
      };
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

  private static @Nullable ExecutorService virtualThreads() {
    if (Runtime.version().feature() < 21) {
      return null;
    }
    try {
      // JDK 17 compiles this.
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
