package dev.chatcontract.contract.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.contract.page.layout.Line;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The date of a page, and whether it is later than that of the contract's source. */
class PageDateTest {
  private static final String PAGE =
      """
      https://console.tim.qq.com/v4/group_open_http_svc/get_group_info?sdkappid=1

      | Error Code | Description |
      |---|---|
      | 10002 | Broken; try again. |
      """;

  private static PageReport report(String... pages) {
    List<PageComparison.Source> sources = new java.util.ArrayList<>();
    for (String page : pages) {
      sources.add(Fixture.source("page" + (sources.size() + 1), page));
    }
    return new PageComparison(Fixture.CONTRACT).report(sources);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-07-16|Last updated: 2024-07-16 11:15:59",
        "2024-07-16|last updated on 2024/7/16",
        "2024-07-16|**Last modified:** Jul 16, 2024",
        "2024-07-16|last_updated: 16 July 2024",
        "2024-07-16|\u6700\u8fd1\u66f4\u65b0\u65f6\u95f4\uff1a2024-07-16 11:15:59",
        "2024-07-16|\u66f4\u65b0\u65f6\u95f4\uff1a2024\u5e747\u670816\u65e5",
        "2024-07-16|\u6700\u540e\u4fee\u6539 2024.07.16",
        "|Last updated: 2024-13-16",
        "|Last updated: soon",
        "|It was last updated by hand, 2024-07-16 or so.",
        "|Due on 2024-07-16"
      })
  void theDateFollowsALabel(String day, String text) {
    PageDate date = PageDate.of(List.of(new Line(1, "Some page"), new Line(2, text)));
    assertThat(date == null ? null : date.day()).isEqualTo(day);
  }

  @Test
  void aLabelMayBeOnItsOwnLine() {
    List<Line> lines =
        List.of(new Line(7, "\u66f4\u65b0\u65f6\u95f4\uff1a"), new Line(8, "2024-07-16"));
    assertThat(PageDate.of(lines)).isEqualTo(new PageDate("2024-07-16", 7));
  }

  @ParameterizedTest
  @CsvSource({
    "2023-03-21,is newer than the contract's source S1 of 2023-03-20",
    "2023-03-20,is as old as the contract's source S1 of 2023-03-20",
    "2020-01-01,is older than the contract's source S1 of 2023-03-20"
  })
  void theDateIsComparedWithThatOfTheContractsSource(String day, String told) {
    PageReport report = report("Last updated: " + day + "\n" + PAGE);
    assertThat(report.dates()).containsExactly("page1:1: the page of " + day + " " + told);
    assertThat(report.markdown()).contains("page of " + day);
  }

  @Test
  void aDateAloneIsNotADifference() {
    List<Row> dated = report("Last updated: 2030-01-01\n\n" + PAGE).rows();
    assertThat(dated).hasSameSizeAs(report(PAGE).rows());
    assertThat(report(PAGE).dates()).isEmpty();
  }

  @Test
  void rowsOfTheJsonHaveBothDates() throws IOException {
    JsonNode row =
        new ObjectMapper().readTree(report("Last updated: 2024-01-02\n" + PAGE).json()).get(0);
    assertThat(row.path("page-date").asText()).isEqualTo("2024-01-02");
    assertThat(row.path("contract-date").asText()).isEqualTo("2023-03-20");
    assertThat(row.path("page-is").asText()).isEqualTo("newer");
    JsonNode undated = new ObjectMapper().readTree(report(PAGE).json()).get(0);
    assertThat(undated.get("page-date").isNull()).isTrue();
    assertThat(undated.path("contract-date").asText()).isEqualTo("2023-03-20");
    assertThat(undated.get("page-is").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"import_group", "never_heard_of"})
  void aSourceWithoutADateIsReportedAsUndated(String operation) {
    PageReport report =
        report("Last updated: 2024-01-02\n" + PAGE.replace("get_group_info", operation));
    assertThat(report.dates()).singleElement().asString().contains("of which no date is known");
  }

  @Test
  void versionsInTheWrongOrderAreReportedAsSuch() {
    PageReport report =
        report("Last updated: 2024-01-02\n" + PAGE, "Last updated: 2019-01-02\n" + PAGE);
    assertThat(report.dates())
        .contains("page2:1: the page of 2019-01-02 is older than page1 of 2024-01-02");
  }

  @Test
  void aSourceKnownToTheMonthIsComparedByTheMonth() {
    PageAge age = new PageAge("a", new PageDate("2023-04-30", 1), "b", "2023-04");
    assertThat(age.pageIs()).isEqualTo("same");
    assertThat(Objects.requireNonNull(age.sentence())).contains("as old as b of 2023-04");
  }
}
