package dev.chatcontract.conformance.simulator;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GroupIdItem;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.runtime.Bucket4jRateLimiter;
import dev.chatcontract.runtime.Observer;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs clients in real time against the simulator, which enforces the documented rates in every
 * window, and reports how many attempts were refused and what share of the rate was reached.
 *
 * <p>Argument: number of calls at 1/s.
 */
final class PacedRun {
  private static final int GROUPS = 100_005;
  private static final int BATCH = 50;
  private static final int THREADS = 8;
  private static final int TURNS = 3;

  /** Two per cent of a window of one second. */
  private static final int MARGIN_MILLIS = 20;

  private final Simulator simulator;
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicLong first = new AtomicLong();
  private final AtomicLong last = new AtomicLong();

  private PacedRun(Simulator simulator) {
    this.simulator = simulator;
  }

  public static void main(String... args) throws Exception {
    int slow = Integer.parseInt(args[0]);
    int refused = 0;
    try (Simulator simulator = Simulator.builder().emptyWorld().rateLimits(true).start()) {
      simulator.world().collection("groups").addMany(GROUPS, "Public");
      PacedRun run = new PacedRun(simulator);
      RateLimiter alone = Bucket4jRateLimiter.local();
      List<String> ids = new ArrayList<>();
      refused +=
          run.measured(
              "one client pages " + GROUPS + " groups, 1/s",
              1,
              () ->
                  List.of(
                      () -> {
                        ids.clear();
                        return ids.addAll(run.paged(alone));
                      }));
      if (ids.size() != GROUPS) {
        throw new IllegalStateException(ids.size() + " groups came");
      }
      refused +=
          run.measured("one client reads them, 200/s", 200, () -> run.reads(ids, List.of(alone)));
      // One store in this process; each client has its own limiter, connections and threads.
      SharedStore store = new SharedStore();
      List<RateLimiter> three = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        three.add(Bucket4jRateLimiter.shared(store, "app/", Runnable::run));
      }
      refused += run.measured("three clients read them, 200/s", 200, () -> run.reads(ids, three));
      refused += run.measured("three clients list, 1/s", 1, () -> run.lists(slow, three));
    }
    System.out.println(refused + " refusals");
    System.exit(refused == 0 ? 0 : 1);
  }

  /**
   * Refusals count at once, unless threads of this machine woke later than the limiter's margin
   * allows: then the row is repeated, and the third run counts in any case.
   */
  private int measured(String what, int perSecond, Supplier<List<Callable<?>>> work)
      throws Exception {
    for (int turn = 1; ; turn++) {
      int refused;
      long late;
      try (Stalls stalls = new Stalls()) {
        refused = once(what, perSecond, work.get());
        late = stalls.longestMillis();
      }
      if (refused == 0 || late <= MARGIN_MILLIS || turn == TURNS) {
        return refused;
      }
      System.out.println("  this machine woke a thread " + late + " ms late: once more");
    }
  }

  private int once(String what, int perSecond, List<Callable<?>> work) throws Exception {
    attempts.set(0);
    refusals.set(0);
    first.set(0);
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<Future<?>> all = new ArrayList<>();
      for (Callable<?> one : work) {
        all.add(threads.submit(one));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    double seconds = (last.get() - first.get()) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-46s %5d attempts %3d refused, %5.1f %% of the rate%n",
        what,
        attempts.get(),
        refusals.get(),
        100 * (attempts.get() - 1) / seconds / perSecond);
    return refusals.get();
  }

  private List<String> paged(RateLimiter limiter) {
    List<String> ids = new ArrayList<>();
    try (ChatClient client = client(limiter)) {
      for (GroupIdItem item :
          client.groups().getAppidGroupListPages(GetAppidGroupListRequest.builder().build())) {
        ids.add(item.groupId());
      }
    }
    return ids;
  }

  private List<Callable<?>> reads(List<String> ids, List<RateLimiter> limiters) {
    List<Callable<?>> work = new ArrayList<>();
    AtomicInteger next = new AtomicInteger();
    for (RateLimiter limiter : limiters) {
      ChatClient client = client(limiter);
      for (int i = 0; i < THREADS; i++) {
        work.add(
            () -> {
              for (int at = next.getAndAdd(BATCH); at < ids.size(); at = next.getAndAdd(BATCH)) {
                client
                    .groups()
                    .getGroupInfo(
                        GetGroupInfoRequest.of(ids.subList(at, Math.min(at + BATCH, ids.size()))));
              }
              return null;
            });
      }
    }
    return work;
  }

  private List<Callable<?>> lists(int calls, List<RateLimiter> limiters) {
    List<Callable<?>> work = new ArrayList<>();
    AtomicInteger left = new AtomicInteger(calls);
    for (RateLimiter limiter : limiters) {
      ChatClient client = client(limiter);
      work.add(
          () -> {
            while (left.getAndDecrement() > 0) {
              client
                  .groups()
                  .getAppidGroupList(GetAppidGroupListRequest.builder().limit(1L).build());
            }
            return null;
          });
    }
    return work;
  }

  private ChatClient client(RateLimiter limiter) {
    SimulatedApp app = simulator.app();
    return SignedChatClients.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(
            ChatCredentials.of(app.appId(), app.administrator(), app.secretKey().toCharArray()))
        .rateLimiter(limiter)
        .options(options -> options.deadline(Duration.ofMinutes(2)).observer(new Counting()))
        .build();
  }

  /** Measures how late this machine wakes a thread. */
  private static final class Stalls implements AutoCloseable {
    private final AtomicLong longest = new AtomicLong();
    private final Thread watch = new Thread(this::watch, "stalls");

    Stalls() {
      watch.setDaemon(true);
      watch.start();
    }

    long longestMillis() {
      return TimeUnit.NANOSECONDS.toMillis(longest.get());
    }

    private void watch() {
      try {
        while (true) {
          long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
          TimeUnit.MILLISECONDS.sleep(1);
          longest.accumulateAndGet(System.nanoTime() - due, Math::max);
        }
      } catch (InterruptedException e) {
        // The row is over.
      }
    }

    @Override
    public void close() {
      watch.interrupt();
    }
  }

  private final class Counting implements Observer {
    @Override
    public void attempted(Report report) {
      long now = System.nanoTime();
      first.compareAndSet(0, now);
      last.set(now);
      attempts.incrementAndGet();
      if (report.outcome() != Outcome.OK) {
        refusals.incrementAndGet();
      }
    }
  }
}
