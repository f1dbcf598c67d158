package dev.chatcontract.conformance.simulator.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a fault shows: for which operation, after how many calls, how often, and whether the request
 * takes effect first.
 *
 * <p>Rules are tried in the order they were added and the first with calls left wins, so a script
 * such as "502, then a reset, then as usual" is two rules with {@code times(1)}.
 */
public final class FaultRule {
  /** {@link #times()} of a rule that is never used up. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  private final @Nullable String operation;
  private final int skip;
  private final int times;
  private final Duration delay;
  private final boolean afterEffect;
  private final InjectedFault fault;

  private FaultRule(
      @Nullable String operation,
      int skip,
      int times,
      Duration delay,
      boolean afterEffect,
      InjectedFault fault) {
    this.operation = operation;
    this.skip = skip;
    this.times = times;
    this.delay = delay;
    this.afterEffect = afterEffect;
    this.fault = fault;
  }

  /** A rule for one operation of the contract; passes once and does nothing until told more. */
  public static FaultRule on(String operation) {
    return new FaultRule(operation, 0, 1, Duration.ZERO, false, Faults.pass());
  }

  /** A rule for every request, also for one to a path that the contract does not have. */
  public static FaultRule onAny() {
    return new FaultRule(null, 0, 1, Duration.ZERO, false, Faults.pass());
  }

  /**
   * Lets this many matching requests through untouched, also by later rules, before the first
   * fault.
   */
  public FaultRule skip(int requests) {
    requireNotNegative("skip", requests);
    return new FaultRule(operation, requests, times, delay, afterEffect, fault);
  }

  /** Shows the fault this often, at least once. */
  public FaultRule times(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("times must be at least 1, not " + requests);
    }
    return new FaultRule(operation, skip, requests, delay, afterEffect, fault);
  }

  /** Shows the fault until the rule is removed. */
  public FaultRule always() {
    return times(ALWAYS);
  }

  /**
   * Waits this long before anything is answered; the request takes effect before the wait if it
   * does at all.
   */
  public FaultRule delay(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative, not " + wait);
    }
    return new FaultRule(operation, skip, times, wait, afterEffect, fault);
  }

  /** Carries the request out first, so that its answer is what gets lost. */
  public FaultRule afterEffect() {
    return new FaultRule(operation, skip, times, delay, true, fault);
  }

  /** What to show. */
  public FaultRule fault(InjectedFault shown) {
    return new FaultRule(operation, skip, times, delay, afterEffect, shown);
  }

  public @Nullable String operation() {
    return operation;
  }

  public int skip() {
    return skip;
  }

  public int times() {
    return times;
  }

  public Duration delay() {
    return delay;
  }

  public boolean takesEffect() {
    return afterEffect || fault.needsRealAnswer();
  }

  public InjectedFault fault() {
    return fault;
  }

  private static void requireNotNegative(String what, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(what + " must not be negative, not " + value);
    }
  }
}
