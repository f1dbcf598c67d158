package dev.chatcontract.runtime.operation;

import java.util.function.Predicate;

/** The rule that identifies the last page. */
public final class PageStop<R> {
  private final Predicate<R> last;
  private final boolean cursorEndsIt;
  private final String rule;

  private PageStop(Predicate<R> last, boolean cursorEndsIt, String rule) {
    this.last = last;
    this.cursorEndsIt = cursorEndsIt;
    this.rule = rule;
  }

  /** Returns the rule that the last page's next cursor has a certain value or is absent. */
  public static <R> PageStop<R> nextEquals(String rule, Predicate<R> last) {
    return new PageStop<>(last, true, rule);
  }

  /**
   * Returns the rule that a member of the last page has a certain value; any other page without a
   * next cursor is an error.
   */
  public static <R> PageStop<R> fieldEquals(String rule, Predicate<R> last) {
    return new PageStop<>(last, false, rule);
  }

  /** Returns the rule in words, such as {@code Next = 0}. */
  public String rule() {
    return rule;
  }

  /** Returns whether the page is the last. */
  public boolean isLast(R page) {
    return last.test(page);
  }

  /** Returns whether an absent next cursor means the end. */
  public boolean cursorEndsIt() {
    return cursorEndsIt;
  }
}
