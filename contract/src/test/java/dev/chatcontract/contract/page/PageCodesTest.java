package dev.chatcontract.contract.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of codes: each code of a row is read, and what cannot be read is reported. */
class PageCodesTest {
  private static String page(String... rows) {
    return """
        ## Hang a garland
        ```
        https://console.tim.qq.com/v4/group_open_http_svc/hang_garland?sdkappid=1
        ```
        ### Error codes
        | Error code | Description |
        |---|---|
        | 60001 | The first row. |
        """
        + String.join("\n", rows)
        + "\n| 60009 | The last row. |\n";
  }

  private static Page read(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    return PageReader.read("a page", bytes, (path, request) -> Set.of());
  }

  private static Set<String> codes(Page page) {
    Set<String> codes = new TreeSet<>();
    for (Fact fact : page.facts().values()) {
      if (fact.subject() == Topic.CODE
          && !fact.value().startsWith("another attempt")
          && !Set.of("60001", "60009").contains(fact.name())) {
        codes.add(fact.name());
      }
    }
    return codes;
  }

  private static List<String> unread(Page page) {
    return page.facts().values().stream()
        .filter(fact -> fact.value().startsWith("unread"))
        .map(fact -> fact.name() + ":" + fact.line())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "10002, 10004=10002 10004",
        "10002,10004=10002 10004",
        "10002/10004=10002 10004",
        "10002 / 10004 / 10007=10002 10004 10007",
        "10002、10004=10002 10004",
        "10002，10004；10007=10002 10004 10007",
        "１０００２，１０００４=10002 10004",
        "10002 and 10004=10002 10004",
        "10002, 10004, or 10007=10002 10004 10007",
        "10002 或 10004=10002 10004",
        "10002 10004=10002 10004",
        "10002<br>10004=10002 10004",
        "10002<br/>10004=10002 10004",
        "10002-10004=10002 10003 10004",
        "10002 – 10004=10002 10003 10004",
        "10002~10004=10002 10003 10004",
        "10002～10004=10002 10003 10004",
        "10002 to 10004=10002 10003 10004",
        "10002至10004=10002 10003 10004",
        "10002-10003, 10007=10002 10003 10007",
        "`10002`, `10004`=10002 10004",
        "**10002**/**10004**=10002 10004",
        "[10002](https://a.example/b), [10004](#c)=10002 10004",
        "10002*=10002",
        "10002<sup>1</sup>=10002",
        "10002<sup>1</sup>, 10004<sup>2</sup>=10002 10004",
        "10002[^1]=10002",
        "10002 [1], 10004①=10002 10004",
        "10002（注1）=10002",
        "10002 (deprecated)=10002",
        "-3=-3",
        "60002, 115000=115000 60002",
      })
  void eachCodeOfACellIsRead(String cell, String codes) {
    Page page = read(page("| " + cell + " | Several. |"));
    assertThat(codes(page)).containsExactly(codes.split(" ", -1));
    assertThat(unread(page)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10002/04",
        "10004-10002",
        "10000-19999",
        "10,002",
        "100xx",
        "see below",
        "其他",
        "10002 or more",
        "1000200000000"
      })
  void aCellThatCannotBeReadIsReportedWithItsLine(String cell) {
    assertThat(unread(read(page("| " + cell + " | Who knows. |")))).containsExactly(cell + ":9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "--", "/", "", "N/A", "无", "Error code", "错误码"})
  void aCellThatNamesNoCodeIsNotReported(String cell) {
    Page page = read(page("| " + cell + " | No code. |"));
    assertThat(codes(page)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fixture.Layout.class)
  void severalCodesAreReadInAnyLayout(Fixture.Layout layout) {
    Page page =
        read(
            Fixture.in(
                layout, page("| 10002,10004 | Two; retry. |", "| 10006-10007 | A range. |")));
    assertThat(codes(page)).containsExactly("10002", "10004", "10006", "10007");
    assertThat(page.texts().get(Fact.Key.of(Topic.CODE, "10004"))).contains("Two; retry.");
    assertThat(page.texts().get(Fact.Key.of(Topic.CODE, "10007"))).contains("A range.");
  }

  @ParameterizedTest
  @EnumSource(Fixture.Layout.class)
  void aCellWithAnyNumberOfCodesIsRead(Fixture.Layout layout) {
    String cell = "10002,10004,".repeat(20_000) + "10007";
    Page page = read(Fixture.in(layout, page("| " + cell + " | Many. |")));
    assertThat(codes(page)).containsExactly("10002", "10004", "10007");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fixture.Layout.class,
      names = {"HTML", "ONE_LINE_HTML", "EMBEDDED_HTML"})
  void aMergedCellOfSeveralCodesIsAboutEachRow(Fixture.Layout layout) {
    String html =
        Fixture.in(layout, page("| 10002,10004 | Two. |", "| | More. |"))
            .replaceFirst("<td([^>]*)>((?:<div><p>)?10002)", "<td rowspan=2$1>$2")
            .replaceFirst("<td[^>]*>(<div><p>)?(</p></div>)?</td>", "");
    assertThat(codes(read(html))).containsExactly("10002", "10004");
  }

  @Test
  void theReportListsACellThatCannotBeRead() {
    PageComparison comparison = new PageComparison(Fixture.CONTRACT);
    PageReport report =
        comparison.report(List.of(Fixture.source("page.md", page("| 100xx | Who knows. |"))));
    assertThat(report.cells())
        .anyMatch(row -> row.contains("100xx") && row.toString().contains("unread: "))
        .anyMatch(row -> row.toString().contains("(page.md:9)"));
  }
}
