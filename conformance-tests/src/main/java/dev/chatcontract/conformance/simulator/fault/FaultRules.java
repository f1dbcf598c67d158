package dev.chatcontract.conformance.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of one simulator, in order, each with what is left of it. Safe for all threads. */
public final class FaultRules {
  /** A rule and what is left of it. */
  private static final class Active {
    final FaultRule rule;
    int toSkip;
    int left;

    Active(FaultRule rule) {
      this.rule = rule;
      this.toSkip = rule.skip();
      this.left = rule.times();
    }
  }

  private final List<Active> rules = new ArrayList<>();
  // Read without the lock: a simulator without faults must not make its threads queue here.
  private volatile boolean none = true;

  public FaultRules() {}

  /** Adds a rule behind those that are there. */
  public synchronized void add(FaultRule rule) {
    rules.add(new Active(rule));
    none = false;
  }

  /** Removes every rule. */
  public synchronized void clear() {
    rules.clear();
    none = true;
  }

  /** The rules that still have calls left, with {@code times} and {@code skip} counted down. */
  public synchronized List<FaultRule> pending() {
    return rules.stream()
        .map(active -> active.rule.skip(active.toSkip).times(active.left))
        .toList();
  }

  /** Uses up one call of the first rule that matches. */
  public @Nullable FaultRule take(@Nullable String operation) {
    if (none) {
      return null;
    }
    synchronized (this) {
      for (int i = 0; i < rules.size(); i++) {
        Active active = rules.get(i);
        String wanted = active.rule.operation();
        if (wanted != null && !wanted.equals(operation)) {
          continue;
        }
        if (active.toSkip > 0) {
          active.toSkip--;
          return null;
        }
        if (active.left != FaultRule.ALWAYS && --active.left == 0) {
          rules.remove(i);
          none = rules.isEmpty();
        }
        return active.rule;
      }
      return null;
    }
  }
}
