package dev.chatcontract.codegen.reference;

import dev.chatcontract.contract.model.PaginationDef;
import java.util.stream.Collectors;

/** Describes in words how an operation's pages follow each other. */
final class PagingWords {
  private PagingWords() {}

  static String of(PaginationDef paging) {
    StringBuilder words = new StringBuilder();
    for (PaginationDef way : paging.ways()) {
      if (way.when() != null) {
        words.append("if ").append(way.when()).append(": ");
      } else if (!words.isEmpty()) {
        words.append("otherwise: ");
      }
      words.append(way(way)).append(way.otherwise() == null ? "" : "; ");
    }
    return words.toString();
  }

  private static String way(PaginationDef way) {
    String first =
        way.cursors().stream()
            .map(cursor -> cursor.name() + " = " + Html.value(cursor.first()))
            .collect(Collectors.joining(", "));
    String next =
        way.byOffset()
            ? "add the number of " + way.items()
            : "go on with " + String.join(", ", way.nextCursors());
    PaginationDef.Stop stop = way.stop();
    String last =
        switch (stop.when()) {
          case NEXT_ABSENT -> String.join(" or ", way.nextCursors()) + " is absent";
          case NEXT_EQUALS -> stop.field() + " is " + Html.value(stop.value()) + " or absent";
          case FIELD_EQUALS -> stop.field() + " is " + Html.value(stop.value());
          case FIELD_DIFFERS -> stop.field() + " is not " + Html.value(stop.value());
          case TOTAL -> way.total() + " is reached";
          case SHORT_PAGE -> "a page has fewer than " + way.pageSize();
          case EMPTY_PAGE -> "a page is empty";
        };
    return "start with " + first + ", " + next + ", until " + last;
  }
}
