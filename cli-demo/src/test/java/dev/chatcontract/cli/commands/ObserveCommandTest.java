package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code contract observe} as scripts and people use it. */
class ObserveCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String USERSIG = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwsYGUNEUZDhVITEg";
  private static final String KEY =
      "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

  private static final String OK = "\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0";
  private static final String FAIL = "\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"\"";

  /** Operation, request, status and answer; {@link #PLANTED} lists what is planted. */
  private static final String[][] EXCHANGES = {
    {
      "group_open_http_svc/get_appid_group_list",
      "{\"Limit\":10}",
      "200",
      "{" + OK + ",\"GroupIdList\":[]}"
    },
    {
      "group_open_attr_http_svc/get_group_attr",
      "{\"GroupId\":\"a\"}",
      "200",
      "{" + OK + ",\"GroupAttrAry\":[]}"
    },
    {"group_open_http_svc/fly", "{}", "200", "{" + OK + "}"},
    {
      "group_open_attr_http_svc/get_group_attr",
      "{\"GroupId\":\"a\",\"Token\":\"" + KEY + "\"}",
      "200",
      "{" + OK + ",\"GroupAttrAry\":[]}"
    },
    {
      "group_open_attr_http_svc/get_group_attr",
      "{\"GroupId\":\"a\"}",
      "200",
      "{" + OK + ",\"GroupAttrAry\":[{\"key\":\"k\",\"value\":\"v\",\"seq\":1}]}"
    },
    {
      "group_open_attr_http_svc/get_group_attr",
      "{\"GroupId\":\"a\"}",
      "200",
      "{" + OK + ",\"GroupAttrAry\":{}}"
    },
    {
      "group_open_http_svc/import_group",
      "{\"Type\":\"Riddle\",\"Name\":\"a\"}",
      "200",
      "{" + OK + ",\"GroupId\":\"b\"}"
    },
    {
      "group_open_http_svc/import_group",
      "{\"Type\":\"Public\",\"Name\":\"" + "n".repeat(31) + "\"}",
      "200",
      "{" + OK + ",\"GroupId\":\"b\"}"
    },
    {
      "group_open_http_svc/import_group",
      "{\"Type\":\"Public\"}",
      "200",
      "{" + OK + ",\"GroupId\":\"b\"}"
    },
    {
      "group_open_http_svc/get_group_info",
      "{\"GroupIdList\":[" + "\"a\",".repeat(50) + "\"a\"]}",
      "200",
      "{" + OK + ",\"GroupInfo\":[]}"
    },
    {
      "group_open_http_svc/get_group_info",
      "{\"GroupIdList\":[\"a\"]}",
      "200",
      "{" + FAIL + ",\"ErrorCode\":19995}"
    },
    {
      "group_open_http_svc/get_group_info",
      "{\"GroupIdList\":[\"a\"]}",
      "200",
      "{"
          + OK
          + ",\"GroupInfo\":[{\"GroupId\":\"a\",\"ErrorCode\":19994,\"ErrorInfo\":\""
          + USERSIG
          + "\"}]}"
    },
    {
      "group_open_http_svc/get_group_info",
      "{\"GroupIdList\":[\"a\"]}",
      "503",
      "<html>" + KEY + "</html>"
    },
    {"group_open_http_svc/get_group_info", "{\"GroupIdList\":[\"a\"]}", "200", "busy " + USERSIG}
  };

  private static final List<String> PLANTED =
      List.of(
          " operation /v4/group_open_http_svc/fly",
          "get_group_attr request-member Token",
          "get_group_attr response-member GroupAttrAry.seq",
          "get_group_attr type response GroupAttrAry",
          "import_group known-value request Type Riddle",
          "import_group limit request Name x-max-bytes",
          "import_group required request Name",
          "get_group_info limit request GroupIdList maxItems",
          "get_group_info code 19995",
          "get_group_info code 19994",
          "get_group_info status 503",
          "get_group_info type response");

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    ArrayNode entries = JSON.createArrayNode();
    StringBuilder lines = new StringBuilder();
    for (String[] exchange : EXCHANGES) {
      String url =
          "https://console.tim.qq.com/v4/"
              + exchange[0]
              + "?sdkappid=1400000001&identifier=administrator&usersig="
              + USERSIG
              + "&random=7";
      ObjectNode har = entries.addObject();
      ObjectNode request = har.putObject("request").put("method", "POST").put("url", url);
      request.putArray("headers").addObject().put("name", "Cookie").put("value", "s=" + KEY);
      request.putObject("postData").put("mimeType", "application/json").put("text", exchange[1]);
      ObjectNode response = har.putObject("response").put("status", Integer.parseInt(exchange[2]));
      response.putObject("content").put("mimeType", "text/plain").put("text", exchange[3]);
      ObjectNode line = JSON.createObjectNode().put("url", url);
      line.put("requestBody", exchange[1]).put("status", Integer.parseInt(exchange[2]));
      line.put("responseBody", exchange[3]).putObject("headers").put("Authorization", KEY);
      lines.append(line).append('\n');
    }
    ObjectNode har = JSON.createObjectNode();
    har.putObject("log").put("version", "1.2").set("entries", entries);
    Files.writeString(directory.resolve("all.har"), har.toString());
    Files.writeString(directory.resolve("all.jsonl"), lines.toString());
    Files.writeString(
        directory.resolve("quiet.jsonl"), lines.substring(0, lines.indexOf("\n") + 1));
  }

  private Run.Outcome observe(String... words) {
    List<String> all = new ArrayList<>(List.of("contract", "observe"));
    all.addAll(List.of(words));
    return Run.in(directory).chatctl(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all.har", "all.jsonl"})
  void exactlyTheTwelvePlantedSurprisesAreReportedWithoutSecrets(String capture)
      throws IOException {
    Run.Outcome json = observe(capture, "--output", "json");
    assertThat(json.exitCode()).isEqualTo(ExitCode.FINDING);
    List<String> told = new ArrayList<>();
    for (JsonNode row : JSON.readTree(json.out()).path("surprises")) {
      told.add(
          row.path("operation").asText("")
              + " "
              + row.path("subject").asText()
              + " "
              + row.path("name").asText());
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(PLANTED);
    Run.Outcome table = observe(capture);
    assertThat(table.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(table.out()).contains("GroupAttrAry.seq", "19995");
    assertThat(json.out() + json.err() + table.out() + table.err())
        .doesNotContain(USERSIG, KEY, "administrator", "<html>");
  }

  @Test
  void aCaptureWithoutSurprisesEndsWithExitCodeZero() {
    Run.Outcome quiet = observe("quiet.jsonl");
    assertThat(quiet.exitCode()).as(quiet.out()).isEqualTo(ExitCode.OK);
    assertThat(observe("quiet.jsonl", "all.har").exitCode()).isEqualTo(ExitCode.FINDING);
  }

  @ParameterizedTest
  @CsvSource({
    "cake.txt,Flour and eggs.",
    "empty.har,''",
    "page.html,<!DOCTYPE html><html><body>Log in</body></html>",
    "cut.har,'{\"log\":{\"entries\":[{\"request\":{\"url\":\"https://h/v4/a'",
    "nothing.json,[]"
  })
  void aFileThatIsNotACaptureIsRefusedInOneSentenceWithExitCodeTwo(String name, String text)
      throws IOException {
    Files.writeString(directory.resolve(name), text);
    Run.Outcome outcome = observe(name);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error().strip()).contains(name).doesNotContain("\n");
  }

  @Test
  void missingFilesDirectoriesAndUnknownFormatsAreUsageErrors() {
    for (String name : new String[] {"nowhere.har", "."}) {
      assertThat(observe(name).exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(observe(name).error().strip()).contains(name).doesNotContain("\n");
    }
    assertThat(observe("all.har", "--output", "jsn").error()).contains("did you mean json?");
  }
}
