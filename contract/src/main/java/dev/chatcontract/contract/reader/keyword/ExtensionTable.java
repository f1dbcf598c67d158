package dev.chatcontract.contract.reader.keyword;

import dev.chatcontract.contract.source.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our extensions: where each is allowed, and which members it or its entries may have. */
public final class ExtensionTable {
  private static final String SOURCE = "kind page date where";
  private static final String ERROR_CODE =
      "code name meaning class retry retry-after-seconds page-retry write-only action source";
  private static final Set<String> PAGE_CURSOR = words("cursor next-cursor first");
  private static final Set<String> PAGE_STOP = words("when field value");
  private static final List<Shape> VALUE = List.of(Shape.SCHEMA, Shape.PROPERTY);
  private static final List<Shape> KEY = List.of(Shape.PARAMETER, Shape.SECURITY_SCHEME);

  /**
   * One extension.
   *
   * @param places where it is allowed
   * @param members the members of the extension or of each entry; empty if it has none
   */
  public record Row(Set<Shape> places, Set<String> members) {}

  private static final Map<String, Row> ROWS = rows();

  /**
   * Members of members, by the name of the extension (or an asterisk) and the name of the member.
   */
  private static final Map<String, Set<String>> INNER =
      Map.ofEntries(
          Map.entry("*/source", words(SOURCE)),
          Map.entry("x-effect/of", words("key absent malformed")),
          Map.entry("x-limits-when/when", words("property in not-in")),
          Map.entry("x-pagination/cursors", PAGE_CURSOR),
          Map.entry("x-pagination/stop", PAGE_STOP),
          Map.entry(
              "x-pagination/ways",
              words("when cursor cursors next-cursor offset first items page-size total stop")),
          Map.entry("x-pagination.ways/cursors", PAGE_CURSOR),
          Map.entry("x-pagination.ways/stop", PAGE_STOP),
          Map.entry("x-pagination.ways/when", words("property in starts-with present")),
          Map.entry("x-rate-limit/per-key", words("member calls per-seconds")),
          Map.entry("x-sample/violates", words("pointer rule")));

  private ExtensionTable() {}

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new TreeMap<>();
    rows.put("x-applies-when", row(VALUE, "property in not-in reason severity"));
    rows.put("x-auth-role", row(KEY, ""));
    rows.put("x-bits", row(VALUE, "bit name meaning"));
    rows.put("x-batch", row(List.of(Shape.OPERATION), "field field-key max items key"));
    rows.put(
        "x-collections",
        row(List.of(Shape.ROOT), "name below key key-pattern type administrators seeded-by"));
    rows.put("x-common-errors", row(List.of(Shape.ROOT), ERROR_CODE));
    rows.put("x-documented-regions", row(List.of(Shape.OPERATION), ""));
    rows.put(
        "x-effect",
        row(
            List.of(Shape.OPERATION),
            "create read change delete list of key absent exists malformed unsupported into "
                + "members where rename echo also cursor page-size"));
    rows.put(
        "x-envelope",
        row(List.of(Shape.ROOT, Shape.OPERATION), "status success code success-code info"));
    rows.put("x-error-ranges", row(List.of(Shape.ROOT), "from to class meaning source"));
    rows.put("x-error-codes", row(List.of(Shape.OPERATION), ERROR_CODE));
    rows.put("x-extensible-enum", row(VALUE, "value name meaning"));
    rows.put("x-group-types", row(List.of(Shape.OPERATION), "type supported alias"));
    rows.put(
        "x-idempotent-when", row(List.of(Shape.OPERATION), "always never present already-done"));
    rows.put("x-item-errors", row(List.of(Shape.OPERATION), "items code info key success-code"));
    rows.put("x-kinds", row(VALUE, "by of"));
    rows.put(
        "x-limits-when",
        row(
            VALUE,
            "when reason severity minimum maximum exclusiveMinimum exclusiveMaximum multipleOf "
                + "minLength maxLength max-bytes minItems maxItems minProperties maxProperties pattern"));
    rows.put("x-max-bytes", row(VALUE, ""));
    rows.put("x-max-total-bytes", row(VALUE, ""));
    rows.put("x-only-values", row(VALUE, ""));
    rows.put("x-page-statements", row(List.of(Shape.OPERATION), "erratum subject name says"));
    rows.put(
        "x-pagination",
        row(
            List.of(Shape.OPERATION),
            "cursor cursors next-cursor offset first items page-size total stop ways"));
    rows.put("x-question", row(List.of(Shape.OPERATION, Shape.SCHEMA, Shape.PROPERTY), ""));
    rows.put("x-rate-limit", row(List.of(Shape.OPERATION), "calls per-seconds per-key source"));
    rows.put("x-region", row(List.of(Shape.SERVER), "id name source"));
    rows.put("x-rejected-values", row(VALUE, "value reason"));
    rows.put("x-required-on-success", row(VALUE, ""));
    rows.put(
        "x-sample",
        row(List.of(Shape.EXAMPLE), "id provenance place source violates corrects corrected-by"));
    rows.put(
        "x-sensitive",
        row(List.of(Shape.SCHEMA, Shape.PROPERTY, Shape.PARAMETER, Shape.SECURITY_SCHEME), ""));
    rows.put(
        "x-source",
        row(
            List.of(
                Shape.OPERATION,
                Shape.SCHEMA,
                Shape.PROPERTY,
                Shape.PARAMETER,
                Shape.SECURITY_SCHEME),
            SOURCE));
    rows.put("x-sources", row(List.of(Shape.ROOT), "id kind title date"));
    rows.put("x-unit", row(VALUE, ""));
    rows.put(
        "x-errata",
        row(
            List.of(
                Shape.ROOT,
                Shape.OPERATION,
                Shape.SCHEMA,
                Shape.PROPERTY,
                Shape.PARAMETER,
                Shape.SECURITY_SCHEME,
                Shape.EXAMPLE),
            ""));
    return rows;
  }

  private static Row row(List<Shape> places, String members) {
    return new Row(Set.copyOf(places), words(members));
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
  }

  /** Returns all extensions by name. */
  public static Map<String, Row> all() {
    return ROWS;
  }

  /** Returns the members that a member of an extension may have; null if any. */
  static @Nullable Set<String> inner(String extension, String member) {
    Set<String> own = INNER.get(extension + "/" + member);
    return own != null ? own : INNER.get("*/" + member);
  }
}
