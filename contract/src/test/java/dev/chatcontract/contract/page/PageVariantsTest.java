package dev.chatcontract.contract.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.page.layout.Sentences;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same facts in other words, in another order and in other forms of tables. */
class PageVariantsTest {
  private static final String PAGE = Fixture.page("import_group.md");

  private static List<String> open(String page) {
    return Fixture.compare(page).stream()
        .filter(row -> row.kind() != Row.Kind.EXPLAINED)
        .map(row -> row.kind().label() + " " + row.subject().label() + " " + row.name())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Property", "Attribute", "Required?", "是否必填"})
  void requiredMembersAreReadUnderOtherHeadings(String heading) {
    assertThat(
            open(PAGE.replace("| Required | Description |", "| " + heading + " | Description |")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RESTful API Support",
        "REST API Support",
        "Support This RESTful API",
        "Whether This RESTful API Is Supported",
        "Is this RESTful API Supported?",
        "是否支持此 REST API"
      })
  void supportIsReadUnderOtherHeadings(String heading) {
    String flipped =
        PAGE.replace("| Support for This RESTful API |", "| " + heading + " |")
            .replaceFirst("\\| AVChatRoom \\| No", "| AVChatRoom | Supported");
    assertThat(open(flipped)).containsExactly("different group-type AVChatRoom");
    String words = flipped.replace("| Supported", "| Not supported, as ever.");
    assertThat(open(words)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Detailed Error Message", "详细错误信息", "错误信息", "Meaning"})
  void meaningsOfCodesAreReadUnderOtherHeadings(String heading) {
    assertThat(
            open(PAGE.replace("| Error Code | Description |", "| Error Code | " + heading + " |")))
        .isEmpty();
  }

  private static String turned(String line) {
    String[] cells = line.split("\\|", -1);
    return cells.length == 6
        ? String.join("|", cells[0], cells[1], cells[3], cells[2], cells[4], cells[5])
        : line;
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfColumnsDoesNotMatterInAnyLayout(Fixture.Layout layout) {
    String turned = String.join("\n", PAGE.lines().map(PageVariantsTest::turned).toList());
    assertThat(turned).contains("| Required | Type |").isNotEqualTo(PAGE);
    assertThat(open(Fixture.in(layout, turned))).isEmpty();
  }

  @Test
  void aLeadingColumnOfNumbersIsIgnored() {
    String numbered =
        String.join(
            "\n",
            PAGE.lines()
                .map(line -> line.split("\\|", -1).length == 6 ? "| 1 " + line : line)
                .map(line -> line.replace("| 1 |---|", "|---|---|"))
                .toList());
    assertThat(open(numbered)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"MARKDOWN", "PIPED", "EMBEDDED_HTML"})
  void aTableMayBeSplitWithOrWithoutRepeatedHeadings(Fixture.Layout layout) {
    String again =
        PAGE.replace(
            "| Introduction |",
            "\n| Field | Type | Required | Description |\n|---|---|---|---|\n| Introduction |");
    assertThat(open(Fixture.in(layout, again))).isEmpty();
    if (layout == Fixture.Layout.MARKDOWN) {
      assertThat(open(PAGE.replace("| Introduction |", "\n| Introduction |"))).isEmpty();
    }
  }

  @Test
  void aMergedCellAppliesToEachOfItsRows() {
    String html = Fixture.in(Fixture.Layout.HTML, PAGE);
    String merged =
        html.replaceFirst(
            "<td>Private</td><td>Yes[^<]*</td></tr>\n<tr><td>Public</td><td>Yes</td>",
            "<td>Private</td><td rowspan=\"2\">Yes</td></tr>\n<tr><td>Public</td>");
    assertThat(merged).contains("rowspan");
    assertThat(open(merged)).isEmpty();
  }

  @Test
  void aMemberNamedLikeAHeadingIsNotAHeading() {
    String page =
        Fixture.in(
            Fixture.Layout.CELL_LINES,
            PAGE.replace(
                "| Field | Type | Description |\n|---|---|---|\n",
                "| Field | Type | Description |\n|---|---|---|\n| Type | String | Of the group. |\n"));
    assertThat(open(page)).containsExactly("only-in-page response-member Type");
  }

  @Test
  void anEmptyCellThatTheBrowserOmittedDoesNotShiftTheOthers() {
    String page = Fixture.in(Fixture.Layout.CELL_LINES, PAGE);
    String less = page.replaceFirst("(?m)^(Introduction\nString\n).*\n", "$1");
    assertThat(less).isNotEqualTo(page);
    assertThat(open(less)).isEmpty();
  }

  @Test
  void fullWidthDigitsAreDigits() {
    assertThat(open(PAGE.replace("240 bytes", "２４０ bytes"))).isEmpty();
    assertThat(open(PAGE.replace("240 bytes", "２４１ bytes")))
        .containsExactly("different limit request Introduction max-bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "at most 8 KB; max-bytes; 8192",
        "最大不超过8K; max-bytes; 8192",
        "不超过 2 KB 字节; max-bytes; 2048",
        "1 MB at most; max-bytes; 1048576",
        "8,000 bytes; max-bytes; 8000",
        "500 个字符; max-length; 500"
      })
  void unitsOfTextsAreRecognized(String said, String kind, long most) {
    assertThat(Sentences.limits(said, "string"))
        .hasSize(1)
        .allSatisfy(
            (of, values) -> {
              assertThat(of.wire()).isEqualTo(kind);
              assertThat(values).containsExactly(most);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "200 queries/sec.! 200 in 1 s",
        "200 times per second! 200 in 1 s",
        "每秒最多 200 次! 200 in 1 s",
        "12000条/分钟! 12000 in 60 s",
        "1 call a day! 1 in 86400 s",
        "２００次/秒。! 200 in 1 s"
      })
  void ratesAreRecognized(String said, String wanted) {
    assertThat(Sentences.rates(said)).hasSize(1);
    assertThat(Sentences.rates(said).get("").text()).isEqualTo(wanted);
    assertThat(Sentences.isRate(said)).isTrue();
    assertThat(Sentences.isRate(said + " are what a caller should be content with, see there"))
        .isFalse();
  }

  @Test
  void aNumberThatIsTooLargeIsNoLimit() {
    String huge = "1234567890".repeat(3);
    assertThat(Sentences.rates(huge + " times per second")).isEmpty();
    assertThat(Sentences.limits("at most " + huge + " bytes", "string")).isEmpty();
    String odd = PAGE + "\nOne can add at most " + huge + " members in one request.\n";
    assertThat(open(odd)).isEmpty();
  }

  @Test
  void aRateIsFoundWhereHeadingsAreLost() {
    String bare = PAGE.replaceFirst("(?m)^#.*Maximum call frequency.*\n", "");
    assertThat(bare).isNotEqualTo(PAGE);
    assertThat(open(bare)).isEmpty();
    assertThat(open(bare.replace("calls per second", "calls per minute")))
        .containsExactly("different rate ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| Moon | adminapimoon.im.example.com |",
        "Moon\nadminapimoon.im.example.com",
        "Moon adminapimoon.im.example.com",
        "月球：adminapimoon.im.example.com"
      })
  void aHostIsReadFromATableOrFromItsOwnLine(String region) {
    assertThat(open(PAGE.replaceFirst("(?m)^(#.*Maximum call)", region + "\n\n$1")))
        .contains("only-in-page region adminapimoon.im.example.com");
  }
}
