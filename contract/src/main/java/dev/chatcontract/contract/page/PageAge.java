package dev.chatcontract.contract.page;

import org.jspecify.annotations.Nullable;

/**
 * A page's date, and the date of what it is compared with.
 *
 * @param file of the page
 * @param page null if the page gives none
 * @param other what it is compared with: a source of the contract or an earlier version
 * @param otherDate as exact as it is known, or null
 */
record PageAge(String file, @Nullable PageDate page, String other, @Nullable String otherDate) {
  /** {@code newer}, {@code older} or {@code same}; null where a date is missing. */
  @Nullable String pageIs() {
    if (page == null || otherDate == null) {
      return null;
    }
    // A source may be known to the month or the year only.
    int known = Math.min(page.day().length(), otherDate.length());
    int order = page.day().substring(0, known).compareTo(otherDate.substring(0, known));
    return order == 0 ? "same" : order > 0 ? "newer" : "older";
  }

  /** One sentence for people; null if the page gives no date. */
  @Nullable String sentence() {
    if (page == null) {
      return null;
    }
    String of = file + ":" + page.line() + ": the page of " + page.day();
    String is = pageIs();
    if (is == null) {
      return of + " is compared with " + other + ", of which no date is known";
    }
    return of
        + (is.equals("same") ? " is as old as " : " is " + is + " than ")
        + other
        + " of "
        + otherDate;
  }
}
