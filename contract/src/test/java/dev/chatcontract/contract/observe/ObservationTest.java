package dev.chatcontract.contract.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures written for the tests, with planted values that are not in the contract. */
class ObservationTest {
  private static final Contract CONTRACT =
      ContractReader.load(Path.of("..", "spec", "openapi.yaml"));
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Made up for this test, in the form of a real one. */
  private static final String USERSIG = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwsYGUNEUZDhVITEg";

  private static final String KEY = "hunter2-hunter2";
  private static final String INFO = "group_open_http_svc/get_group_info";
  private static final String LIST = "group_open_http_svc/get_appid_group_list";
  private static final String IMPORT = "group_open_http_svc/import_group";

  private static final String OK = "\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0";

  /** One exchange, independent of the format in which it is written. */
  private record Planted(String path, String request, int status, String response) {}

  private static List<Planted> surprises() {
    List<Planted> all = new ArrayList<>();
    // Nothing to report here.
    all.add(
        new Planted(
            LIST,
            "{\"Limit\":10}",
            200,
            "{" + OK + ",\"TotalCount\":0,\"GroupIdList\":[],\"Next\":0}"));
    all.add(new Planted(INFO, "{\"GroupIdList\":[\"a\"]}", 200, "{" + OK + ",\"GroupInfo\":[]}"));
    all.add(
        new Planted(
            INFO,
            "{\"GroupIdList\":[\"a\"]}",
            200,
            "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"\",\"ErrorCode\":10010}"));
    // 1: an operation, 2: a member of a request, whose value is the key.
    all.add(new Planted("group_open_http_svc/dance", "{}", 200, "{" + OK + "}"));
    all.add(
        new Planted(LIST, "{\"Colour\":\"" + KEY + "\"}", 200, "{" + OK + ",\"GroupIdList\":[]}"));
    // 3: a member of list elements, found twice, whose value is a signature.
    String inner = "{\"GroupId\":\"@TGS#1\",\"Mood\":\"" + USERSIG + "\"}";
    all.add(
        new Planted(LIST, "{}", 200, "{" + OK + ",\"GroupIdList\":[" + inner + "," + inner + "]}"));
    // 4: a type, 5: a value, 6: a code, 7: a code of an element.
    all.add(new Planted(LIST, "{}", 200, "{" + OK + ",\"GroupIdList\":[],\"TotalCount\":\"12\"}"));
    all.add(
        new Planted(
            IMPORT,
            "{\"Type\":\"Public\",\"Name\":\"a\",\"ApplyJoinOption\":\"Riddle\"}",
            200,
            "{" + OK + ",\"GroupId\":\"b\"}"));
    all.add(
        new Planted(
            IMPORT,
            "{\"Type\":\"Public\",\"Name\":\"a\"}",
            200,
            "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"" + USERSIG + "\",\"ErrorCode\":19998}"));
    all.add(
        new Planted(
            INFO,
            "{\"GroupIdList\":[\"a\"]}",
            200,
            "{"
                + OK
                + ",\"GroupInfo\":[{\"GroupId\":\"a\",\"ErrorCode\":19997,\"ErrorInfo\":\"\"}]}"));
    // 8: a text with too many bytes, 9: a list that is too long, 10: a missing member.
    all.add(
        new Planted(
            IMPORT,
            "{\"Type\":\"Public\",\"Name\":\"" + "\u7fa4".repeat(11) + "\"}",
            200,
            "{" + OK + ",\"GroupId\":\"b\"}"));
    all.add(
        new Planted(
            INFO,
            "{\"GroupIdList\":[" + "\"a\",".repeat(50) + "\"a\"]}",
            200,
            "{" + OK + ",\"GroupInfo\":[]}"));
    all.add(new Planted(IMPORT, "{\"Type\":\"Public\"}", 200, "{" + OK + ",\"GroupId\":\"b\"}"));
    // 11: a status, 12: a body that is not JSON.
    all.add(new Planted(INFO, "{\"GroupIdList\":[\"a\"]}", 502, "<html>" + KEY + "</html>"));
    all.add(new Planted(INFO, "{\"GroupIdList\":[\"a\"]}", 200, "<html>" + USERSIG + "</html>"));
    return all;
  }

  private static final List<String> EXPECTED =
      List.of(
          " operation /v4/group_open_http_svc/dance unknown 1",
          "get_appid_group_list request-member Colour unknown 1",
          "get_appid_group_list response-member GroupIdList.Mood unknown 2",
          "get_appid_group_list type response TotalCount different 1",
          "import_group known-value request ApplyJoinOption Riddle unknown 1",
          "import_group code 19998 unknown 1",
          "get_group_info code 19997 unknown 1",
          "import_group limit request Name x-max-bytes above-limit 1",
          "get_group_info limit request GroupIdList maxItems above-limit 1",
          "import_group required request Name missing 1",
          "get_group_info status 502 unknown 1",
          "get_group_info type response different 1");

  /** A format in which tools write exchanges. */
  enum Form {
    HAR,
    HAR_BASE64,
    MITMPROXY,
    PLAIN_LINES,
    BODIES_IN_LINES,
    LIST_OF_THEM
  }

  private static String url(Planted planted) {
    return "https://console.tim.qq.com/v4/"
        + planted.path()
        + "?sdkappid=1400000001&identifier=administrator&usersig="
        + USERSIG
        + "&random=1&contenttype=json";
  }

  private static String capture(Form form, List<Planted> all) {
    ArrayNode entries = NODES.arrayNode();
    for (Planted planted : all) {
      ObjectNode entry = entries.addObject();
      ObjectNode request = NODES.objectNode().put("method", "POST");
      ObjectNode response = NODES.objectNode();
      switch (form) {
        case HAR, HAR_BASE64 -> {
          entry.set("request", request.put("url", url(planted)));
          request
              .putArray("headers")
              .addObject()
              .put("name", "Authorization")
              .put("value", "Bearer " + KEY);
          request
              .putObject("postData")
              .put("mimeType", "application/json")
              .put("text", planted.request());
          entry.set("response", response.put("status", planted.status()).put("statusText", ""));
          ObjectNode content = response.putObject("content").put("mimeType", "application/json");
          if (form == Form.HAR) {
            content.put("text", planted.response());
          } else {
            byte[] bytes = planted.response().getBytes(StandardCharsets.UTF_8);
            content
                .put("text", Base64.getEncoder().encodeToString(bytes))
                .put("encoding", "base64");
          }
        }
        case MITMPROXY -> {
          entry.set("request", request.put("host", "console.tim.qq.com"));
          request.put("path", url(planted).substring("https://console.tim.qq.com".length()));
          request.putArray("headers").addArray().add("authorization").add("Bearer " + KEY);
          request.put("content", planted.request());
          entry.set("response", response.put("status_code", planted.status()));
          response.put("content", planted.response());
        }
        case BODIES_IN_LINES -> {
          entry.put("url", url(planted)).put("status", planted.status());
          entry.putObject("headers").put("Authorization", "Bearer " + KEY);
          entry.set("request", json(planted.request()));
          entry.set("response", json(planted.response()));
        }
        default -> {
          entry.put("url", url(planted)).put("status", planted.status());
          entry.putObject("headers").put("X-Token", KEY);
          entry.put("requestBody", planted.request()).put("responseBody", planted.response());
        }
      }
    }
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append(entry).append('\n'));
    return switch (form) {
      case HAR, HAR_BASE64 ->
          "{\"log\":{\"version\":\"1.2\",\"pages\":[{\"id\":1}],\"entries\":" + entries + "}}";
      case LIST_OF_THEM -> entries.toPrettyString();
      default -> lines.toString();
    };
  }

  private static JsonNode json(String body) {
    try {
      return body.startsWith("{") ? new ObjectMapper().readTree(body) : NODES.textNode(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObservationReport observe(String capture) {
    Observation observation = new Observation(CONTRACT);
    try {
      observation.read(
          "capture", new ByteArrayInputStream(capture.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return observation.report();
  }

  private static List<String> told(ObservationReport report) {
    return report.surprises().stream()
        .map(
            s ->
                String.join(
                    " ",
                    s.operation(),
                    s.subject().label(),
                    s.name(),
                    s.kind().label(),
                    String.valueOf(s.count())))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void exactlyTheTwelvePlantedSurprisesAreReportedWithoutSecrets(Form form) throws IOException {
    ObservationReport report = observe(capture(form, surprises()));
    assertThat(told(report)).containsExactlyInAnyOrderElementsOf(EXPECTED);
    String all = report.json() + report.cells();
    assertThat(all).doesNotContain(USERSIG, KEY, "administrator", "html");
    assertThat(new ObjectMapper().readTree(report.json()).path("surprises")).hasSize(12);
  }

  @Test
  void aRowHasAnExampleAndBothPlaces() {
    Surprise limit =
        observe(capture(Form.HAR, surprises())).surprises().stream()
            .filter(s -> s.subject() == Surprise.Subject.TYPE && s.name().contains("TotalCount"))
            .findFirst()
            .orElseThrow();
    assertThat(limit.example()).isEqualTo("\"12\"");
    assertThat(limit.file() + ":" + limit.number()).isEqualTo("capture:7");
    assertThat(limit.contract()).isNotNull();
    assertThat(limit.contract().file()).isEqualTo("schemas/GetAppidGroupListResponse.yaml");
    assertThat(limit.contract().value()).isEqualTo("integer");
  }

  @Test
  void whatTheContractDeclaresAndNoTrafficContainsIsListed() {
    ObservationReport report = observe(capture(Form.PLAIN_LINES, surprises()));
    List<String> never =
        report.neverSeen().stream()
            .map(s -> s.operation() + " " + s.subject().label() + " " + s.name())
            .toList();
    assertThat(never)
        .contains(
            "get_group_attr operation /v4/group_open_attr_http_svc/get_group_attr",
            "get_appid_group_list request-member GroupType",
            "import_group known-value request ApplyJoinOption FreeAccess",
            "get_group_info code 10015")
        .doesNotContain(
            "get_appid_group_list request-member Limit",
            "get_group_info code 10010",
            "import_group known-value request Type Public");
  }

  @Test
  void theSimulatorsLogIsRead() {
    String line =
        "{\"number\":1,\"method\":\"POST\",\"path\":\"/v4/group_open_http_svc/import_group\",\"operation\":\"import_group\","
            + "\"query\":{\"usersig\":\"(hidden)\"},\"headers\":{},\"body\":\"{\\\"Type\\\":\\\"Public\\\",\\\"Name\\\":\\\"a\\\",\\\"Size\\\":1}\","
            + "\"answer\":{\"by\":\"fault\",\"status\":200,\"code\":19996,\"info\":\"\"}}";
    String expectedMember = "import_group request-member Size unknown 1";
    assertThat(told(observe(line + "\n")))
        .containsExactlyInAnyOrder(expectedMember, "import_group code 19996 unknown 1");
    assertThat(told(observe("{\"requests\":[" + line + "]}"))).contains(expectedMember);
  }

  @Test
  void theLogOfAHarNeedNotBeItsFirstMember() {
    String har = capture(Form.HAR, surprises());
    ObservationReport report = observe("{\"_by\":{\"tool\":1}," + har.substring(1));
    assertThat(told(report)).containsExactlyInAnyOrderElementsOf(EXPECTED);
    assertThat(report.summary()).doesNotContain("ignored");
  }

  @Test
  void bodiesThatCannotBeComparedAreCountedWithTheReason() throws IOException {
    String path = "{\"path\":\"/v4/" + IMPORT + "\",";
    String report =
        path
            + "\"body\":\"{\\\"Type\",\"bodyCut\":true,\"answer\":{\"by\":\"world\",\"status\":200,\"code\":0}}\n"
            + path
            + "\"body\":\"{}\",\"answer\":{\"status\":200,\"code\":0,\"body\":\"{\\\"A\",\"bodyCut\":true}}\n"
            + path
            + "\"requestBody\":\"a=b\",\"responseBody\":{"
            + OK
            + "}}\n"
            + path
            + "\"requestBody\":{}}\n";
    ObservationReport observed = observe(report);
    assertThat(observed.summary())
        .endsWith(
            "; bodies not compared: 2 cut by the recorder, 1 not JSON, 1 answers that were not"
                + " recorded");
    assertThat(new ObjectMapper().readTree(observed.json()).path("unread").toString())
        .isEqualTo("{\"cut\":2,\"notJson\":1,\"notRecorded\":1}");
    assertThat(told(observed)).noneMatch(row -> row.contains("type response"));
  }

  @Test
  void trafficOfOtherServicesIsSkipped() {
    ObservationReport report =
        observe(
            "{\"url\":\"https://example.com/style.css\",\"status\":404,\"responseBody\":\"a\"}");
    assertThat(report.surprises()).isEmpty();
    assertThat(report.summary()).endsWith("1 other exchanges were ignored");
  }

  @Test
  void aMemberWithManyUnlistedValuesGetsTwentyRowsAndOneForTheRest() {
    StringBuilder capture = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      capture.append(
          "{\"url\":\"https://h/v4/"
              + IMPORT
              + "\",\"requestBody\":{\"Type\":\"T"
              + i
              + "\",\"Name\":\"a\"}}\n");
    }
    List<String> told = told(observe(capture.toString()));
    assertThat(told)
        .hasSize(21)
        .contains("import_group known-value request Type (more than 20) unknown 30");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "[]",
        "{\"log\":{\"entries\":[]}}",
        "Flour and eggs.",
        "{\"url\":\"a\"}\n{\"url\":",
        "7",
        "\"a\""
      })
  void aFileThatIsNotACaptureIsRefusedInOneSentence(String text) {
    assertThatThrownBy(() -> observe(text))
        .isInstanceOf(CaptureException.class)
        .message()
        .startsWith("capture: ")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"request\":1,\"response\":[]}",
        "{\"request\":{\"url\":7,\"headers\":[1,[],{}]},\"response\":{\"content\":{\"mimeType\":1,\"text\":3}}}",
        "{\"url\":\"https://h/v4/group_open_http_svc/import_group?%zz=%zz&usersig=%zz\",\"requestBody\":[1],\"responseBody\":\"[1\"}",
        "{\"url\":\"/v4/group_open_http_svc/get_group_info\",\"responseBody\":{\"GroupInfo\":7,\"ErrorCode\":1e300}}"
      })
  void malformedExchangesCauseNoException(String text) {
    assertThat(observe(text).summary()).contains("exchanges");
  }
}
