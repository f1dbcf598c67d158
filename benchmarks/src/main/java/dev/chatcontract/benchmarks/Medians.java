package dev.chatcontract.benchmarks;

import java.util.Arrays;

/** Medians and quartiles. */
final class Medians {
  private Medians() {}

  static double of(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Returns the distance from the lower quartile to the upper one. */
  static double spread(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int quarter = sorted.length / 4;
    return sorted[sorted.length - 1 - quarter] - sorted[quarter];
  }
}
