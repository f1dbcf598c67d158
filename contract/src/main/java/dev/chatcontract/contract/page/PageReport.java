package dev.chatcontract.contract.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats the rows of a comparison for people and programs. */
public final class PageReport {
  private static final int CELL = 60;

  private final List<Part> parts;
  private final List<Row> rows;

  PageReport(List<Part> parts) {
    this.parts = List.copyOf(parts);
    this.rows = parts.stream().flatMap(part -> part.rows().stream()).toList();
  }

  /**
   * The findings about one page.
   *
   * @param age its age compared with the contract
   * @param before its age compared with the previous version, or null
   * @param changes whether the rows are changes since the previous version
   */
  record Part(PageAge age, @Nullable PageAge before, boolean changes, List<Row> rows) {}

  List<Row> rows() {
    return rows;
  }

  /**
   * Returns, for each page with a date, a sentence on whether it is newer than the source it is
   * compared with.
   */
  public List<String> dates() {
    List<String> dates = new ArrayList<>();
    for (Part part : parts) {
      for (PageAge age : Arrays.asList(part.age(), part.before())) {
        String sentence = age == null ? null : age.sentence();
        if (sentence != null) {
          dates.add(sentence);
        }
      }
    }
    return dates;
  }

  /**
   * Returns whether there is a difference that no erratum explains, or any change between versions.
   */
  public boolean differs() {
    return rows.stream().anyMatch(row -> row.kind() != Row.Kind.EXPLAINED);
  }

  /** Returns one sentence with the number of differences. */
  public String summary() {
    long explained = rows.stream().filter(r -> r.kind() == Row.Kind.EXPLAINED).count();
    long known = rows.stream().filter(r -> r.kind() == Row.Kind.SAME).count();
    long open = rows.size() - explained - known;
    return open
        + (open == 1 ? " difference, " : " differences, ")
        + explained
        + " explained by errata"
        + (known == 0 ? "" : ", " + known + " changes that the contract has already");
  }

  /** Returns the headings of {@link #cells}. */
  public static List<String> headings() {
    return List.of("operation", "subject", "name", "kind", "page", "contract", "erratum");
  }

  /** Returns the rows as cells. Neutralize the values from pages before you show them. */
  public List<List<String>> cells() {
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      Fact before = row.before();
      String page = cell(row.page());
      cells.add(
          List.of(
              row.operation(),
              row.subject().label(),
              row.name(),
              row.kind().label(),
              before == null ? page : cell(before) + " -> " + (page.isEmpty() ? "gone" : page),
              cell(row.contract()),
              row.erratum() == null ? "" : row.erratum()));
    }
    return cells;
  }

  private static String cell(@Nullable Fact fact) {
    if (fact == null) {
      return "";
    }
    String value = fact.value();
    String cut = value.length() > CELL ? value.substring(0, CELL - 1) + "…" : value;
    return cut + " (" + fact.file() + ":" + fact.line() + ")";
  }

  /** Returns a Markdown list for a pull request. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("**").append(summary()).append("**\n");
    if (!rows.isEmpty()) {
      line(out.append('\n'), headings());
      out.append("|---".repeat(headings().size())).append("|\n");
      cells().forEach(row -> line(out, row));
    }
    dates().forEach(date -> out.append("\n").append(neutral(date)).append('\n'));
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells) {
    for (String cell : cells) {
      out.append("| ").append(neutral(cell)).append(' ');
    }
    out.append("|\n");
  }

  // Text of a page must not contain markup or control characters, so that it stays in its cell.
  private static String neutral(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ")
        .replaceAll("([\\\\`*_\\[\\]<>#|~!@&])", "\\\\$1");
  }

  /**
   * Returns a JSON list of rows; each change between versions also has {@code before}, which is
   * null if the earlier version did not have it. The dates are those of the page and of the
   * contract's source for the operation.
   */
  public String json() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Part part : parts) {
      part.rows().forEach(row -> row(array.addObject(), row, part));
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void row(ObjectNode node, Row row, Part part) {
    node.put("operation", row.operation());
    node.put("subject", row.subject().label());
    node.put("name", row.name());
    node.put("kind", row.kind().label());
    if (part.changes()) {
      node.set("before", fact(row.before()));
    }
    node.set("page", fact(row.page()));
    node.set("contract", fact(row.contract()));
    node.put("erratum", row.erratum());
    PageAge age = part.age();
    PageDate date = age.page();
    node.put("page-date", date == null ? null : date.day());
    node.put("contract-date", age.otherDate());
    node.put("page-is", age.pageIs());
  }

  private static JsonNode fact(@Nullable Fact fact) {
    if (fact == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", fact.file())
        .put("line", fact.line())
        .put("value", fact.value());
  }
}
