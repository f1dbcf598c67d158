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
 * How to get the next page. Whatever the stop rule says, an answer without the next cursor, or an
 * empty page where an offset counts items, is the last one.
 *
 * @param cursors what says where a page begins; several belong together
 * @param items the response member that holds the page's items
 * @param pageSize the request member that limits the items of a page
 * @param total the response member that counts the items of all pages
 * @param when which requests are answered so; null for all
 * @param otherwise how the others are; null without {@code when}
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
   * Where a page begins.
   *
   * @param name the request member that takes it
   * @param next the response member that gives the next one; null for an offset, which moves by the
   *     number of items
   * @param first its value for the first page
   */
  public record Cursor(String name, @Nullable String next, JsonNode first) {}

  /**
   * What a request must be like: with neither a value nor a beginning, it has the member.
   *
   * @param in the values that the member may have
   * @param startsWith how its text begins
   */
  public record When(String property, List<JsonNode> in, @Nullable String startsWith) {
    /** Whether the request is so. */
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

  /** Whether the request says how many items to leave out. */
  public boolean byOffset() {
    return cursors.get(0).next() == null;
  }

  /** What to call it among several ways: after its first member. */
  public String name() {
    return "by-" + cursors.get(0).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the member says where a page begins. */
  public boolean hasCursor(String member) {
    return cursors.stream().anyMatch(cursor -> cursor.name().equals(member));
  }

  /** The first value of a request member that says, in any way, where a page begins. */
  public @Nullable JsonNode firstOf(String member) {
    return ways().stream()
        .flatMap(way -> way.cursors.stream())
        .filter(cursor -> cursor.name().equals(member))
        .map(Cursor::first)
        .findFirst()
        .orElse(null);
  }

  /** The answer's members that give the next cursors. */
  public List<String> nextCursors() {
    return cursors.stream().map(Cursor::next).filter(next -> next != null).toList();
  }

  /** This one and those for other requests. */
  public List<PaginationDef> ways() {
    List<PaginationDef> ways = new ArrayList<>();
    for (PaginationDef way = this; way != null; way = way.otherwise) {
      ways.add(way);
    }
    return ways;
  }

  /** The one for this request. */
  public PaginationDef on(JsonNode request) {
    PaginationDef way = this;
    while (way.when != null && way.otherwise != null && !way.when.holds(request)) {
      way = way.otherwise;
    }
    return way;
  }

  /**
   * What marks the last page.
   *
   * @param field the response member looked at; null when none is
   * @param value what the member then equals, or no longer equals; null likewise
   */
  public record Stop(StopRule when, @Nullable String field, @Nullable JsonNode value) {
    /** Whether the answer is the last page, as far as one of its members says so in any type. */
    public boolean marked(JsonNode answer) {
      if (field == null || value == null || !answer.hasNonNull(field)) {
        return false;
      }
      boolean same = answer.get(field).asText().equals(value.asText());
      return (when == StopRule.FIELD_DIFFERS) != same;
    }

    /** Whether a member other than the cursor decides, so that an absent cursor is a fault. */
    public boolean byField() {
      return when == StopRule.FIELD_EQUALS || when == StopRule.FIELD_DIFFERS;
    }
  }

  /** The kinds of stop rule. */
  public enum StopRule {
    NEXT_ABSENT("next-absent"),
    NEXT_EQUALS("next-equals"),
    FIELD_EQUALS("field-equals"),
    FIELD_DIFFERS("field-differs"),
    /** The offset and the items of the page reach the total. */
    TOTAL("total"),
    /** The page has fewer items than were asked for. */
    SHORT_PAGE("short-page"),
    /** The page has no items: what ends every walk by an offset, and here nothing else does. */
    EMPTY_PAGE("empty-page");

    private final String wire;

    StopRule(String wire) {
      this.wire = wire;
    }

    /** The spelling in {@code x-pagination}. */
    public String wire() {
      return wire;
    }
  }
}
