package dev.chatcontract.contract.page.layout;

import java.util.Set;
import java.util.stream.Collectors;

/** What a page or a contract states of one thing. */
public sealed interface Statement {
  /** As reports show it, and as two sources are compared. */
  String text();

  /** In words. */
  record Words(String text) implements Statement {}

  /** Limits of one kind, in order. */
  record Numbers(Set<Long> values) implements Statement {
    @Override
    public String text() {
      return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
  }

  /** Calls in a number of seconds. */
  record Rate(long calls, int seconds) implements Statement {
    @Override
    public String text() {
      return calls + " in " + seconds + " s";
    }
  }
}
