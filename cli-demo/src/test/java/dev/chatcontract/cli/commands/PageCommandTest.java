package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code contract page compare}, as scripts and people use it. */
class PageCommandTest {
  private static final String PAGE =
      """
      | Group Type | Support for This RESTful API |
      |---|---|
      | Private | Yes |
      | Public | Yes |
      | ChatRoom | Yes |
      | AVChatRoom | Yes |
      | Community | Yes |

      ```
      https://xxxxxx/v4/group_open_attr_http_svc/get_group_attr?sdkappid=1
      ```
      China: console.tim.qq.com Singapore: adminapisgp.im.qcloud.com Seoul: adminapikr.im.qcloud.com
      Frankfurt: adminapiger.im.qcloud.com Silicon Valley: adminapiusa.im.qcloud.com
      Jakarta: adminapiidn.im.qcloud.com
      ### Sample request
      ```
      {"GroupId": "@TGS#aC5SZEAEF"}
      ```
      ### Request fields
      | Field | Type | Required | Description |
      |---|---|---|---|
      | GroupId | String | Yes | Which group |
      ### Sample response
      ```
      {"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0,
       "GroupAttrAry": [{"key": "attr_key1", "value": "attr_val1"}, {"key": "attr_key2", "value": "attr_val2"}]}
      ```
      ### Response fields
      | Field | Type | Description |
      |---|---|---|
      | ActionStatus | String | Outcome |
      | ErrorCode | Integer | Number |
      | ErrorInfo | String | Words |
      | GroupAttrAry | Array | Pairs |

      | Error Code | Description |
      |---|---|
      | 10002 | Broken; try again. |
      | 10004 | Wrong. |
      | 10007 | Not for this type. |
      | 10010 | Gone. |
      | 10015 | No such ID. |
      """;

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("same.md"), PAGE);
    Files.writeString(
        directory.resolve("edited.md"),
        PAGE.replace("| 10015 | No such ID. |", "| 10016 | <b>`x`</b>\u001b[31m |"));
    Files.writeString(directory.resolve("cake.txt"), "Flour and eggs.\n");
  }

  private Run.Outcome compare(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "contract";
    all[1] = "page";
    all[2] = "compare";
    System.arraycopy(words, 0, all, 3, words.length);
    return Run.in(directory).chatctl(all);
  }

  @Test
  void aPageThatAgreesEndsWithExitCodeZeroAndAnEditedOneWithFour() {
    Run.Outcome same = compare("same.md");
    assertThat(same.out()).endsWith("0 differences, 0 explained by errata\n");
    assertThat(same.exitCode()).isEqualTo(ExitCode.OK);
    Run.Outcome edited = compare("edited.md");
    assertThat(edited.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(edited.out())
        .contains("10016 (edited.md:42)")
        .contains("10015 (operations/get_group_attr.yaml:");
  }

  @Test
  void jsonRowsHaveTheDocumentedMembers() throws IOException {
    Run.Outcome edited = compare("edited.md", "--output", "json");
    JsonNode rows = new ObjectMapper().readTree(edited.out());
    assertThat(rows).hasSize(2);
    JsonNode added = rows.get(0);
    assertThat(added.path("operation").asText()).isEqualTo("get_group_attr");
    assertThat(added.path("subject").asText()).isEqualTo("code");
    assertThat(added.path("kind").asText()).isEqualTo("only-in-page");
    assertThat(added.path("page").toString())
        .isEqualTo("{\"file\":\"edited.md\",\"line\":42,\"value\":\"10016\"}");
    assertThat(added.get("contract").isNull()).isTrue();
    assertThat(added.get("erratum").isNull()).isTrue();
    assertThat(rows.get(1).path("kind").asText()).isEqualTo("only-in-contract");
  }

  @Test
  void markdownIsAListForAPullRequest() {
    Run.Outcome edited = compare("edited.md", "--output", "markdown");
    assertThat(edited.out())
        .startsWith("**2 differences, 0 explained by errata**\n\n| operation | subject |")
        .contains("| get\\_group\\_attr | code | 10016 | only-in-page |");
  }

  @Test
  void aFileThatIsNotAPageIsRefusedInOneSentenceWithExitCodeTwo() {
    for (String name : new String[] {"cake.txt", "nowhere.md", "."}) {
      Run.Outcome outcome = compare(name);
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.error().strip()).doesNotContain("\n").contains(name);
    }
    assertThat(compare("same.md", "--output", "jsn").error()).contains("did you mean json?");
  }

  @Test
  void twoVersionsAreComparedWithEachOther() {
    Run.Outcome outcome = compare("edited.md", "same.md");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(outcome.out())
        .contains("2 changes that the contract has already")
        .contains("10016 (edited.md:42) -> gone");
  }

  static Stream<Arguments> noPages() {
    String login =
        "<!DOCTYPE html><html><body><form>Log in <input name=\"user\"></form></body></html>";
    return Stream.of(
        Arguments.of("cake.txt", "Flour and eggs.\n", "not the page of an operation"),
        Arguments.of("empty.md", "", "empty"),
        Arguments.of("blank.md", " \n\t\n", "empty"),
        Arguments.of("login.html", login, "not the page of an operation"),
        Arguments.of(
            "huge.html",
            "<!DOCTYPE html><html><body>" + "<p>word 7: a</p>".repeat(650_000) + "</body></html>",
            "not the page of an operation"),
        Arguments.of(
            "half.md", PAGE.substring(0, PAGE.indexOf("### Sample response")), "not whole"),
        Arguments.of("half.html", "<html><body><p>https://x/v4/a/b</p>", "not whole"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noPages")
  void eachKindOfFileThatIsNoPageIsOneClearSentence(String name, String text, String reason)
      throws IOException {
    Files.writeString(directory.resolve(name), text);
    String spec = Path.of("../spec/openapi.yaml").toAbsolutePath().normalize().toString();
    for (Run.Outcome outcome :
        List.of(
            compare(name),
            compare("same.md", name),
            Run.in(directory)
                .chatctl("contract", "page", "draft", name, "--output", "new", "--spec", spec))) {
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.error().strip()).contains(name, reason).doesNotContain("\n");
      assertThat(outcome.out()).isEmpty();
    }
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void aDateIsShownAndIsNotADifference() throws IOException {
    Files.writeString(directory.resolve("dated.md"), "Last updated: 2024-07-16\n\n" + PAGE);
    Run.Outcome dated = compare("dated.md");
    assertThat(dated.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(dated.out())
        .contains("dated.md:1: the page of 2024-07-16 is compared with the contract's source S3");
  }
}
