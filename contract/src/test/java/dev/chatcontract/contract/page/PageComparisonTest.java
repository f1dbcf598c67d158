package dev.chatcontract.contract.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.contract.page.layout.Sentences;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages in all layouts, and the differences reported after an edit of one fact. */
class PageComparisonTest {
  private static final String PAGE = Fixture.page("import_group.md");

  private static List<String> open(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.kind() != Row.Kind.EXPLAINED)
        .map(PageComparisonTest::told)
        .toList();
  }

  private static String told(Row row) {
    Fact page = row.page();
    Fact contract = row.contract();
    return String.join(
        " ",
        row.kind().label(),
        row.subject().label(),
        "[" + row.name() + "]",
        page == null ? "-" : page.value(),
        contract == null ? "-" : contract.value());
  }

  @ParameterizedTest
  @EnumSource
  void aPageThatAgreesWithTheContractHasNoDifferenceInAnyLayout(Fixture.Layout layout) {
    List<Row> rows = Fixture.compare(Fixture.in(layout, PAGE));
    assertThat(open(rows)).isEmpty();
    assertThat(rows).extracting(Row::erratum).contains("E65", "E68", "E69");
  }

  /** Each edit, its replacement, and the differences that must be reported. */
  static Stream<Arguments> edits() {
    List<Arguments> edits = new ArrayList<>();
    for (String code : List.of("10002", "10003", "10004", "10007", "10021")) {
      edits.add(
          edit(
              "| " + code + " |",
              "| 19999 |",
              "only-in-page code [19999] 19999 -",
              "only-in-contract code [" + code + "] - " + code));
    }
    edits.add(
        edit(
            "| 10003 | No such",
            "| 10010 | Gone. |\n| 10003 | No such",
            "only-in-page code [10010] 10010 -"));
    edits.add(edit("| 10021 | The ID is taken. |\n", "", "only-in-contract code [10021] - 10021"));
    edits.add(
        edit(
            "The service broke; try again.",
            "The service broke.",
            "different code [10002 retry] another attempt is not advised another attempt is advised"));
    edits.add(
        edit(
            "| Not allowed. |",
            "| Not allowed; try again. |",
            "different code [10007 retry] another attempt is advised another attempt is not advised"));
    for (String[] limit :
        new String[][] {
          {"no more than 30", "no more than 100", "Name max-bytes", "100", "30"},
          {"240 bytes", "400 bytes", "Introduction max-bytes", "400", "240"},
          {"300 bytes", "200 bytes", "Notification max-bytes", "200", "300"},
          {"100 bytes at", "500 bytes at", "FaceUrl max-bytes", "500", "100"},
          {"is 6,000 at", "is 2,000 at", "MaxMemberCount maximum", "2000, 100000", "6000, 100000"},
          {
            "up to 100,000",
            "up to 200,000",
            "MaxMemberCount maximum",
            "6000, 200000",
            "6000, 100000"
          },
        }) {
      edits.add(
          edit(
              limit[0],
              limit[1],
              "different limit [request " + limit[2] + "] " + limit[3] + " " + limit[4]));
    }
    edits.add(
        edit(
            "Notice, 300 bytes at most",
            "Notice",
            "only-in-contract limit [request Notification max-bytes] - 300"));
    edits.add(
        edit(
            "Notice, 300 bytes",
            "Notice, 300 characters",
            "only-in-page limit [request Notification max-length] 300 -",
            "only-in-contract limit [request Notification max-bytes] - 300"));
    edits.add(
        edit(
            "An ID that the app picks.",
            "An ID of at most 64 bytes.",
            "different limit [request GroupId max-bytes] 64 48",
            "only-in-contract limit [request GroupId max-bytes] 64 erratum E68 no longer needed"));
    for (String[] type :
        new String[][] {
          {"Owner_Account", "String", "string"}, {"Type", "String", "string"},
          {"Name", "String", "string"}, {"Introduction", "String", "string"},
          {"ApplyJoinOption", "String", "string"}, {"GroupId", "String", "string"},
        }) {
      edits.add(type(type[0], type[1], type[2], "Array", "array"));
      edits.add(type(type[0], type[1], type[2], "Object", "object"));
    }
    edits.add(
        type(
            "MaxMemberCount",
            "Integer",
            "integer",
            "String",
            "string",
            "only-in-contract limit [request MaxMemberCount maximum] - 6000, 100000"));
    edits.add(type("CreateTime", "Integer", "integer", "String", "string"));
    edits.add(type("SupportTopic", "Integer", "integer", "Boolean", "boolean"));
    edits.add(type("AppDefinedData", "Array", "array", "Object", "object"));
    edits.add(
        edit(
            "| GroupId | String | ID of",
            "| GroupId | Integer | ID of",
            "different type [response GroupId] integer string"));
    edits.add(
        edit(
            "| ErrorInfo | String |",
            "| ErrorInfo | Object |",
            "different type [response ErrorInfo] object string"));
    for (String name :
        List.of(
            "Owner_Account",
            "GroupId",
            "Introduction",
            "Notification",
            "FaceUrl",
            "ApplyJoinOption")) {
      edits.add(
          edit(
              "| " + name + " | String | Optional",
              "| " + name + " | String | Required",
              "different required [request " + name + "] required optional"));
    }
    for (String name : List.of("Name", "Type")) {
      edits.add(
          edit(
              "| " + name + " | String | Required",
              "| " + name + " | String | Optional",
              "different required [request " + name + "] optional required"));
    }
    edits.add(
        edit(
            "| MaxMemberCount | Integer | Optional",
            "| MaxMemberCount | Integer | Required",
            "different required [request MaxMemberCount] required optional"));
    for (String[] region :
        new String[][] {
          {" China: console.tim.qq.com", "console.tim.qq.com", "China"},
          {" Singapore: adminapisgp.im.qcloud.com", "adminapisgp.im.qcloud.com", "Singapore"},
          {" Seoul: adminapikr.im.qcloud.com", "adminapikr.im.qcloud.com", "Seoul"},
          {" Jakarta: adminapiidn.im.qcloud.com", "adminapiidn.im.qcloud.com", "Jakarta"},
        }) {
      edits.add(edit(region[0], "", "only-in-contract region [" + region[1] + "] - " + region[2]));
    }
    edits.add(
        edit(
            "adminapiidn.im.qcloud.com",
            "adminapiidn.im.qcloud.com Tokyo: adminapijpn.im.qcloud.com",
            "only-in-page region [adminapijpn.im.qcloud.com] Tokyo -"));
    edits.add(
        edit(
            "200 calls per second",
            "100 calls per second",
            "different rate [] 100 in 1 s 200 in 1 s"));
    edits.add(
        edit(
            "200 calls per second",
            "200 calls per minute",
            "different rate [] 200 in 60 s 200 in 1 s"));
    edits.add(
        edit(
            "| AVChatRoom | No |",
            "| AVChatRoom | Yes |",
            "different group-type [AVChatRoom] yes no"));
    edits.add(edit("| Public | Yes |", "| Public | No |", "different group-type [Public] no yes"));
    edits.add(edit("| Public | Yes |\n", "", "only-in-contract group-type [Public] - yes"));
    edits.add(
        edit(
            "| Public | Yes |",
            "| Public | Yes |\n| Theatre | No |",
            "only-in-page group-type [Theatre] no -"));
    edits.add(
        edit(
            "and DisableApply",
            "InviteOnly, and DisableApply",
            "only-in-page known-value [request ApplyJoinOption InviteOnly] InviteOnly -"));
    edits.add(
        edit(
            "(Work), or ChatRoom",
            "(Work)",
            "only-in-contract known-value [request Type ChatRoom] - ChatRoom"));
    edits.add(
        edit(
            "Public, Private (Work)",
            "Public, Work",
            "only-in-page known-value [request Type Work] Work -",
            "only-in-contract known-value [request Type Private] - Private"));
    edits.add(
        edit(
            "| Picture, 100 bytes at most. |",
            "| Picture, 100 bytes at most. |\n| Color | String | Optional | Of the frame. |",
            "only-in-page request-member [Color] Color -"));
    edits.add(
        edit(
            "| ID of the new group |",
            "| ID of the new group |\n| HugeGroupFlag | Integer | Big or not |",
            "only-in-page response-member [HugeGroupFlag] HugeGroupFlag -"));
    edits.add(
        edit(
            "\"SupportTopic\": 1 ",
            "\"SupportTopic\": 0 ",
            "different sample [IG-REQ-2 /SupportTopic] 0 1"));
    edits.add(
        edit(
            "\"MaxMemberCount\": 500",
            "\"MaxMemberCount\": 501",
            "different sample [IG-REQ-3 /MaxMemberCount] 501 500"));
    edits.add(
        edit(
            "@TGS#2J4SZEAEL",
            "@TGS#2J4SZEAEM",
            "different sample [IG-RES-1 /GroupId] \"@TGS#2J4SZEAEM\" \"@TGS#2J4SZEAEL\""));
    edits.add(
        edit(
            "v4/group_open_http_svc/import_group?",
            "v5/group_open_http_svc/import_group?",
            "different path [] v5/group_open_http_svc/import_group v4/group_open_http_svc/import_group"));
    // Only prose changes: nothing is reported.
    for (String[] prose :
        new String[][] {
          {"Brings a group of another system over here.", "Takes a group over."},
          {"Who owns it.", "The owner, who joins at once."},
          {"No such command.", "The command is unknown."},
          {"// owner", "// who owns it"},
          {"Nothing.", "Other pages."},
          {"Title, of no more than 30 bytes", "Name of 30 bytes"},
        }) {
      edits.add(edit(prose[0], prose[1]));
    }
    return edits.stream();
  }

  private static Arguments edit(String from, String to, String... told) {
    return Arguments.of(from, to, List.of(told));
  }

  private static Arguments type(
      String name, String type, String wire, String now, String told, String... more) {
    List<String> all =
        new ArrayList<>(List.of("different type [request " + name + "] " + told + " " + wire));
    all.addAll(List.of(more));
    return edit(
        "| " + name + " | " + type + " |",
        "| " + name + " | " + now + " |",
        all.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void anEditedFactIsReportedAndProseIsNot(String from, String to, List<String> told) {
    assertThat(PAGE).contains(from);
    for (Fixture.Layout layout : Fixture.Layout.values()) {
      if (layout == Fixture.Layout.CHINESE) {
        continue;
      }
      String page =
          Fixture.in(
              layout,
              PAGE.replaceFirst(
                  java.util.regex.Pattern.quote(from),
                  java.util.regex.Matcher.quoteReplacement(to)));
      assertThat(open(Fixture.compare(page)))
          .as("%s", layout)
          .filteredOn(
              row -> !row.contains("known-value") || told.toString().contains("known-value"))
          .containsExactlyInAnyOrderElementsOf(told);
    }
  }

  @Test
  void thereAreAtLeastSixtyEdits() {
    assertThat(edits().count()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void aRowNamesTheLineOfThePageAndOfTheContract() {
    List<Row> rows = Fixture.compare(PAGE.replace("no more than 30", "no more than 31"));
    Row row = rows.stream().filter(r -> r.kind() == Row.Kind.DIFFERENT).findFirst().orElseThrow();
    Fact page = row.page();
    Fact contract = row.contract();
    assertThat(page).isNotNull();
    assertThat(contract).isNotNull();
    assertThat(PAGE.lines().toList().get(page.line() - 1)).startsWith("| Name |");
    assertThat(contract.file()).isEqualTo("schemas/ImportGroupRequest.yaml");
    assertThat(contract.line()).isPositive();
  }

  static Stream<Arguments> noPages() {
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of(" \n\n", "empty"),
        Arguments.of("A cake needs flour | eggs |\n", "not the page of an operation"),
        Arguments.of(
            "<html><body><form>Log in <input name=user></form></body></html>",
            "not the page of an operation"),
        Arguments.of(
            "<html>" + "<div>word</div>".repeat(100_000) + "</html>",
            "not the page of an operation"),
        Arguments.of("<div>".repeat(50_000), "not the page of an operation"),
        // Ten megabytes, in many paragraphs and in one.
        Arguments.of(
            "<!DOCTYPE html><html><body>" + "<p>word 7: a</p>".repeat(650_000) + "</body></html>",
            "not the page of an operation"),
        Arguments.of(
            "<html><body><p>" + "word 7: a ".repeat(1_050_000) + "</p></body></html>",
            "not the page of an operation"),
        Arguments.of(PAGE.substring(0, PAGE.indexOf("### Sample response")), "not whole"),
        Arguments.of("<html><body><p>https://x/v4/a/b</p>", "not whole"));
  }

  @ParameterizedTest
  @MethodSource("noPages")
  void aFileThatIsNotAPageIsRefusedInOneSentence(String text, String reason) {
    assertThatThrownBy(() -> Fixture.compare(text))
        .isInstanceOf(PageException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @Test
  void bytesThatAreNotTextAreRefused() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(
            () ->
                new PageComparison(Fixture.CONTRACT)
                    .compare(List.of(new PageComparison.Source("x", bytes))))
        .hasMessage("x: not UTF-8 text; save the page as text, Markdown or HTML");
  }

  static Stream<Arguments> chineseEdits() {
    return Stream.of(
        edit(
            "| 10021 | ",
            "| 19999 | ",
            "only-in-page code [19999] 19999 -",
            "only-in-contract code [10021] - 10021"),
        edit(
            "\u6700\u957f30\u5b57\u8282",
            "\u6700\u957f31\u5b57\u8282",
            "different limit [request Name max-bytes] 31 30"),
        edit(
            "240 \u5b57\u8282\u4ee5\u5185",
            "241 \u5b57\u8282\u4ee5\u5185",
            "different limit [request Introduction max-bytes] 241 240"),
        edit(
            "300 \u5b57\u8282\u4ee5\u5185",
            "900 \u5b57\u8282\u4ee5\u5185",
            "different limit [request Notification max-bytes] 900 300"),
        edit(
            "\u6700\u5927\u4e3a6000",
            "\u6700\u5927\u4e3a7000",
            "different limit [request MaxMemberCount maximum] 7000, 100000 6000, 100000"),
        edit("200 \u6b21/\u79d2", "20 \u6b21/\u79d2", "different rate [] 20 in 1 s 200 in 1 s"),
        edit(
            "| Name | String | \u5fc5\u586b |",
            "| Name | String | \u9009\u586b |",
            "different required [request Name] optional required"),
        edit(
            "| GroupId | String | \u9009\u586b |",
            "| GroupId | String | \u5fc5\u586b |",
            "different required [request GroupId] required optional"),
        edit(
            "| CreateTime | Integer |",
            "| CreateTime | String |",
            "different type [request CreateTime] string integer"),
        edit(
            "DisableApply\uff08\u7981\u6b62\uff09",
            "AskLater\uff08\u7981\u6b62\uff09",
            "only-in-page known-value [request ApplyJoinOption AskLater] AskLater -",
            "only-in-contract known-value [request ApplyJoinOption DisableApply] - DisableApply"),
        edit("| Private | \u662f", "| Private | \u5426", "different group-type [Private] no yes"),
        edit(
            "console.tim.qq.com",
            "console.tim.qq.org",
            "only-in-page region [console.tim.qq.org] China -",
            "only-in-contract region [console.tim.qq.com] - China"),
        edit(
            "| 10002 | The service broke; \u8bf7\u91cd\u8bd5. |",
            "| 10002 | The service broke. |",
            "different code [10002 retry] another attempt is not advised another attempt is advised"),
        edit(
            "\"MaxMemberCount\": 500",
            "\"MaxMemberCount\": 501",
            "different sample [IG-REQ-3 /MaxMemberCount] 501 500"),
        edit("Who owns it.", "\u7fa4\u4e3b\u7684\u5e10\u53f7\u3002"),
        edit("Notice, 300", "\u516c\u544a\uff0c300"));
  }

  @ParameterizedTest
  @MethodSource("chineseEdits")
  void anEditedFactOfAChinesePageIsReported(String from, String to, List<String> told) {
    String page = Fixture.in(Fixture.Layout.CHINESE, PAGE);
    assertThat(page).contains(from);
    assertThat(open(Fixture.compare(page.replace(from, to))))
        .containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void aChangedDefaultIsReportedForTwoVersionsAndForTheContractOnlyIfItHasOne() {
    String now =
        PAGE.replace("NeedPermission (default)", "NeedPermission")
            .replace("Valid values: FreeAccess,", "Valid values: FreeAccess (default),");
    assertThat(open(Fixture.compare(now))).isEmpty();
    List<Row> rows =
        new PageComparison(Fixture.CONTRACT)
            .compare(List.of(Fixture.source("old", PAGE), Fixture.source("new", now)));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).name()).isEqualTo("request ApplyJoinOption default");
    assertThat(rows.get(0).page()).extracting(Fact::value).isEqualTo("FreeAccess");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2000|2,000 (default) members.",
        "2000|It defaults to 2,000.",
        "On|Default value: On",
        "2000|\u4e0d\u586b\u9ed8\u8ba4\u4e3a2000\u4e2a",
        "FreeAccess|FreeAccess\uff08\u9ed8\u8ba4\uff09",
        "|There is none by default, 20 can be had.",
        "|\u9ed8\u8ba4\u60c5\u51b5\u662f\u6ca1\u6709\u7684"
      })
  void theDefaultOfAnOmittedMemberIsRead(String value, String text) {
    assertThat(Sentences.defaultValue(text)).isEqualTo(value);
  }

  @Test
  void changesBetweenTwoVersionsAreReportedWithWhatTheContractHas() {
    String old =
        PAGE.replace("no more than 30 bytes", "no more than 20 bytes")
            .replace("| 10021 |", "| 10022 |");
    List<Row> rows =
        new PageComparison(Fixture.CONTRACT)
            .compare(List.of(Fixture.source("old", old), Fixture.source("new", PAGE)));
    assertThat(rows)
        .extracting(r -> r.subject().label() + " " + r.name() + " " + r.kind().label())
        .containsExactlyInAnyOrder(
            "limit request Name max-bytes same", "code 10021 same", "code 10022 same");
    List<Row> back =
        new PageComparison(Fixture.CONTRACT)
            .compare(List.of(Fixture.source("new", PAGE), Fixture.source("old", old)));
    assertThat(back)
        .extracting(r -> r.subject().label() + " " + r.name() + " " + r.kind().label())
        .containsExactlyInAnyOrder(
            "limit request Name max-bytes different",
            "code 10022 only-in-page",
            "code 10021 only-in-contract");
    assertThat(
            new PageComparison(Fixture.CONTRACT)
                .compare(
                    List.of(
                        Fixture.source("a", PAGE),
                        Fixture.source("b", PAGE.replace("Who owns it.", "The owner.")))))
        .isEmpty();
  }

  @Test
  void inJsonOnlyAChangeHasTheValueBefore() throws Exception {
    String old = PAGE.replace("| 10021 |", "| 10022 |").replace("| No such", "| Not such");
    PageComparison comparison = new PageComparison(Fixture.CONTRACT);
    for (List<String> versions : List.of(List.of(old, PAGE), List.of(PAGE, old))) {
      JsonNode changes =
          new ObjectMapper()
              .readTree(
                  comparison
                      .report(
                          List.of(
                              Fixture.source("a", versions.get(0)),
                              Fixture.source("b", versions.get(1))))
                      .json());
      assertThat(changes).hasSize(2).allMatch(row -> row.has("before"));
      assertThat(changes)
          .extracting(row -> row.get("before").isNull() + " " + row.get("page").isNull())
          .containsExactlyInAnyOrder("true false", "false true");
    }
    JsonNode differences =
        new ObjectMapper().readTree(comparison.report(List.of(Fixture.source("a", old))).json());
    assertThat(differences).isNotEmpty().noneMatch(row -> row.has("before"));
  }

  @ParameterizedTest
  @EnumSource
  void aRemovedRowIsReportedEvenIfSamplesStillShowItsMember(Fixture.Layout layout) {
    String old = Fixture.in(layout, PAGE);
    String now =
        Fixture.in(
            layout,
            PAGE.replace("| FaceUrl | String | Optional | Picture, 100 bytes at most. |\n", "")
                .replace("| GroupId | String | ID of the new group |\n", ""));
    PageComparison comparison = new PageComparison(Fixture.CONTRACT);
    List<Row> gone =
        comparison.compare(List.of(Fixture.source("old", old), Fixture.source("now", now)));
    assertThat(gone)
        .extracting(PageComparisonTest::told)
        .containsExactlyInAnyOrder(
            "only-in-contract request-member [FaceUrl] - FaceUrl",
            "only-in-contract response-member [GroupId] - GroupId");
    assertThat(gone).allMatch(row -> row.before() != null && row.before().file().equals("old"));
    List<Row> back =
        comparison.compare(List.of(Fixture.source("now", now), Fixture.source("old", old)));
    assertThat(back)
        .extracting(PageComparisonTest::told)
        .containsExactlyInAnyOrder(
            "same request-member [FaceUrl] FaceUrl FaceUrl",
            "same response-member [GroupId] GroupId GroupId");
    assertThat(back).allMatch(row -> row.before() == null);
    // Compared with the contract, the fact that only this row stated is missing.
    assertThat(open(Fixture.compare(now)))
        .containsExactly("only-in-contract limit [request FaceUrl max-bytes] - 100");
  }
}
