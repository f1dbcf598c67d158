package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.JsonValues;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to get the next page. Regardless of the stop rule, a page without a next cursor is the last
 * one, and so is an empty page of a walk by offset.
 *
 * @param cursors the members that say where a page begins; several of them are used together
 * @param items the response member that holds the page's items
 * @param pageSize the request member that limits the items of a page
 * @param total the response member with the number of items on all pages
 * @param when the requests that are paged this way; null for all
 * @param otherwise how to page the other requests; null without {@code when}
 */
public record PaginationDef(
    List<Cursor> cursors,
    String items,
    @Nullable String pageSize,
    @Nullable String total,
    Stop stop,
    @Nullable When when,
    @Nullable PaginationDef otherwise,
    Place at) {

  /**
   * A member that says where a page begins.
   *
   * @param name the request member
   * @param next the response member with the next value; null for an offset, which grows by the
   *     number of items
   * @param first its value for the first page
   */
  public record Cursor(String name, @Nullable String next, JsonNode first) {}

  /**
   * A condition on a request; without values and a beginning, that it has the member.
   *
   * @param in the allowed values of the member
   * @param startsWith the beginning of its text
   */
  public record When(String property, List<JsonNode> in, @Nullable String startsWith) {
    /** Returns whether the request meets the condition. */
    public boolean holds(JsonNode request) {
      JsonNode value = request.get(property);
      if (value == null || value.isNull()) {
        return false;
      }
      return startsWith == null
          ? in.isEmpty() || JsonValues.contains(in, value)
          : value.isTextual() && value.textValue().startsWith(startsWith);
    }

    @Override
    public String toString() {
      if (startsWith != null) {
        return property + " begins with " + startsWith;
      }
      return in.isEmpty()
          ? property + " is there"
          : property
              + " is "
              + in.stream().map(JsonNode::asText).collect(Collectors.joining(" or "));
    }
  }

  /** Returns whether the request gives the number of items to skip. */
  public boolean byOffset() {
    return cursors.get(0).next() == null;
  }

  /** Returns a name that distinguishes several ways, derived from the first member. */
  public String name() {
    return "by-" + cursors.get(0).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether the member says where a page begins. */
  public boolean hasCursor(String member) {
    return cursors.stream().anyMatch(cursor -> cursor.name().equals(member));
  }

  /**
   * Returns the value, for the first page, of a member that is a cursor in any of the ways;
   * otherwise null.
   */
  public @Nullable JsonNode firstOf(String member) {
    return ways().stream()
        .flatMap(way -> way.cursors.stream())
        .filter(cursor -> cursor.name().equals(member))
        .map(Cursor::first)
        .findFirst()
        .orElse(null);
  }

  /** Returns the members of the answer with the next cursors. */
  public List<String> nextCursors() {
    return cursors.stream().map(Cursor::next).filter(next -> next != null).toList();
  }

  /** Returns this way and those for other requests. */
  public List<PaginationDef> ways() {
    List<PaginationDef> ways = new ArrayList<>();
    for (PaginationDef way = this; way != null; way = way.otherwise) {
      ways.add(way);
    }
    return ways;
  }

  /** Returns the way for this request. */
  public PaginationDef on(JsonNode request) {
    PaginationDef way = this;
    while (way.when != null && way.otherwise != null && !way.when.holds(request)) {
      way = way.otherwise;
    }
    return way;
  }

  /**
   * How to recognize the last page.
   *
   * @param field the response member that decides; null if none does
   * @param value the value that the member then has, or no longer has; null without {@code field}
   */
  public record Stop(StopRule when, @Nullable String field, @Nullable JsonNode value) {
    /**
     * Returns whether a member marks the answer as the last page; the type of its value does not
     * matter.
     */
    public boolean marked(JsonNode answer) {
      if (field == null || value == null || !answer.hasNonNull(field)) {
        return false;
      }
      boolean same = answer.get(field).asText().equals(value.asText());
      return (when == StopRule.FIELD_DIFFERS) != same;
    }

    /**
     * Returns whether a member other than the cursor decides, which makes a missing cursor an
     * error.
     */
    public boolean byField() {
      return when == StopRule.FIELD_EQUALS || when == StopRule.FIELD_DIFFERS;
    }
  }

  /** The rules for the last page. */
  public enum StopRule {
    NEXT_ABSENT("next-absent"),
    NEXT_EQUALS("next-equals"),
    FIELD_EQUALS("field-equals"),
    FIELD_DIFFERS("field-differs"),
    /** The offset plus the number of items on the page reaches the total. */
    TOTAL("total"),
    /** The page has fewer items than requested. */
    SHORT_PAGE("short-page"),
    /** The page has no items. That ends every walk by offset; with this rule, nothing else does. */
    EMPTY_PAGE("empty-page");

    private final String wire;

    StopRule(String wire) {
      this.wire = wire;
    }

    /** Returns the spelling in {@code x-pagination}. */
    public String wire() {
      return wire;
    }
  }
}
