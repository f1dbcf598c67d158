package dev.chatcontract.runtime.operation;

import java.util.function.Predicate;

/** Which answer is the last page. */
public final class PageStop<R> {
  private final Predicate<R> last;
  private final boolean cursorEndsIt;
  private final String rule;

  private PageStop(Predicate<R> last, boolean cursorEndsIt, String rule) {
    this.last = last;
    this.cursorEndsIt = cursorEndsIt;
    this.rule = rule;
  }

  /** The last page's next cursor has a certain value, or is absent. */
  public static <R> PageStop<R> nextEquals(String rule, Predicate<R> last) {
    return new PageStop<>(last, true, rule);
  }

  /**
   * A member of the last page has a certain value; another page without a next cursor is an error.
   */
  public static <R> PageStop<R> fieldEquals(String rule, Predicate<R> last) {
    return new PageStop<>(last, false, rule);
  }

  /** The rule in words, such as {@code Next = 0}. */
  public String rule() {
    return rule;
  }

  public boolean isLast(R page) {
    return last.test(page);
  }

  /** Whether an absent next cursor means the end. */
  public boolean cursorEndsIt() {
    return cursorEndsIt;
  }
}
