package dev.chatcontract.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.chatcontract.benchmarks.subject.Subject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * Runs subjects in interleaved rounds and compares them round by round, so that a machine whose
 * speed drifts slows every subject alike.
 */
final class Load {
  /** Figures of one subject in one round. */
  record Round(double callsPerSecond, double cpuMicrosPerCall, double bytesPerCall) {}

  /** Medians of the per-round ratios to the first subject. */
  record Ratios(double callsPerSecond, double cpu, double bytes) {}

  /**
   * How long to measure; at most {@code warmupRounds} rounds are dropped first, while code is cold.
   */
  record Plan(int warmupRounds, int rounds, long roundMillis) {}

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean OS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final int QUIET_ROUNDS = 12;

  private final int threads;
  private final Plan plan;
  private final long roundNanos;
  private final Map<String, Round> coldest = new HashMap<>();
  private Warmup warmup;

  Load(int threads, Effort effort) {
    this(threads, new Plan(effort.warmupRounds(), effort.rounds(), effort.roundMillis()));
  }

  Load(int threads, Plan plan) {
    this.threads = threads;
    this.plan = plan;
    this.roundNanos = TimeUnit.MILLISECONDS.toNanos(plan.roundMillis());
  }

  /** Work before and after a measured round. */
  interface Around {
    Round round(Subject subject, Callable<Round> run) throws Exception;
  }

  /** Returns the rounds of each subject, in the given order, without those that warm up. */
  Map<String, List<Round>> run(List<Subject> subjects) throws Exception {
    return run(subjects, (subject, run) -> run.call());
  }

  Map<String, List<Round>> run(List<Subject> subjects, Around around) throws Exception {
    Map<String, List<Round>> rounds = new LinkedHashMap<>();
    subjects.forEach(subject -> rounds.put(subject.name(), new ArrayList<>()));
    List<Subject> order = new ArrayList<>(subjects);
    Random random = new Random(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    warmup = new Warmup(subjects, plan, QUIET_ROUNDS);
    try {
      while (warmup.goesOn()) {
        Collections.shuffle(order, random);
        for (Subject subject : order) {
          long compiler = Warmup.compilerMillis();
          coldest.putIfAbsent(subject.name(), round(pool, subject));
          warmup.ran(subject, compiler);
        }
      }
      for (int round = 0; round < plan.rounds(); round++) {
        // Random order, so that no subject always follows the same one.
        Collections.shuffle(order, random);
        for (Subject subject : order) {
          rounds.get(subject.name()).add(around.round(subject, () -> round(pool, subject)));
        }
      }
    } finally {
      pool.shutdownNow();
    }
    return rounds;
  }

  /** Returns the warm-up time of the last run. */
  double warmupSeconds(String subject) {
    return warmup.seconds(subject);
  }

  /** Returns the calls per second in the first round of the last run. */
  double coldRate(String subject) {
    return coldest.get(subject).callsPerSecond();
  }

  private Round round(ExecutorService pool, Subject subject)
      throws InterruptedException, ExecutionException {
    LongAdder calls = new LongAdder();
    LongAdder bytes = new LongAdder();
    long cpuBefore = OS.getProcessCpuTime();
    long start = System.nanoTime();
    Callable<Void> work =
        () -> {
          long own = Thread.currentThread().getId();
          long allocated = THREADS.getThreadAllocatedBytes(own);
          long count = 0;
          while (System.nanoTime() - start < roundNanos) {
            subject.callOnce();
            count++;
          }
          bytes.add(THREADS.getThreadAllocatedBytes(own) - allocated);
          calls.add(count);
          return null;
        };
    List<Callable<Void>> everyone = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      everyone.add(work);
    }
    for (Future<Void> done : pool.invokeAll(everyone)) {
      done.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuMicros = (OS.getProcessCpuTime() - cpuBefore) / 1e3;
    return new Round(
        calls.sum() / seconds, cpuMicros / calls.sum(), (double) bytes.sum() / calls.sum());
  }

  static Ratios ratios(List<Round> subject, List<Round> base) {
    return new Ratios(
        median(subject, base, Round::callsPerSecond),
        median(subject, base, Round::cpuMicrosPerCall),
        median(subject, base, Round::bytesPerCall));
  }

  private static double median(
      List<Round> subject, List<Round> base, ToDoubleFunction<Round> figure) {
    double[] ratios = new double[subject.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(subject.get(i)) / figure.applyAsDouble(base.get(i));
    }
    return Medians.of(ratios);
  }
}
