package dev.chatcontract.contract.page.layout;

import java.util.Set;
import java.util.stream.Collectors;

/** The value of a fact. */
public sealed interface Statement {
  /** Returns the form in which reports show it and sources are compared. */
  String text();

  /** A value in words. */
  record Words(String text) implements Statement {}

  /** Codes that cannot be read, which are reported so that nobody misses them. */
  record Unread() implements Statement {
    @Override
    public String text() {
      return "unread: not a code, nor several";
    }
  }

  /** Whether something is so, in the word of reports. */
  record Choice(boolean yes, String text) implements Statement {
    public static Choice required(boolean yes) {
      return new Choice(yes, yes ? "required" : "optional");
    }

    public static Choice supported(boolean yes) {
      return new Choice(yes, yes ? "yes" : "no");
    }
  }

  /** Limits of one kind, in order. */
  record Numbers(LimitKind kind, Set<Long> values) implements Statement {
    @Override
    public String text() {
      return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
  }

  /** A number of calls in a number of seconds. */
  record Rate(long calls, int seconds) implements Statement {
    @Override
    public String text() {
      return calls + " in " + seconds + " s";
    }
  }
}
