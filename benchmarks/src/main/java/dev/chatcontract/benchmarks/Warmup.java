package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.Subject;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Detects when the JVM's compiler has nothing left to do for the subjects: it was busy less than 2
 * % of the time in some consecutive rounds of each. A fixed number of rounds is not enough,
 * since many threads on few processors leave little time for the compiler.
 */
final class Warmup {
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final double QUIET_SHARE = 0.02;

  /**
   * Progress of one subject: rounds until its quiet ones began, and the number of consecutive quiet
   * ones.
   */
  private static final class Progress {
    private int rounds;
    private int quiet;
  }

  private final Map<String, Progress> bySubject = new HashMap<>();
  private final Load.Plan plan;
  private final int quietRounds;
  private int done;

  Warmup(List<Subject> subjects, Load.Plan plan, int quietRounds) {
    this.plan = plan;
    this.quietRounds = quietRounds;
    subjects.forEach(subject -> bySubject.put(subject.name(), new Progress()));
  }

  /** Returns whether every subject needs another round; false at the limit, warm or not. */
  boolean goesOn() {
    return done++ < plan.warmupRounds()
        && (done <= quietRounds
            || bySubject.values().stream().anyMatch(p -> p.quiet < quietRounds));
  }

  /** Returns the compiler's total time so far in milliseconds, to pass to {@link #ran}. */
  static long compilerMillis() {
    return COMPILER.getTotalCompilationTime();
  }

  void ran(Subject subject, long compilerMillisBefore) {
    Progress progress = bySubject.get(subject.name());
    double share = (double) (compilerMillis() - compilerMillisBefore) / plan.roundMillis();
    progress.quiet = share < QUIET_SHARE ? progress.quiet + 1 : 0;
    progress.rounds++;
  }

  /**
   * Returns the seconds of load until the compiler was quiet, or the whole warm-up if it never was.
   */
  double seconds(String subject) {
    Progress progress = bySubject.get(subject);
    int loud = progress.rounds - (progress.quiet >= quietRounds ? progress.quiet : 0);
    return loud * plan.roundMillis() / 1e3;
  }
}
