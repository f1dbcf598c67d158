package dev.chatcontract.runtime;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A fleet of clients that always have a call to make, a network that delays each call differently,
 * and a server that enforces the budget in every window; all in simulated time.
 */
final class PacedFleet {
  private static final long MILLI = 1_000_000L;

  private final FakeTime clock = new FakeTime();
  private final Random random;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Deque<Long> admitted = new ArrayDeque<>();
  private final Operation<Ask, Found> operation;
  private final int calls;
  private final long window;
  private long every = 1;
  private long pause;
  private long first = -1;
  private long last;
  private int accepted;
  private int refused;
  private int order;
  private final List<Long> waits = new ArrayList<>();

  PacedFleet(int calls, int seconds, long seed) {
    this.operation = Things.operation("paced").rateLimit(calls, seconds).build();
    this.calls = calls;
    this.window = seconds * 1000L * MILLI;
    this.random = new Random(seed);
  }

  TimeSource clock() {
    return clock;
  }

  private record Event(long at, int order, Runnable happens) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Integer.compare(order, other.order);
    }
  }

  /** Pauses the machine for {@code pause} milliseconds out of every {@code every}. */
  void pauses(long every, long pause) {
    this.every = every * MILLI;
    this.pause = pause * MILLI;
  }

  /** Makes calls for a number of windows, from a number of threads per client. */
  void run(List<RateLimiter> clients, int threads, int windows) {
    for (RateLimiter client : clients) {
      for (int i = 0; i < threads; i++) {
        boolean[] cold = {true};
        at(clock.nanoTime() + between(0, 20), () -> ask(client, cold));
      }
    }
    long end = clock.nanoTime() + windows * window;
    while (!events.isEmpty() && events.peek().at <= end) {
      Event next = events.poll();
      clock.passNanos(Math.max(0, next.at - clock.nanoTime()));
      next.happens.run();
    }
  }

  int refused() {
    return refused;
  }

  int accepted() {
    return accepted;
  }

  /** Returns the share of the documented rate that was reached. */
  double rate() {
    return (accepted - 1) / ((double) (last - first) / window * calls);
  }

  /**
   * Returns the longest wait for a turn divided by the median, of calls that began while all
   * threads waited.
   */
  double longestWait() {
    List<Long> settled = waits.subList(waits.size() / 4, waits.size());
    long[] sorted = settled.stream().mapToLong(Long::longValue).sorted().toArray();
    return (double) sorted[sorted.length - 1] / sorted[sorted.length / 2];
  }

  private void ask(RateLimiter client, boolean[] cold) {
    long asked = clock.nanoTime();
    long due = asked + client.reserve(operation, Long.MAX_VALUE / 4);
    long putOff = client.putOffNanos(operation);
    awake(due + overslept(cold), () -> leave(client, asked, due, putOff, cold));
  }

  /** Waits for its turn and leaves, as a call does. */
  private void leave(RateLimiter client, long asked, long due, long putOff, boolean[] cold) {
    long now = clock.nanoTime();
    long turn = due + client.putOffNanos(operation) - putOff;
    long wait = turn - now;
    if (wait <= 0) {
      wait = client.late(operation, now - turn, Long.MAX_VALUE / 4);
    }
    if (wait > 0) {
      long again = now + wait;
      long known = client.putOffNanos(operation);
      awake(again + overslept(cold), () -> leave(client, asked, again, known, cold));
      return;
    }
    waits.add(now - asked);
    long arrives = now + between(3, 3) + jitter();
    at(arrives, () -> arrived(client, now, arrives, cold));
  }

  private void arrived(RateLimiter client, long left, long now, boolean[] cold) {
    while (!admitted.isEmpty() && now - admitted.peek() >= window) {
      admitted.poll();
    }
    if (admitted.size() < calls) {
      admitted.add(now);
      accepted++;
      first = first < 0 ? now : first;
      last = now;
    } else {
      refused++;
    }
    awake(
        now + between(1, 3),
        () -> {
          client.answered(operation, clock.nanoTime() - left);
          ask(client, cold);
        });
  }

  /** The first call has to connect; others wake a little late, and a few much later. */
  private long overslept(boolean[] cold) {
    if (cold[0]) {
      cold[0] = false;
      return between(60, 400);
    }
    int percent = random.nextInt(1000);
    return percent < 990 ? between(0, 1) : percent < 999 ? between(1, 8) : between(8, 60);
  }

  /**
   * Most calls take about the same time; one in a hundred is delayed by up to what the margin
   * covers.
   */
  private long jitter() {
    return random.nextInt(100) == 0 ? between(0, 15) : between(0, 4);
  }

  private long between(long millis, long most) {
    return millis * MILLI + (long) (random.nextDouble() * (most - millis) * MILLI);
  }

  /** Runs at a time, or when the machine's pause is over. */
  private void awake(long time, Runnable happens) {
    at(time + Math.max(0, pause - time % every), happens);
  }

  private void at(long time, Runnable happens) {
    events.add(new Event(time, order++, happens));
  }

  static List<RateLimiter> shared(int clients, LimiterTest.Store store) {
    List<RateLimiter> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      all.add(Bucket4jRateLimiter.shared(store, "app/", Runnable::run));
    }
    return all;
  }
}
