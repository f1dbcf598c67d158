package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.Subject;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows when the JVM's compiler has nothing left to do for the subjects: it worked less than 2 % of
 * the time in a dozen rounds of each of them in a row. A count of rounds says nothing, since with
 * many threads on few processors the compiler gets little of them.
 */
final class Warmup {
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final int QUIET_ROUNDS = 12;
  private static final double QUIET_SHARE = 0.02;

  /** Of one subject: rounds until its quiet ones began, and how many of these came in a row. */
  private static final class Progress {
    private int rounds;
    private int quiet;
  }

  private final Map<String, Progress> bySubject = new HashMap<>();
  private final Load.Plan plan;
  private int done;

  Warmup(List<Subject> subjects, Load.Plan plan) {
    this.plan = plan;
    subjects.forEach(subject -> bySubject.put(subject.name(), new Progress()));
  }

  /** Whether another round of everybody is needed; false at the cap, warm or not. */
  boolean goesOn() {
    return done++ < plan.warmupRounds()
        && (done <= QUIET_ROUNDS
            || bySubject.values().stream().anyMatch(p -> p.quiet < QUIET_ROUNDS));
  }

  /** The compiler's time until now, to be handed to {@link #ran}; in milliseconds. */
  static long compilerMillis() {
    return COMPILER.getTotalCompilationTime();
  }

  void ran(Subject subject, long compilerMillisBefore) {
    Progress progress = bySubject.get(subject.name());
    double share = (double) (compilerMillis() - compilerMillisBefore) / plan.roundMillis();
    progress.quiet = share < QUIET_SHARE ? progress.quiet + 1 : 0;
    progress.rounds++;
  }

  /** Seconds of load until the compiler was quiet; if it never was, all that it was given. */
  double seconds(String subject) {
    Progress progress = bySubject.get(subject);
    int loud = progress.rounds - (progress.quiet >= QUIET_ROUNDS ? progress.quiet : 0);
    return loud * plan.roundMillis() / 1e3;
  }
}
