package dev.chatcontract.benchmarks;

/**
 * How long to measure: {@code quick} shows that everything runs, {@code full} gives the figures to
 * quote.
 */
enum Effort {
  QUICK(1, 2, 3, 300, 1, 1),
  FULL(3, 120, 15, 500, 4, 4);

  private final int forks;
  private final int warmupRounds;
  private final int rounds;
  private final long roundMillis;
  private final int warmups;
  private final int iterations;

  Effort(int forks, int warmupRounds, int rounds, long roundMillis, int warmups, int iterations) {
    this.forks = forks;
    this.warmupRounds = warmupRounds;
    this.rounds = rounds;
    this.roundMillis = roundMillis;
    this.warmups = warmups;
    this.iterations = iterations;
  }

  /** Number of JVMs, run one after the other, since each compiles differently. */
  int forks() {
    return forks;
  }

  /**
   * The most rounds that are dropped while the JVM's compiler is still busy, see {@link Warmup}.
   */
  int warmupRounds() {
    return warmupRounds;
  }

  int warmupMillis() {
    return warmupRounds * Math.toIntExact(roundMillis);
  }

  int rounds() {
    return rounds;
  }

  long roundMillis() {
    return roundMillis;
  }

  /** JMH warm-up iterations of one second. */
  int warmups() {
    return warmups;
  }

  /** JMH measured iterations of one second. */
  int iterations() {
    return iterations;
  }
}
