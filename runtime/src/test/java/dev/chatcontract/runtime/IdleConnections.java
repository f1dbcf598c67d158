package dev.chatcontract.runtime;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * Non-repeatable writes against a server that closes idle connections: each must be carried out
 * once, and must succeed for its caller.
 */
final class IdleConnections {
  private static final byte[] OK = Peer.answer("{\"Status\":\"OK\",\"Code\":0}");

  /**
   * Concurrent calls, each on its own connection; the next round waits until the server has closed
   * its connections.
   */
  private static final int ROUND = 50;

  /**
   * On one machine the end of a connection arrives at once, but the thread that sees it must be
   * scheduled.
   */
  private static final long ARRIVAL_MILLIS = 20;

  /** How calls are made. */
  enum Way {
    BLOCKING,
    ASYNCHRONOUS
  }

  /** Who creates the sockets. */
  enum Sockets {
    OURS,
    GIVEN;

    OkHttpClient.Builder client(Wiring wiring) {
      OkHttpClient.Builder client = wiring.client();
      return this == GIVEN ? client.socketFactory(new UserSockets()) : client;
    }
  }

  /** The outcome of the calls. */
  record Outcome(int calls, int failed, int inDoubt, long sentTwice, int requests, int reused) {
    boolean asPromised() {
      return failed == 0 && inDoubt == 0 && sentTwice == 0 && requests == calls;
    }
  }

  private IdleConnections() {}

  /** Runs every combination; with {@code --whole} it takes about five minutes. */
  public static void main(String[] args) throws Exception {
    boolean whole = List.of(args).contains("--whole");
    int calls = whole ? 1000 : 100;
    long[] delays = whole ? new long[] {0, 50, 500, 3000, 9000} : new long[] {0, 50, 500};
    int broken = 0;
    for (long delay : delays) {
      for (Wiring wiring : Wiring.values()) {
        for (Way way : Way.values()) {
          for (Sockets sockets : Sockets.values()) {
            int every = delay == 0 ? 3 : 1;
            Outcome o = run(wiring, way, sockets, calls, ROUND, every, delay);
            broken += o.asPromised() ? 0 : 1;
            System.out.printf(
                Locale.ROOT,
                "%-7s %-12s %-5s closed %4d ms after every %d. answer: %s%n",
                wiring,
                way,
                sockets,
                delay,
                every,
                o);
          }
        }
      }
    }
    System.out.println(broken == 0 ? "as promised" : broken + " rows are not as promised");
    System.exit(broken == 0 ? 0 : 1);
  }

  static Outcome run(
      Wiring wiring,
      Way way,
      Sockets sockets,
      int calls,
      int together,
      int every,
      long closedAfterMillis)
      throws Exception {
    AtomicInteger closing = new AtomicInteger();
    ScheduledExecutorService closer = Executors.newScheduledThreadPool(2);
    ExecutorService callers = Executors.newFixedThreadPool(together);
    int failed = 0;
    int inDoubt = 0;
    // All calls of a round are in progress together, so that none gets the connection of another.
    CyclicBarrier barrier = new CyclicBarrier(together);
    try (Peer peer =
            new Peer(
                wiring,
                (body, nth, out, socket) -> {
                  boolean last = nth % every == 0;
                  await(barrier);
                  if (last) {
                    closing.incrementAndGet();
                  }
                  out.write(OK);
                  out.flush();
                  if (last) {
                    ScheduledFuture<?> unused =
                        closer.schedule(
                            () -> {
                              Peer.close(socket);
                              return closing.decrementAndGet();
                            },
                            closedAfterMillis,
                            TimeUnit.MILLISECONDS);
                  }
                  return !last;
                });
        OperationCaller caller = caller(peer, sockets.client(wiring))) {
      for (int done = 0; done < calls; done += together) {
        List<CompletableFuture<?>> round = new ArrayList<>();
        for (int i = 0; i < together; i++) {
          Ask ask = Ask.named("thing " + (done + i));
          round.add(
              way == Way.ASYNCHRONOUS
                  ? caller.callAsync(Things.WRITE, ask, CallOptions.none())
                  : CompletableFuture.supplyAsync(
                      () -> caller.call(Things.WRITE, ask, CallOptions.none()), callers));
        }
        for (CompletableFuture<?> call : round) {
          Throwable e = call.handle((answer, failure) -> failure).join();
          if (e != null) {
            failed++;
            Throwable cause = e instanceof ChatException ? e : e.getCause();
            inDoubt += ((ChatException) cause).maybeApplied() ? 1 : 0;
          }
        }
        while (closing.get() > 0) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.MILLISECONDS.sleep(ARRIVAL_MILLIS);
      }
      return new Outcome(
          calls, failed, inDoubt, peer.repeated(), peer.requests(), calls - peer.connections());
    } finally {
      closer.shutdownNow();
      callers.shutdownNow();
    }
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  static OperationCaller caller(Peer peer, OkHttpClient.Builder given) {
    // More connections than OkHttp keeps by default, and more concurrent calls than it makes.
    OkHttpClient many =
        given.connectionPool(new ConnectionPool(ROUND, 1, TimeUnit.MINUTES)).build();
    many.dispatcher().setMaxRequestsPerHost(ROUND);
    return OperationCaller.create(
        ClientOptions.builder()
            .baseUrl(peer.url())
            .okHttpClient(many)
            .retryPolicy(RetryPolicy.none())
            .rateLimiter(RateLimiter.unlimited())
            .build());
  }
}
