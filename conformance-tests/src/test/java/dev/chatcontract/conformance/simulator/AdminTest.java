package dev.chatcontract.conformance.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.conformance.simulator.log.ServedRequest;
import dev.chatcontract.contract.model.OperationDef;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the admin interface accepts, refuses by name and reports. */
class AdminTest {
  private static final String OPERATION = "get_group_attr";
  private static final String REQUEST = "{\"GroupId\":\"@TGS#aC5SZEAEF\"}";

  private static final List<ServedRequest> SERVED = new ArrayList<>();

  private static Simulator simulator;
  private static ApiCaller api;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().onRequest(SERVED::add).start();
    api = new ApiCaller(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
    SERVED.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'fault':'http','status':99999}            | /status",
        "{'fault':'http','status':99}               | /status",
        "{'fault':'http','status':100}              | /status",
        "{'fault':'http','status':600}              | /status",
        "{'fault':'http','status':'200'}            | /status",
        "{'fault':'http','status':200.5}            | /status",
        "{'fault':'http','status':1e99}             | /status",
        "{'fault':'http','status':[200]}            | /status",
        "{'fault':'http','headers':'x'}             | /headers",
        "{'fault':'http','headers':['x']}           | /headers",
        "{'fault':'http','headers':{'X-A':1}}       | /headers/X-A",
        "{'fault':'http','headers':{'X A':'b'}}     | /headers/X A",
        "{'fault':'http','headers':{'':'b'}}        | /headers/",
        "{'fault':'http','headers':{'X':'b\\r\\nY: c'}} | /headers/X",
        "{'fault':'http','headers':{'X':'\\u4e00'}} | /headers/X",
        "{'fault':'http','headers':{'content-length':'5'}} | /headers/content-length",
        "{'fault':'http','headers':{'Transfer-Encoding':'chunked'}} | /headers/Transfer-Encoding",
        "{'fault':'http','body':5}                  | /body",
        "{'fault':'http','body':true}               | /body",
        "{'fault':'http','body':'a','bodyBase64':'YQ=='} | /body",
        "{'fault':'http','bodyBase64':'?'}          | /bodyBase64",
        "{'fault':'http','bodyBase64':1}            | /bodyBase64",
        "{'fault':'http','status':204,'body':'x'}   | /body",
        "{'fault':'http','status':304,'body':'x'}   | /body",
        "{'fault':'redirect','status':200}          | /status",
        "{'fault':'redirect','status':304}          | /status",
        "{'fault':'redirect','location':'a\\nb'}    | /location",
        "{'fault':'redirect','location':{}}         | /location",
        "{'fault':'code'}                           | /code",
        "{'fault':'code','code':null}               | /code",
        "{'fault':'code','code':'10002'}            | /code",
        "{'fault':'code','code':1.5}                | /code",
        "{'fault':'code','code':99999999999}        | /code",
        "{'fault':'code','code':1,'info':1}         | /info",
        "{'fault':'reset','afterEffect':'yes'}      | /afterEffect",
        "{'fault':'reset','afterEffect':1}          | /afterEffect",
        "{'fault':'reset','times':-1}               | /times",
        "{'fault':'reset','times':'2'}              | /times",
        "{'fault':'reset','times':1e3}              | /times",
        "{'fault':'reset','times':99999999999}      | /times",
        "{'fault':'reset','skip':-1}                | /skip",
        "{'fault':'reset','skip':true}              | /skip",
        "{'fault':'reset','delayMs':-1}             | /delayMs",
        "{'fault':'reset','delayMs':600001}         | /delayMs",
        "{'fault':'reset','delayMs':'1s'}           | /delayMs",
        "{'fault':'reset','count':1}                | /count",
        "{'fault':'reset','Times':1}                | /Times",
        "{'fault':'reset','code':1}                 | /code",
        "{'fault':'reset','operation':1}            | /operation",
        "{'fault':'reset','operation':'nope'}       | /operation",
        "{'fault':'reset','operation':''}           | /operation",
        "{'fault':5}                                | /fault",
        "{'fault':'Reset'}                          | /fault",
        "{'fault':['reset']}                        | /fault",
        "{'fault':'truncated','sentBytes':-1}       | /sentBytes",
        "{'fault':'chunked','chunkBytes':0}         | /chunkBytes",
        "{'fault':'slow-body','bytesAtATime':0}     | /bytesAtATime",
        "{'fault':'slow-body','pauseMs':-5}         | /pauseMs",
        "{'fault':'slow-header','pauseMs':{}}       | /pauseMs",
        "{'fault':'raw','end':'later'}              | /end",
        "{'fault':'raw','end':1}                    | /end",
        "{'fault':'raw','bytes':1}                  | /bytes",
        "[{'fault':'reset'},{'fault':'http','status':1}] | /1/status",
        "[{'fault':'reset'},5]                      | /1",
        "[{'fault':'reset'},{'operation':'nope'}]   | /1/operation",
        "5                                          | body",
        "'reset'                                    | body",
        "{'fault':'reset','fault':'hang'}           | fault",
        "{'fault':'reset'} {}                       | JSON",
      })
  void aRuleThatCannotBeAppliedIsRefusedWithThePathOfItsMember(String rule, String path) {
    HttpResponse<byte[]> answer =
        api.send("POST", "/__admin/chat/faults", rule.replace('\'', '"').getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(new String(answer.body(), UTF_8)).contains(path).hasSizeLessThan(700);
    assertThat(simulator.faults().pending()).isEmpty();
    assertThat(api.code(OPERATION, REQUEST)).isZero();
  }

  @Test
  void aRuleIsListedWithTheMembersThatItWasSetWith() {
    String rule =
        "{\"operation\":\"get_group_attr\",\"times\":3,\"skip\":1,\"delayMs\":5,"
            + "\"afterEffect\":true,\"fault\":\"slow-body\",\"bytesAtATime\":7,\"pauseMs\":1}";
    JsonNode told = api.admin("POST", "/faults", rule).path(0);
    assertThat(told.toString()).isEqualTo(rule);
    simulator.faults().clear();
    assertThat(api.admin("POST", "/faults", told.toString()).path(0)).isEqualTo(told);
  }

  @Test
  void faultsSetInJavaFollowTheSameRules() {
    byte[] none = {};
    assertThatThrownBy(() -> Faults.http(99_999, List.of(), none)).hasMessageContaining("99999");
    assertThatThrownBy(() -> Faults.http(200, List.of(Map.entry("X", "a\r\nb")), none))
        .hasMessageContaining("header X");
    assertThatThrownBy(() -> Faults.http(204, List.of(), new byte[1])).hasMessageContaining("204");
  }

  @Test
  void groupsAreAddedAsGivenOrNotAtAll() {
    long before = simulator.world().collection("groups").count();
    for (String body :
        List.of(
            "{}",
            "{\"count\":0}",
            "{\"count\":1000001}",
            "{\"count\":\"5\"}",
            "{\"count\":5,\"type\":1}",
            "{\"count\":5,\"typ\":\"Public\"}",
            "[]",
            "{\"count\":1.5}")) {
      assertThat(api.admin("POST", "/groups", body).path("error").asText()).as(body).isNotEmpty();
    }
    assertThat(simulator.world().collection("groups").count()).isEqualTo(before);
  }

  @Test
  void requestsAreListedWithBodyAndAnswerAndWithoutSecrets() {
    String key = simulator.app().secretKey();
    String body =
        "{\"GroupId\":\"@TGS#aC5SZEAEF\",\"note\":\""
            + key
            + "\",\"UserSig\":\"abc\",\"s\":\""
            + api.signature()
            + "\"}";
    assertThat(api.code(OPERATION, body)).isZero();
    api.code(OPERATION, "{");
    JsonNode requests = api.admin("GET", "/requests", "");
    JsonNode first = requests.path(0);
    assertThat(first.path("operation").asText()).isEqualTo(OPERATION);
    assertThat(first.path("body").asText())
        .contains("@TGS#aC5SZEAEF", "(hidden)")
        .doesNotContain("abc");
    assertThat(first.path("query").path("usersig").asText()).isEqualTo("(hidden)");
    assertThat(first.path("query").path("identifier").asText()).isEqualTo("administrator");
    assertThat(first.path("answer").path("by").asText()).isEqualTo("world");
    assertThat(first.path("answer").path("code").asInt(-1)).isZero();
    assertThat(requests.path(1).path("answer").path("by").asText()).isEqualTo("checks");
    assertThat(requests.path(1).path("answer").path("code").asInt()).isEqualTo(60003);
    assertThat(requests.toString())
        .doesNotContain(key)
        .doesNotContain(api.signature().substring(0, 30));
  }

  @Test
  void aSignatureInAQueryThatWasEncodedAsAWholeIsHidden() {
    String signature = api.signature();
    String whole = URLEncoder.encode(api.query(signature), UTF_8);
    for (String mark : List.of("?", "&", "%3F")) {
      api.send("POST", api.path(OPERATION) + mark + whole, REQUEST.getBytes(UTF_8));
    }
    String requests = api.admin("GET", "/requests", "").toString();
    assertThat(requests).contains("identifier=administrator", "identifier%3Dadministrator");
    assertThat(requests).contains("(hidden)").doesNotContain(signature.substring(0, 30));
    String lines = String.join("\n", SERVED.stream().map(ServedRequest::line).toList());
    assertThat(lines).contains("(hidden)").doesNotContain(signature.substring(0, 30));
  }

  @Test
  void listedAndStoredBodiesAreLimited() {
    String large = "{\"a\":\"" + "x".repeat(3_000_000) + "\"}";
    IntStream.range(0, 12).forEach(i -> api.code("get_appid_group_list", large));
    assertThat(simulator.requests().count()).isEqualTo(12);
    assertThat(simulator.requests().all()).hasSizeBetween(1, 6);
    JsonNode told = api.admin("GET", "/requests", "");
    assertThat(told.toString()).hasSizeLessThan(200_000);
    assertThat(told.path(0).path("bodyCut").asBoolean()).isTrue();
    assertThat(told.path(0).path("bodyBytes").asInt()).isEqualTo(large.length());
  }

  @Test
  void watchersGetEachRequestOnOneInertLine() throws Exception {
    api.code(OPERATION, REQUEST);
    api.code(OPERATION, "{\"GroupId\":7}");
    simulator.addFault(FaultRule.onAny().fault(Faults.badGateway()));
    api.http(OPERATION, REQUEST);
    RawHttp.send(simulator.port(), "GET", "/\u001b]0;x", List.of(), new byte[0]);
    RawHttp.send(
        simulator.port(),
        "POST",
        "/__admin/x",
        List.of("Origin: http://evil.example"),
        new byte[0]);
    api.admin("POST", "/faults", "{\"fault\":\"x\"}");
    List<String> lines = SERVED.stream().map(ServedRequest::line).toList();
    assertThat(lines).hasSize(6).allSatisfy(line -> assertThat(line).matches("[\\x20-\\x7E]+"));
    assertThat(lines.get(0)).matches("\\S+Z POST get_group_attr 200 ok \\[world]");
    assertThat(lines.get(1)).contains("get_group_attr 200 10004 [checks]", "GroupId");
    assertThat(lines.get(2)).contains("502", "[fault]", "fault http");
    assertThat(lines.get(3)).contains("[door]").contains("400");
    assertThat(lines.get(4)).contains("/__admin/x 403", "[door]", "Origin");
    assertThat(lines.get(5)).contains("/__admin/chat/faults 422", "[admin]", "/fault");
    assertThat(String.join("\n", lines)).doesNotContain("usersig");
  }

  @Test
  void anAnswerNamesItsSource() {
    assertThat(by(api.http(OPERATION, REQUEST))).isEqualTo("world");
    assertThat(by(api.http(OPERATION, "{\"GroupId\":\"absent\"}"))).isEqualTo("world");
    assertThat(by(api.http(OPERATION, "{"))).isEqualTo("checks");
    simulator.addFault(FaultRule.onAny().fault(Faults.code(10002)));
    assertThat(by(api.http(OPERATION, REQUEST))).isEqualTo("fault");
    simulator.addFault(FaultRule.onAny().fault(Faults.http(500, List.of(), new byte[0])));
    assertThat(by(api.http(OPERATION, REQUEST))).isEqualTo("fault");
    assertThat(api.admin("GET", "", "").path("answeredBySamples").valueStream())
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            simulator.contract().operations().stream()
                .filter(operation -> operation.effect() == null)
                .map(OperationDef::name)
                .toList());
    try (Simulator other = Simulator.builder().documentedAnswers(true).start()) {
      assertThat(by(new ApiCaller(other).http("get_contact_group", documented(other))))
          .isEqualTo("documented");
    }
  }

  private static String documented(Simulator other) {
    return other
        .contract()
        .operation("get_contact_group")
        .requestSamples()
        .get(0)
        .value()
        .toString();
  }

  private static String by(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue(AnsweredBy.HEADER).orElse("");
  }
}
