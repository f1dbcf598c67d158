package dev.chatcontract.conformance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractChecksTest {
  private static Simulator simulator;
  private static ApiCaller api;

  @BeforeAll
  static void start() {
    simulator = Simulator.start();
    api = new ApiCaller(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "1", "{} {}", "{\"Limit\":1,\"Limit\":2}", "{a:1}"})
  void aBodyThatIsNotAJsonObjectIsUnparsable(String body) {
    JsonNode answer = api.call("get_appid_group_list", body);
    assertThat(answer.path("ErrorCode").asInt()).isEqualTo(60003);
    assertThat(answer.path("ErrorInfo").asText()).isNotEmpty();
  }

  @Test
  void invalidUtf8IsUnparsable() throws IOException {
    byte[] body = "{\"GroupId\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    body[12] = (byte) 0xC3;
    byte[] answer = api.send("POST", api.path("get_group_attr") + "?" + api.query(), body).body();
    assertThat(ApiCaller.JSON.readTree(answer).path("ErrorCode").asInt()).isEqualTo(60003);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get_appid_group_list | {'Limit':10001}                              | 10004 | Limit",
        "get_appid_group_list | {'Next':'0'}                                 | 10004 | Next",
        "get_group_info       | {}                                           | 10004 | GroupIdList",
        "get_group_info       | {'GroupIdList':[1]}                          | 10004 | GroupIdList",
        "get_group_info       | {'GroupIdList':[]}                           | 10004 | GroupIdList",
        "import_group         | {'Type':'Public'}                            | 10004 | Name",
        "import_group         | {'Type':'Public','Name':'一二三四五六七八九十一'}     | 10004 | Name",
        "import_group         | {'Type':'Public','Name':'x','MaxMemberCount':6001} | 10004 | MaxMemberCount",
        "get_group_attr       | {'GroupId':7}                                | 10004 | GroupId",
        "get_contact_group    | {'From_Account':'user0'}                     | 50002 | StartIndex",
        "get_contact_group    | {'StartIndex':0}                             | 50002 | From_Account",
      })
  void aBrokenRuleIsTheOperationsOwnCodeAndNamesTheField(
      String operation, String body, int code, String field) {
    JsonNode answer = api.call(operation, body.replace('\'', '"'));
    assertThat(answer.path("ErrorCode").asInt()).isEqualTo(code);
    assertThat(answer.path("ErrorInfo").asText()).contains(field);
    assertThat(answer).hasSize(3);
  }

  @Test
  void fiftyGroupsAreAcceptedAndOneMoreIsNot() {
    assertThat(api.code("get_group_info", ids(50))).isZero();
    assertThat(api.code("get_group_info", ids(51))).isEqualTo(10004);
  }

  @Test
  void byteLimitsCountUtf8() {
    String ten = "一二三四五六七八九十";
    assertThat(api.code("import_group", "{\"Type\":\"Public\",\"Name\":\"" + ten + "\"}")).isZero();
    assertThat(api.code("import_group", "{\"Type\":\"Public\",\"Name\":\"" + ten + "x\"}"))
        .isEqualTo(10004);
  }

  @Test
  void unknownMembersAreAccepted() {
    assertThat(api.code("get_appid_group_list", "{\"Unknown\":[1]}")).isZero();
  }

  private static String ids(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"g" + i + "\"")
        .collect(Collectors.joining(",", "{\"GroupIdList\":[", "]}"));
  }
}
