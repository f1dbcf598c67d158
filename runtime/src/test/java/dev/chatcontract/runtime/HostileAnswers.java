package dev.chatcontract.runtime;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/**
 * Non-repeatable writes, answered with {@link MutatedAnswer}s. The server has read each of them, so
 * every failure other than a refusal must be in doubt, and must be one of the sealed exceptions.
 */
final class HostileAnswers {
  private static final int THREADS = 8;

  /** How long to wait on a connection that is kept open after half an answer. */
  private static final Duration SILENCE = Duration.ofMillis(100);

  /** Descriptors that the JVM opens itself: class files, random numbers, a server's selector. */
  private static final int OTHER_DESCRIPTORS = 8;

  /** The outcome of the calls; faults name the seed and the answer. */
  record Outcome(Map<String, Integer> outcomes, List<String> faults, int descriptors, int threads) {
    boolean asPromised() {
      return faults.isEmpty() && descriptors <= OTHER_DESCRIPTORS && threads == 0;
    }
  }

  private HostileAnswers() {}

  /**
   * Runs every combination; the whole run takes some minutes. Argument: --whole, or nothing for a
   * short run.
   */
  public static void main(String[] args) throws Exception {
    boolean whole = List.of(args).contains("--whole");
    int broken = 0;
    long first = 0;
    for (Wiring wiring : Wiring.values()) {
      for (boolean async : new boolean[] {false, true}) {
        int calls = whole ? (wiring == Wiring.PLAIN ? 40_000 : 10_000) : 500;
        Outcome o = run(wiring, async, first, calls);
        first += calls;
        broken += o.asPromised() ? 0 : 1;
        System.out.printf(
            Locale.ROOT,
            "%-7s %-12s %6d answers: %s; descriptors left %d, threads left %d%n",
            wiring,
            async ? "asynchronous" : "blocking",
            calls,
            o.outcomes(),
            o.descriptors(),
            o.threads());
        o.faults().stream().limit(10).forEach(System.out::println);
      }
    }
    System.out.println(broken == 0 ? "as promised" : broken + " rows are not as promised");
    System.exit(broken == 0 ? 0 : 1);
  }

  static Outcome run(Wiring wiring, boolean async, long firstSeed, int calls) throws Exception {
    // Threads left by other tests of this JVM do not count.
    int threadsBefore = threads();
    OkHttpClient okHttp = wiring.client().build();
    // What the first call of a JVM opens is not a leak.
    calls(wiring, okHttp, async, 0, 20, new TreeMap<>(), new ArrayList<>());
    int before = descriptors();
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    calls(wiring, okHttp, async, firstSeed, calls, outcomes, faults);
    int left = descriptors() - before;
    int threads = threads() - threadsBefore;
    // The last connections may not have been closed on the server yet.
    for (int i = 0; i < 100 && (left > OTHER_DESCRIPTORS || threads > 0); i++) {
      // An intact answer may leave a connection for the next call: that is not a leak.
      okHttp.connectionPool().evictAll();
      TimeUnit.MILLISECONDS.sleep(50);
      left = descriptors() - before;
      threads = threads() - threadsBefore;
    }
    return new Outcome(outcomes, faults, Math.max(0, left), Math.max(0, threads));
  }

  private static void calls(
      Wiring wiring,
      OkHttpClient okHttp,
      boolean async,
      long firstSeed,
      int calls,
      Map<String, Integer> outcomes,
      List<String> faults)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    try (Peer peer =
            new Peer(
                wiring,
                (body, nth, out, socket) -> {
                  MutatedAnswer answer = MutatedAnswer.of(seed(body));
                  answer.writeTo(out);
                  if (!answer.keptOpen()) {
                    Peer.close(socket);
                  }
                  return answer.keptOpen();
                });
        OperationCaller caller =
            OperationCaller.create(
                ClientOptions.builder()
                    .baseUrl(peer.url())
                    .okHttpClient(okHttp)
                    .retryPolicy(RetryPolicy.none())
                    .rateLimiter(RateLimiter.unlimited())
                    .readTimeout(SILENCE)
                    .build())) {
      List<Future<?>> shares = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int share = t;
        shares.add(
            callers.submit(
                () -> {
                  for (int i = share; i < calls; i += THREADS) {
                    long seed = firstSeed + i;
                    Throwable thrown = thrown(caller, async, seed);
                    String fault = fault(thrown, peer, seed);
                    synchronized (outcomes) {
                      outcomes.merge(name(thrown), 1, Integer::sum);
                      if (fault != null) {
                        faults.add(fault);
                      }
                    }
                  }
                }));
      }
      for (Future<?> share : shares) {
        share.get();
      }
      if (peer.repeated() > 0) {
        faults.add(peer.repeated() + " requests were sent more than once");
      }
    } finally {
      callers.shutdown();
    }
  }

  private static Throwable thrown(OperationCaller caller, boolean async, long seed) {
    Ask ask = ask(seed);
    try {
      if (async) {
        caller.callAsync(Things.WRITE, ask, CallOptions.none()).join();
      } else {
        caller.call(Things.WRITE, ask, CallOptions.none());
      }
      return null;
    } catch (CompletionException e) {
      return e.getCause();
    } catch (Throwable e) {
      return e;
    }
  }

  private static Ask ask(long seed) {
    return Ask.named("seed " + seed + " ");
  }

  private static String body(long seed) {
    try {
      return new String(Ask.CODEC.toBytes(ask(seed)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fault(Throwable thrown, Peer peer, long seed) {
    String what = null;
    if (thrown != null && !(thrown instanceof ChatException)) {
      what = "escaped: " + thrown;
    } else if (thrown instanceof ChatException e
        && !e.maybeApplied()
        && peer.hasRead(body(seed))
        && (e instanceof TransportException || e instanceof DecodeException)) {
      what = "no doubt: " + e.getMessage();
    }
    if (what == null) {
      return null;
    }
    return "seed " + seed + ": " + what + "; answer: " + MutatedAnswer.of(seed);
  }

  private static String name(Throwable thrown) {
    return thrown == null ? "success" : thrown.getClass().getSimpleName();
  }

  private static long seed(String body) {
    int at = body.indexOf("seed ") + "seed ".length();
    return Long.parseLong(body.substring(at, body.indexOf(' ', at)));
  }

  /** Counts the open descriptors of this process, of client and server. */
  private static int descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }

  /** Counts the threads that serve connections and those of the client. */
  private static int threads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.equals("peer") || name.startsWith("chat-contract"))
            .count();
  }
}
