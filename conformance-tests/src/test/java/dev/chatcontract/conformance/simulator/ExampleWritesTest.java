package dev.chatcontract.conformance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.ExamplesContract;
import dev.chatcontract.conformance.simulator.check.RateLimits;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example operations that write, against the simulator: what was written is read back, and
 * failures are reported.
 */
class ExampleWritesTest {
  private static final String MESSAGE =
      "{\"GroupId\":\"%s\",\"Random\":1,\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"hi\"}}]}";

  private static Contract contract;
  private static Simulator simulator;
  private static ApiCaller api;

  @BeforeAll
  static void start(@TempDir Path directory) {
    contract = ContractReader.load(ExamplesContract.copyTo(directory));
    simulator = Simulator.builder().contract(contract).start();
    api = new ApiCaller(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
  }

  private static JsonNode call(String operation, String body) {
    return api.call(operation, body.replace('\'', '"'));
  }

  private static int code(String operation, String body) {
    return call(operation, body).path("ErrorCode").asInt(-1);
  }

  @Test
  void aMessageOfAnyKindIsReadAsItWasSent() {
    assertThat(code("create_group", "{'GroupId':'own-9','Type':'Public','Name':'n'}")).isZero();
    assertThat(code("create_group", "{'GroupId':'own-9','Type':'Public','Name':'n'}"))
        .isEqualTo(10025);
    String body =
        "[{'MsgType':'TIMTextElem','MsgContent':{'Text':'hi'}},"
            + "{'MsgType':'TIMHologramElem','MsgContent':{'Uuid':'h','Frames':[1,2.5]}}]";
    assertThat(code("send_group_msg", "{'GroupId':'own-9','Random':1,'MsgBody':" + body + "}"))
        .isZero();
    JsonNode read =
        call("group_msg_get_simple", "{'GroupId':'own-9','ReqMsgNumber':2}").path("RspMsgList");
    assertThat(read).hasSize(1);
    assertThat(read.get(0).path("MsgBody").toString()).isEqualTo(body.replace('\'', '"'));
  }

  @Test
  void anElementThatDoesNotFitItsKindIsRefused() {
    String message = "{'GroupId':'own-9','Random':1,'MsgBody':[{'MsgType':'TIMTextElem',";
    assertThat(code("send_group_msg", message + "'MsgContent':{'Text':5}}]}")).isEqualTo(10004);
    assertThat(code("send_group_msg", message + "'MsgContent':{}}]}")).isEqualTo(10004);
    String long8001 = "a".repeat(8001 - "TIMTextElem".length());
    assertThat(code("send_group_msg", message + "'MsgContent':{'Text':'" + long8001 + "'}}]}"))
        .isEqualTo(10004);
    assertThat(code("create_group", "{'Type':'Community','Name':'n'}")).isEqualTo(10004);
  }

  @Test
  void eachFriendHasAResultAndTheCallSucceeds() {
    String item = "{'To_Account':'%s','AddSource':'AddSource_Type_Phone'}";
    String first = "{'From_Account':'me','AddFriendItem':[" + item.formatted("id1") + "]}";
    assertThat(call("friend_add", first).at("/ResultItem/0/ResultCode").asInt(-1)).isZero();
    JsonNode again =
        call(
            "friend_add",
            "{'From_Account':'me','AddFriendItem':["
                + item.formatted("id1")
                + ","
                + item.formatted("id2")
                + "]}");
    assertThat(again.path("ErrorCode").asInt(-1)).isZero();
    assertThat(again.at("/ResultItem/0/ResultCode").asInt()).isEqualTo(30520);
    assertThat(again.at("/ResultItem/0/To_Account").asText()).isEqualTo("id1");
    assertThat(again.at("/ResultItem/1/ResultCode").asInt(-1)).isZero();
  }

  @Test
  void failedKeysAreListed() {
    JsonNode answer = call("black_list_delete", "{'From_Account':'me','To_Account':['a','b']}");
    assertThat(answer.path("ErrorCode").asInt(-1)).isZero();
    assertThat(answer.path("Fail_Account").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(answer.path("ResultItem").isEmpty()).isTrue();
  }

  @Test
  void keysThatABatchAnswerDoesNotListSucceeded() {
    JsonNode answer =
        call("multiaccount_import", "{'Accounts':['anna','" + "a".repeat(33) + "','bert']}");
    assertThat(answer.path("ErrorCode").asInt(-1)).isZero();
    assertThat(answer.path("FailAccounts").toString()).isEqualTo("[\"" + "a".repeat(33) + "\"]");
    JsonNode checked =
        call(
            "account_check",
            "{'CheckItem':[{'UserID':'anna'},{'UserID':'who'},{'UserID':'bert'}]}");
    assertThat(checked.path("ResultItem").findValuesAsText("UserID"))
        .containsExactly("anna", "who", "bert");
    assertThat(checked.path("ResultItem").findValuesAsText("ResultCode"))
        .containsExactly("0", "70107", "0");
    assertThat(call("multiaccount_import", "{'Accounts':['cleo']}").has("FailAccounts")).isFalse();
  }

  @Test
  void aBatchAnswerMayBeOnlyTheEnvelope() {
    assertThat(code("create_group", "{'GroupId':'own-9','Type':'Public','Name':'n'}")).isZero();
    JsonNode muted =
        call("forbid_send_msg", "{'GroupId':'own-9','Members_Account':['a','b'],'ShutUpTime':60}");
    assertThat(muted.path("ErrorCode").asInt(-1)).isZero();
    assertThat(muted.size()).isEqualTo(3);
    JsonNode read = call("get_group_shutted_uin", "{'GroupId':'own-9'}").path("ShuttedUinList");
    assertThat(read.findValuesAsText("Member_Account")).containsExactly("a", "b");
    assertThat(read.findValuesAsText("ShuttedUntil")).containsExactly("60", "60");
    assertThat(code("forbid_send_msg", "{'GroupId':'none','Members_Account':['a'],'ShutUpTime':1}"))
        .isEqualTo(10010);
  }

  @Test
  void eachGroupHasItsOwnBudget() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    try (Simulator limited =
        Simulator.builder().contract(contract).clock(clock).rateLimits(true).start()) {
      ApiCaller sender = new ApiCaller(limited, clock);
      for (int i = 0; i < 40; i++) {
        assertThat(sender.code("send_group_msg", MESSAGE.formatted("@TGS#one"))).isEqualTo(10010);
      }
      assertThat(sender.code("send_group_msg", MESSAGE.formatted("@TGS#one"))).isEqualTo(10023);
      assertThat(sender.code("send_group_msg", MESSAGE.formatted("@TGS#two"))).isEqualTo(10010);
      limited.reset();
      assertThat(sender.code("send_group_msg", MESSAGE.formatted("@TGS#one"))).isEqualTo(10010);
    }
  }

  @Test
  void aMessageThatTheTotalRefusesDoesNotCountForItsGroup() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    try (Simulator limited =
        Simulator.builder().contract(contract).clock(clock).rateLimits(true).start()) {
      ApiCaller sender = new ApiCaller(limited, clock);
      limited.rateLimits().set("send_group_msg", new RateLimits.Limit(1, 3600));
      assertThat(sender.code("send_group_msg", MESSAGE.formatted("@TGS#one"))).isEqualTo(10010);
      for (int i = 0; i < 40; i++) {
        assertThat(sender.code("send_group_msg", MESSAGE.formatted("@TGS#two"))).isEqualTo(10023);
      }
      limited.rateLimits().setDocumented();
      assertThat(sender.code("send_group_msg", MESSAGE.formatted("@TGS#two"))).isEqualTo(10010);
    }
  }
}
