package dev.chatcontract.contract.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The facts of a page do not depend on how it was copied, saved or edited. */
class PageLayoutTest {
  private static final List<String> PAGES =
      List.of("import_group.md", "seat_guests.md", "peek_seats.md", "get_guests.md");

  /** Changes that programs make to text before they save it. */
  private static final Map<String, UnaryOperator<String>> ACCIDENTS = new LinkedHashMap<>();

  static {
    ACCIDENTS.put("none", text -> text);
    ACCIDENTS.put("CRLF", text -> text.replace("\n", "\r\n"));
    ACCIDENTS.put("CR", text -> text.replace('\n', '\r'));
    ACCIDENTS.put("byte order mark", text -> "\uFEFF" + text);
    ACCIDENTS.put("trailing blanks", text -> text.replace("\n", "  \n"));
    ACCIDENTS.put("no-break spaces", text -> text.replace("| ", "|\u00A0"));
    ACCIDENTS.put("no blank lines", text -> text.replaceAll("\n{2,}", "\n"));
    ACCIDENTS.put("indented samples", text -> text.replaceAll("(?m)^(?=[ {}\\]])", "  "));
  }

  static Stream<Arguments> copies() {
    List<Arguments> copies = new ArrayList<>();
    for (String page : PAGES) {
      for (Fixture.Layout layout : Fixture.Layout.values()) {
        ACCIDENTS.keySet().forEach(name -> copies.add(Arguments.of(page, layout, name)));
      }
    }
    return copies.stream();
  }

  private static Page read(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    return PageReader.read("a page", bytes, (path, request) -> Set.of());
  }

  private static Set<String> stated(Page page) {
    Set<String> stated = new TreeSet<>();
    for (Fact fact : page.facts().values()) {
      boolean row = page.texts().containsKey(fact.key());
      stated.add(fact.subject().label() + " " + fact.name() + ": " + fact.value() + " " + row);
    }
    page.samples().forEach(s -> stated.add((s.request() ? "> " : "< ") + s.value()));
    return stated;
  }

  @ParameterizedTest
  @MethodSource("copies")
  void factsStayTheSame(String name, Fixture.Layout layout, String accident) {
    String page = Fixture.page(name);
    // In another language, the page has other values and other regions.
    String plain = layout == Fixture.Layout.CHINESE ? Fixture.in(layout, page) : page;
    String copy = ACCIDENTS.get(accident).apply(Fixture.in(layout, page));
    assertThat(stated(read(copy))).isEqualTo(stated(read(plain)));
  }

  @Test
  void aBlankLineBetweenAnyTwoLinesChangesNothing() {
    for (String name : PAGES) {
      String page = Fixture.page(name);
      for (Fixture.Layout layout :
          List.of(Fixture.Layout.CELL_LINES, Fixture.Layout.PIPED, Fixture.Layout.TABBED)) {
        String copy = Fixture.in(layout, page).replace("\n", "\n\n");
        assertThat(stated(read(copy))).as("%s %s", name, layout).isEqualTo(stated(read(page)));
      }
    }
  }

  @Test
  void aColumnOfOtherFactsIsIgnored() {
    String page = Fixture.page("seat_guests.md");
    String more =
        page.replace(
                "| Field | Type | Required |", "| Parameter name | Sort | Is required | Type |")
            .replaceAll(
                "(?m)^(\\| \\w+) \\| (\\w+) \\| (Required|Optional) \\|",
                "$1 | since 2 | $3 | $2 |")
            .replace("|---|---|---|---|", "|---|---|---|---|---|");
    assertThat(stated(read(more))).isEqualTo(stated(read(page)));
    assertThat(stated(read(Fixture.in(Fixture.Layout.HTML, more)))).isEqualTo(stated(read(page)));
  }

  @Test
  void linesOfAPageOnOneLineAreThoseOfTheFile() {
    Page page = read(Fixture.in(Fixture.Layout.ONE_LINE_HTML, Fixture.page("import_group.md")));
    List<String> lines =
        Fixture.in(Fixture.Layout.ONE_LINE_HTML, Fixture.page("import_group.md")).lines().toList();
    for (Fact fact : page.facts().values()) {
      assertThat(lines).hasSizeGreaterThanOrEqualTo(fact.line());
    }
    for (Page.Sample sample : page.samples()) {
      assertThat(lines.get(sample.line() - 1)).contains("{");
    }
  }

  @Test
  void rowsOfATableInHtmlHaveTheirLines() {
    String text = Fixture.in(Fixture.Layout.EMBEDDED_HTML, Fixture.page("import_group.md"));
    Page page = read(text);
    List<String> lines = text.lines().toList();
    page.facts().values().stream()
        .filter(fact -> fact.subject() == Topic.CODE && !fact.name().contains(" "))
        .forEach(code -> assertThat(lines.get(code.line() - 1)).contains("<td>" + code.name()));
  }
}
