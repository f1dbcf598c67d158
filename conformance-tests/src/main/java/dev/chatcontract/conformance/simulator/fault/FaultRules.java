package dev.chatcontract.conformance.simulator.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of one simulator, in order, each with its remaining calls. Thread-safe. */
public final class FaultRules {
  /** Only this many used-up rules are kept: they only interest the person who just set them. */
  private static final int MOST_SPENT = 50;

  /** A rule and its remaining calls. */
  private static final class Active {
    final long id;
    final FaultRule rule;
    int toSkip;
    int left;
    long hits;
    boolean on = true;

    Active(long id, FaultRule rule) {
      this.id = id;
      this.rule = rule;
      this.toSkip = rule.skip();
      this.left = rule.times();
    }

    /** Returns the row of the rule; a rule that is used up is shown as it was set. */
    Row row() {
      FaultRule rest = left == 0 ? rule : rule.skip(toSkip).times(left);
      return new Row(id, rest, hits, on, left == 0);
    }
  }

  /**
   * The current state of a rule.
   *
   * @param rule the rule with {@code times} and {@code skip} counted down
   * @param hits how often it was shown
   * @param on false if it is switched off
   * @param spent whether all its calls are used up
   */
  public record Row(long id, FaultRule rule, long hits, boolean on, boolean spent) {}

  private final List<Active> rules = new ArrayList<>();
  private final Deque<Active> spent = new ArrayDeque<>();
  private long ids;
  // Read without the lock: threads of a simulator without faults must not wait for each other here.
  private volatile boolean none = true;

  public FaultRules() {}

  /** Adds a rule after the existing ones. */
  public synchronized void add(FaultRule rule) {
    rules.add(new Active(++ids, rule));
    none = false;
  }

  /** Removes every rule. */
  public synchronized void clear() {
    rules.clear();
    spent.clear();
    none = true;
  }

  /** Removes one rule; returns false if there is none with that id. */
  public synchronized boolean remove(long id) {
    boolean removed =
        rules.removeIf(active -> active.id == id) || spent.removeIf(active -> active.id == id);
    none = rules.isEmpty();
    return removed;
  }

  /**
   * Switches one rule on or off without changing its position or count; returns false if there is
   * none with that id.
   */
  public synchronized boolean turn(long id, boolean on) {
    for (Active active : rules) {
      if (active.id == id) {
        active.on = on;
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the rules that still have calls left, with {@code times} and {@code skip} counted down,
   * except those that are switched off.
   */
  public synchronized List<FaultRule> pending() {
    return rules.stream()
        .filter(active -> active.on)
        .map(active -> active.rule.skip(active.toSkip).times(active.left))
        .toList();
  }

  /** Returns every rule in the order of age: the last used-up rules, then the others. */
  public synchronized List<Row> rows() {
    return Stream.concat(spent.stream(), rules.stream()).map(Active::row).toList();
  }

  /** Uses up one call of the first matching rule, and returns the rule. */
  public @Nullable FaultRule take(@Nullable String operation) {
    if (none) {
      return null;
    }
    synchronized (this) {
      for (int i = 0; i < rules.size(); i++) {
        Active active = rules.get(i);
        String wanted = active.rule.operation();
        if (!active.on || (wanted != null && !wanted.equals(operation))) {
          continue;
        }
        if (active.toSkip > 0) {
          active.toSkip--;
          return null;
        }
        active.hits++;
        if (active.left != FaultRule.ALWAYS && --active.left == 0) {
          rules.remove(i);
          none = rules.isEmpty();
          spent.addLast(active);
          if (spent.size() > MOST_SPENT) {
            spent.removeFirst();
          }
        }
        return active.rule;
      }
      return null;
    }
  }
}
