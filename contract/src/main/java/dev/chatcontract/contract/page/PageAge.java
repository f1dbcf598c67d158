package dev.chatcontract.contract.page;

import org.jspecify.annotations.Nullable;

/**
 * The date of a page, and the date of the source that it is compared with.
 *
 * @param file the file of the page
 * @param page the date of the page; null if it gives none
 * @param other the source of the contract, or the earlier version, that it is compared with
 * @param otherDate the date of the other, as exact as known, or null
 */
record PageAge(String file, @Nullable PageDate page, String other, @Nullable String otherDate) {
  /** Returns {@code newer}, {@code older} or {@code same}; null if a date is missing. */
  @Nullable String pageIs() {
    if (page == null || otherDate == null) {
      return null;
    }
    // Of the date of a source, only the month or the year may be known.
    int known = Math.min(page.day().length(), otherDate.length());
    int order = page.day().substring(0, known).compareTo(otherDate.substring(0, known));
    return order == 0 ? "same" : order > 0 ? "newer" : "older";
  }

  /** Returns one sentence for people; null if the page gives no date. */
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
