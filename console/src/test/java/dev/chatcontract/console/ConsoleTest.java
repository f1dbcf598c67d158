package dev.chatcontract.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.chatcontract.conformance.runner.ConformanceMain;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.contract.observe.Observation;
import dev.chatcontract.signer.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's API, as a script uses it; .ci/console tests the page itself. */
final class ConsoleTest {
  private static final String LIST = "get_appid_group_list";
  private static final Pattern SIGNATURE = Pattern.compile("\\beJ[A-Za-z0-9*_-]{60}");
  private static final String IMPORT = "import_group";

  private Console console;
  private Simulator simulator;
  private Visitor visitor;

  @BeforeEach
  void start() {
    console = new Console();
    simulator = console.on(Simulator.builder()).start();
    visitor = new Visitor(simulator, console);
  }

  @AfterEach
  void stop() {
    simulator.close();
    console.close();
  }

  @Test
  void everyFileOfThePageIsServedUnderAPolicyWithoutExceptions() throws Exception {
    HttpResponse<String> page = visitor.raw("GET", "/", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    List<String> files =
        List.of("/app.js", "/base.js", "/console.css", "/lib/preact.min.umd.js", "/icon.svg");
    for (String file : files) {
      assertThat(visitor.raw("GET", file, "").statusCode()).as(file).isEqualTo(200);
    }
    for (String file :
        List.of("/../console.css", "/lib/LICENSE", "/ConsoleTest.class", "/app.js/")) {
      assertThat(visitor.raw("GET", file, "").statusCode()).as(file).isEqualTo(404);
    }
    assertThat(visitor.raw("POST", "/", "").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/contract",
        "/targets",
        "/about",
        "/traffic",
        "/traffic/stream",
        "/traffic/har",
        "/faults",
        "/world",
        "/clock",
        "/limits",
        "/conformance"
      })
  void withoutTheTokenEveryRequestIsRefused(String path) throws Exception {
    assertThat(visitor.raw("GET", "/api" + path, "").statusCode()).isEqualTo(401);
    String[] wrong = {"Authorization", "Bearer " + "0".repeat(console.token().length())};
    assertThat(visitor.raw("GET", "/api" + path, "", wrong).statusCode()).isEqualTo(401);
  }

  @Test
  void foreignOriginsAreRefusedEvenWithTheToken() throws Exception {
    String token = "Bearer " + console.token();
    for (String origin : List.of("http://evil.example", "null", "https://127.0.0.1")) {
      HttpResponse<String> answer =
          visitor.raw("GET", "/api/about", "", "Authorization", token, "Origin", origin);
      assertThat(answer.statusCode()).as(origin).isEqualTo(403);
    }
    HttpResponse<String> site = visitor.raw("GET", "/", "", "Sec-Fetch-Site", "cross-site");
    assertThat(site.statusCode()).isEqualTo(403);
    assertThat(simulator.refusals().count()).isEqualTo(4);
  }

  @Test
  void aBodyIsCheckedWhileItIsTypedWithLineColumnAndMember() throws Exception {
    JsonNode checked =
        visitor.json(
            "POST",
            "/check",
            Visitor.order(LIST, "{\n  \"Limit\": 0,\n  \"GroupType\": 7\n}", "simulator", ""));
    assertThat(checked.path("problems"))
        .extracting(
            p ->
                p.path("line").asInt()
                    + ":"
                    + p.path("column").asInt()
                    + p.path("pointer").asText())
        .containsExactly("2:3/Limit", "3:3/GroupType");
    JsonNode broken =
        visitor.json(
            "POST", "/check", Visitor.order(LIST, "{\n \"a\": 1,\n \"a\": 2}", "simulator", ""));
    assertThat(broken.path("problems").path(0).path("line").asInt()).isEqualTo(3);
    assertThat(checked.path("request").path("url").asText()).contains("usersig=(hidden)");
  }

  @Test
  void anAnswerHasTimeSizeAndTheNextPage() throws Exception {
    JsonNode answer = visitor.call(LIST, "{\"Limit\": 2}").path("answer");
    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(answer.path("bytes").asInt()).isEqualTo(answer.path("body").asText().length());
    assertThat(answer.path("nextText").asText()).contains("\"Next\":44546853");
    JsonNode last = visitor.call(LIST, "{\"Limit\": 10000}").path("answer");
    assertThat(last.has("next")).as("the last page").isFalse();
  }

  @Test
  void aProxySeesNoSignatureOfACallToThisMachine() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try (Simulator proxy = Simulator.start()) {
      ProxySelector.setDefault(
          ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
      Console behind;
      try {
        behind = new Console();
      } finally {
        ProxySelector.setDefault(before);
      }
      try (behind;
          Simulator own = behind.on(Simulator.builder()).start()) {
        JsonNode answer = new Visitor(own, behind).call(LIST, "{}").path("answer");
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(own.requests().count()).isEqualTo(1);
      }
      assertThat(proxy.requests().count()).isZero();
    }
  }

  @Test
  void unknownMembersAreMarkedAndCodesAreExplained() throws Exception {
    simulator.addFault(
        FaultRule.on(LIST)
            .fault(
                Faults.json(
                    Visitor.JSON.readTree(
                        "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"TotalCount\":1,"
                            + "\"GroupIdList\":[{\"GroupId\":\"a\",\"New/er\":1}],\"Later\":{}}"))));
    JsonNode answer = visitor.call(LIST, "{}").path("answer");
    assertThat(answer.path("unknown"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("/GroupIdList/0/New~1er", "/Later");
    simulator.addFault(FaultRule.on(LIST).fault(Faults.code(10002)));
    JsonNode refused = visitor.call(LIST, "{}").path("answer");
    assertThat(refused.path("code").asInt()).isEqualTo(10002);
    assertThat(refused.path("explained").path("action").asText()).isNotBlank();
  }

  @Test
  void aCallThatGetsNoAnswerSaysWhy() throws Exception {
    simulator.addFault(FaultRule.onAny().fault(Faults.reset()));
    JsonNode answer = visitor.call(LIST, "{}").path("answer");
    assertThat(answer.path("status").asInt()).isZero();
    assertThat(answer.path("failure").asText()).startsWith("no whole answer");
  }

  @Test
  void aCallIsCopiedInSixLanguagesForItsServer() throws Exception {
    JsonNode texts =
        visitor.json("POST", "/snippets", Visitor.order(LIST, "{\"Limit\": 2}", "simulator", ""));
    assertThat(texts.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("curl", "Java", "TypeScript", "Python", "Go", "chatctl");
    texts
        .properties()
        .forEach(text -> assertThat(text.getValue().asText()).contains(simulator.baseUrl()));
    assertThat(texts.path("Java").asText()).contains("public static void main");
    assertThat(texts.path("TypeScript").asText()).contains("import { Configuration, GroupsApi, ");
    assertThat(texts.path("Python").asText()).contains("import chat\n");
    assertThat(texts.path("Go").asText()).startsWith("//").contains("package main");
  }

  @Test
  void aCopiedBodyDoesNotActOnATerminal() throws Exception {
    String name = "it's $(x) `y` \u202e\u009b\u2028";
    String body = Visitor.JSON.createObjectNode().put("Name", name).toString();
    JsonNode texts =
        visitor.json("POST", "/snippets", Visitor.order(IMPORT, body, "simulator", ""));
    for (Map.Entry<String, JsonNode> text : texts.properties()) {
      assertThat(text.getValue().asText())
          .as(text.getKey())
          .doesNotContain("\u202e")
          .doesNotContain("\u009b")
          .doesNotContain("\u2028");
    }
    String chatctl = texts.path("chatctl").asText();
    assertThat(chatctl).contains("'{\"Name\":\"it'\\''s $(x) `y` \\u202e\\u009b\\u2028\"}'");
    String list = "\"GroupId\",".repeat(10_000);
    JsonNode big =
        visitor.json(
            "POST",
            "/snippets",
            Visitor.order(
                "get_group_info", "{\"GroupIdList\":[" + list + "\"z\"]}", "simulator", ""));
    assertThat(big.path("curl").asText()).contains("--data @- <<'JSON'").endsWith("\nJSON");
    assertThat(big.path("chatctl").asText()).contains("--body - <<'JSON'").endsWith("\nJSON");
  }

  @Test
  void aProgramThatIsNotOnThePathIsGivenWithItsFolder() throws Exception {
    try (Console own = new Console().program("/opt/my tools/chatctl");
        Simulator other = own.on(Simulator.builder()).start()) {
      JsonNode texts =
          new Visitor(other, own)
              .json("POST", "/snippets", Visitor.order(LIST, "{}", "simulator", ""));
      assertThat(texts.path("curl").asText()).startsWith("USERSIG=$('/opt/my tools/chatctl' ");
      assertThat(texts.path("chatctl").asText()).startsWith("'/opt/my tools/chatctl' call ");
    }
  }

  @Test
  void noAnswerContainsTheKeyOrASignature() throws Exception {
    String key = SimulatedApp.DEFAULT.secretKey();
    simulator.addFault(FaultRule.on(LIST).fault(Faults.code(10002, "your key is " + key)));
    visitor.call(LIST, "{\"key\": \"x\"}");
    visitor.call(LIST, "{}");
    // Places where the key would be cut in the middle, and where its characters are escaped.
    HttpClient careless = HttpClient.newHttpClient();
    for (String path : List.of("x".repeat(280) + key, "x?k=" + key)) {
      careless.send(
          HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/" + path)).build(),
          HttpResponse.BodyHandlers.discarding());
    }
    for (String path :
        List.of(
            "/contract",
            "/targets",
            "/about",
            "/traffic",
            "/traffic/one?serial=1",
            "/traffic/one?serial=3",
            "/traffic/har",
            "/traffic/case?serial=1",
            "/traffic/stub?serial=2",
            "/faults",
            "/world",
            "/world/entries?collection=groups",
            "/clock",
            "/limits",
            "/conformance")) {
      visitor.get(path);
    }
    String everything = visitor.everything();
    assertThat(everything.contains("(hidden)")).as("something was hidden").isTrue();
    assertThat(everything.contains(key.substring(0, 24))).as("the key is shown").isFalse();
    assertThat(SIGNATURE.matcher(everything).find()).as("a signature is shown").isFalse();
  }

  @Test
  void aSignatureAfterAnEscapedEqualsSignIsHidden() throws Exception {
    String signature = "eJ" + "yrVgrxCd".repeat(12);
    HttpClient careless = HttpClient.newHttpClient();
    for (String mark : List.of("?", "&")) {
      URI uri = URI.create(simulator.baseUrl() + "/x" + mark + "usersig%3D" + signature);
      careless.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }
    for (String path :
        List.of("/traffic", "/traffic/one?serial=1", "/traffic/one?serial=2", "/traffic/har")) {
      visitor.get(path);
    }
    assertThat(visitor.everything()).contains("(hidden)").doesNotContain(signature);
  }

  @Test
  void aTextThatLooksLikeASignatureLeavesEveryAnswerJson() throws Exception {
    String group = "{\"Type\":\"Public\",\"GroupId\":\"odd-7\",\"Name\":\"usersig=a\\\"b\\\\\"}";
    visitor.call(IMPORT, group);
    JsonNode members = visitor.get("/world/entry?collection=groups&key=odd-7").path("members");
    assertThat(members.path("Name").asText()).isEqualTo("usersig=(hidden)\"b\\");
    assertThat(visitor.get("/world/entries?collection=groups&search=odd-7").path("count").asInt())
        .isEqualTo(1);
    JsonNode seen = visitor.get("/traffic/one?serial=1");
    assertThat(Visitor.JSON.readTree(seen.path("body").asText()).path("GroupId").asText())
        .isEqualTo("odd-7");
  }

  @Test
  void aLiveAppMayBeReadAndIsChangedOnlyAfterAConfirmationThatNamesIt() throws Exception {
    SimulatedApp app =
        new SimulatedApp(1400000777L, List.of("boss"), "another-key-of-sixty-four-characters");
    try (Simulator region = Simulator.builder().app(app).start();
        Console own = new Console();
        SigningKey key = SigningKey.of(app.secretKey().toCharArray())) {
      own.live(Target.live(region.baseUrl(), app.appId(), "boss", key), app.secretKey());
      try (Simulator local = own.on(Simulator.builder()).start()) {
        Visitor page = new Visitor(local, own);
        assertThat(page.get("/targets")).hasSize(2);
        JsonNode read = page.json("POST", "/call", Visitor.order(LIST, "{}", "live", ""));
        assertThat(read.path("answer").path("success").asBoolean()).isTrue();
        String group = "{\"Type\":\"Public\",\"Name\":\"n\",\"GroupId\":\"live1\"}";
        for (String confirmed : List.of("", "1400000001", "yes")) {
          HttpResponse<String> refused =
              page.api("POST", "/call", Visitor.order(IMPORT, group, "live", confirmed));
          assertThat(refused.statusCode()).isEqualTo(422);
          assertThat(refused.body()).contains("1400000777", "confirmedApp");
        }
        assertThat(region.requests().count()).as("only what was read").isEqualTo(1);
        page.json("POST", "/call", Visitor.order(IMPORT, group, "live", "1400000777"));
        assertThat(region.world().collection("groups").find("live1")).isNotNull();
        assertThat(local.requests().count()).as("nothing went to the simulator").isZero();
        assertThat(page.everything()).doesNotContain(app.secretKey());
      }
    }
    HttpResponse<String> off = visitor.api("POST", "/call", Visitor.order(LIST, "{}", "live", ""));
    assertThat(off.body()).contains("--allow-live");
  }

  @Test
  void rulesAreRowsWithHitsThatCanBeSwitchedOffAndOn() throws Exception {
    JsonNode rows =
        visitor.json("POST", "/faults", "{\"fault\":\"code\",\"code\":10002,\"times\":2}");
    long id = rows.path(0).path("id").asLong();
    visitor.json("PATCH", "/faults?id=" + id, "{\"on\":false}");
    assertThat(visitor.call(LIST, "{}").path("answer").path("code").isMissingNode()).isTrue();
    assertThat(simulator.faults().pending()).as("a rule that is off").isEmpty();
    visitor.json("PATCH", "/faults?id=" + id, "{\"on\":true}");
    visitor.call(LIST, "{}");
    assertThat(visitor.get("/faults").path(0).path("hits").asInt()).isEqualTo(1);
    visitor.call(LIST, "{}");
    JsonNode spent = visitor.get("/faults").path(0);
    assertThat(spent.path("spent").asBoolean()).isTrue();
    assertThat(spent.path("hits").asInt()).isEqualTo(2);
    assertThat(visitor.json("DELETE", "/faults?id=" + id, "")).isEmpty();
    assertThat(visitor.api("DELETE", "/faults?id=" + id, "").statusCode()).isEqualTo(422);
    assertThat(visitor.api("POST", "/faults", "{\"fault\":\"code\"}").body()).contains("/code");
  }

  @Test
  void theDataIsSearchedAddedImportedAndReset() throws Exception {
    int before = visitor.get("/world/entries?collection=groups").path("count").asInt();
    visitor.json("POST", "/world/many", "{\"collection\":\"groups\",\"count\":10000}");
    JsonNode page = visitor.get("/world/entries?collection=groups&offset=9900&limit=100");
    assertThat(page.path("count").asInt()).isEqualTo(before + 10_000);
    assertThat(page.path("entries")).hasSize(100);
    visitor.json(
        "POST",
        "/world/import",
        "{\"groups\":[{\"GroupId\":\"needle\",\"Type\":\"Public\",\"Name\":\"In the hay\","
            + "\"$below\":{\"attributes\":[{\"key\":\"colour\",\"value\":\"red\"}]}}]}");
    assertThat(visitor.get("/world/entries?collection=groups&search=HAY").path("count").asInt())
        .isEqualTo(1);
    JsonNode attribute =
        visitor.get("/world/entries?collection=attributes&of=needle").path("entries").path(0);
    assertThat(attribute.path("key").asText()).isEqualTo("colour");
    assertThat(visitor.call("get_group_attr", "{\"GroupId\":\"needle\"}").toString())
        .contains("red");
    HttpResponse<String> half =
        visitor.api("POST", "/world/import", "{\"groups\":[{\"GroupId\":\"first\"}, 7]}");
    assertThat(half.body()).contains("/groups/1");
    assertThat(simulator.world().collection("groups").find("first")).as("all or nothing").isNull();
    for (String below :
        List.of(
            "[]",
            "\"x\"",
            "{\"attributes\":[{\"key\":{}}]}",
            "{\"attributes\":[{\"key\":\"\"}]}")) {
      HttpResponse<String> odd =
          visitor.api(
              "POST",
              "/world/import",
              "{\"groups\":[{\"GroupId\":\"second\",\"$below\":" + below + "}]}");
      assertThat(odd.body()).as(below).contains("/groups/0/$below");
      assertThat(simulator.world().collection("groups").find("second")).as(below).isNull();
    }
    visitor.json("POST", "/world/reset", "");
    assertThat(visitor.get("/world/entries?collection=groups").path("count").asInt())
        .isEqualTo(before);
  }

  @Test
  void theClockIsSetAndSignaturesFollowIt() throws Exception {
    JsonNode set = visitor.json("PUT", "/clock", "{\"now\":\"2031-01-01T00:00:00Z\"}");
    assertThat(set.path("now").asText()).startsWith("2031-01-01T00:00:0");
    assertThat(visitor.call(LIST, "{}").path("answer").path("success").asBoolean()).isTrue();
    assertThat(visitor.api("PUT", "/clock", "{\"now\":\"yesterday\"}").statusCode()).isEqualTo(422);
    assertThat(visitor.api("PUT", "/clock", "{\"now\":\"9999-01-01T00:00:00Z\"}").statusCode())
        .isEqualTo(422);
    visitor.json("PUT", "/clock", "{\"shiftSeconds\":0}");
    Instant now = Instant.parse(visitor.get("/clock").path("now").asText());
    assertThat(Duration.between(now, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void rateLimitsAreSetAndEnforced() throws Exception {
    visitor.json(
        "PUT",
        "/limits",
        "{\"enforced\":true,\"operation\":\"" + LIST + "\",\"calls\":1,\"perSeconds\":3600}");
    assertThat(visitor.call(LIST, "{}").path("answer").path("success").asBoolean()).isTrue();
    assertThat(visitor.call(LIST, "{}").path("answer").path("explained").path("class").asText())
        .isEqualTo("throttle");
    visitor.json("PUT", "/limits", "{\"enforced\":false}");
    assertThat(visitor.call(LIST, "{}").path("answer").path("success").asBoolean()).isTrue();
  }

  @Test
  void aRequestBecomesACaseThatTheRunnerAccepts(@TempDir Path folder) throws Exception {
    visitor.call(LIST, "{}");
    simulator.addFault(FaultRule.on(LIST).fault(Faults.code(10002)));
    visitor.call(LIST, "{}");
    simulator.addFault(FaultRule.on(LIST).fault(Faults.badGateway()));
    visitor.call(LIST, "{}");
    simulator.addFault(FaultRule.on(LIST).fault(Faults.reset()));
    visitor.call(LIST, "{}");
    List<String> odd =
        List.of(
            "{\"ActionStatus\":\"FAIL\",\"ErrorCode\":0,\"ErrorInfo\":\"\"}",
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":10002,\"ErrorInfo\":null}",
            "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\"}",
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\"}",
            "{\"ErrorCode\":0}",
            "{}",
            "[]");
    for (String body : odd) {
      simulator.addFault(
          FaultRule.on(LIST).fault(Faults.json(body.getBytes(StandardCharsets.UTF_8))));
      visitor.call(LIST, "{}");
    }
    int last = 4 + odd.size();
    for (int serial = 1; serial <= last; serial++) {
      JsonNode made = visitor.get("/traffic/case?serial=" + serial);
      Path file = folder.resolve(made.path("file").asText());
      Files.writeString(file, made.path("content").toPrettyString());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
      int exit =
          ConformanceMain.run(
              List.of(
                  "run",
                  "--templates",
                  file.toString(),
                  "--operation",
                  LIST,
                  "--filter",
                  "*/console/*"),
              print,
              print,
              Map.of());
      assertThat(out.toString(StandardCharsets.UTF_8)).as("" + serial).contains("1 passed");
      assertThat(exit).isZero();
    }
    simulator.addFault(FaultRule.on(LIST).fault(Faults.truncated(3)));
    simulator.addFault(FaultRule.on(LIST).fault(Faults.gzip()));
    simulator.addFault(FaultRule.on(LIST).fault(Faults.falseGzip()));
    for (int serial = last + 1; serial <= last + 3; serial++) {
      visitor.call(LIST, "{}");
      assertThat(visitor.api("GET", "/traffic/case?serial=" + serial, "").body())
          .contains("by hand");
    }
    assertThat(visitor.api("GET", "/traffic/stub?serial=" + (last + 2), "").body())
        .contains("by hand");
  }

  @Test
  void aRequestBecomesAMappingThatWireMockServes(@TempDir Path root) throws Exception {
    JsonNode answer = visitor.call(LIST, "{\"Limit\": 2}").path("answer");
    JsonNode made = visitor.get("/traffic/stub?serial=1");
    Path file = root.resolve("mappings").resolve(made.path("file").asText());
    Files.createDirectories(file.getParent());
    Files.writeString(file, made.path("content").toPrettyString());
    WireMockServer plain =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                .usingFilesUnderDirectory(root.toString()));
    plain.start();
    try {
      String signed = "sdkappid=1&identifier=a&usersig=s&random=1&contenttype=json";
      URI uri = URI.create(plain.baseUrl() + "/v4/group_open_http_svc/" + LIST + "?" + signed);
      HttpResponse<String> same =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(uri)
                      .POST(HttpRequest.BodyPublishers.ofString("{\"Limit\":2}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(Visitor.JSON.readTree(same.body()))
          .isEqualTo(Visitor.JSON.readTree(answer.path("body").asText()));
    } finally {
      plain.stop();
    }
  }

  @Test
  void observeReadsTheHar() throws Exception {
    simulator.addFault(
        FaultRule.on(LIST)
            .fault(
                Faults.json(
                    Visitor.JSON.readTree(
                        "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"Later\":1}"))));
    visitor.call(LIST, "{}");
    String har = visitor.api("GET", "/traffic/har", "").body();
    assertThat(observed(har)).contains("Later");
  }

  private String observed(String har) throws Exception {
    Observation observation = new Observation(simulator.contract());
    observation.read("traffic.har", new ByteArrayInputStream(har.getBytes(StandardCharsets.UTF_8)));
    return observation.report().json();
  }

  @Test
  void casesRunOnTheJavaClientAndTheirResultIsReported() throws Exception {
    JsonNode run =
        visitor.json("POST", "/conformance/runs", "{\"filter\":\"" + LIST + "/sample-*\"}");
    long id = run.path("id").asLong();
    while (visitor.get("/conformance/run?id=" + id).path("state").asText().equals("running")) {
      Thread.onSpinWait();
    }
    JsonNode ended = visitor.get("/conformance/run?id=" + id);
    assertThat(ended.path("state").asText()).isEqualTo("passed");
    assertThat(ended.path("done").asInt()).isPositive().isEqualTo(ended.path("total").asInt());
    assertThat(visitor.get("/conformance").path("runs")).hasSize(1);
    assertThat(visitor.api("POST", "/conformance/runs", "{\"subject\":1}").statusCode())
        .as("a driver that nobody named")
        .isEqualTo(422);
    assertThat(visitor.api("POST", "/conformance/runs", "{\"filter\":\"zz\"}").statusCode())
        .isEqualTo(422);
  }
}
