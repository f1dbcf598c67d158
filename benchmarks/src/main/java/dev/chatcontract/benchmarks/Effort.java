package dev.chatcontract.benchmarks;

/**
 * How long to measure: {@code quick} shows that everything runs, {@code full} gives the figures to
 * quote.
 */
enum Effort {
  QUICK(3, 300, 1, 1),
  FULL(15, 1500, 5, 5);

  private final int rounds;
  private final long roundMillis;
  private final int warmups;
  private final int iterations;

  Effort(int rounds, long roundMillis, int warmups, int iterations) {
    this.rounds = rounds;
    this.roundMillis = roundMillis;
    this.warmups = warmups;
    this.iterations = iterations;
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
