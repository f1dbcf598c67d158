package dev.chatcontract.conformance.simulator.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a fault is shown: for which operation, after how many calls, how often, and whether the
 * request takes effect first.
 *
 * <p>Rules are tried in the order in which they were added, and the first with calls left applies.
 * A script such as "502, then a reset, then no fault" is two rules with {@code times(1)}.
 */
public final class FaultRule {
  /** The value of {@link #times()} for a rule that is never used up. */
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

  /**
   * Returns a rule for one operation of the contract; without further settings it applies to one
   * call and changes nothing.
   */
  public static FaultRule on(String operation) {
    return new FaultRule(operation, 0, 1, Duration.ZERO, false, Faults.pass());
  }

  /** Returns a rule for every request, also to a path that the contract does not have. */
  public static FaultRule onAny() {
    return new FaultRule(null, 0, 1, Duration.ZERO, false, Faults.pass());
  }

  /**
   * Skips this many matching requests before the first fault; later rules do not apply to them
   * either.
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
   * Waits this long before anything is answered; if the request takes effect, it does so before the
   * wait.
   */
  public FaultRule delay(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative, not " + wait);
    }
    return new FaultRule(operation, skip, times, wait, afterEffect, fault);
  }

  /** Carries out the request first, so that only its answer is lost. */
  public FaultRule afterEffect() {
    return new FaultRule(operation, skip, times, delay, true, fault);
  }

  /** Sets the fault to show. */
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
