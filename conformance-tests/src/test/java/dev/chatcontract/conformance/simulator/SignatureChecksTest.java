package dev.chatcontract.conformance.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureChecksTest {
  private static Simulator simulator;
  private static ApiCaller api;

  @BeforeAll
  static void start() {
    simulator =
        Simulator.builder()
            .app(new SimulatedApp(1400000007L, List.of("administrator", "second admin"), "key"))
            .start();
    api = new ApiCaller(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void anyAdministratorMayCall() throws IOException {
    assertThat(codeFor(api.query())).isZero();
    String second = api.signature(1400000007L, "second admin", "key", 0);
    assertThat(codeFor(api.query(second).replace("=administrator", "=second%20admin"))).isZero();
  }

  @Test
  void anExpiredSignatureHasItsOwnCode() throws IOException {
    assertThat(codeFor(api.query(api.signature(1400000007L, "administrator", "key", -3602))))
        .isEqualTo(70001);
    assertThat(codeFor(api.query(api.signature(1400000007L, "administrator", "key", 3600))))
        .isEqualTo(70003);
  }

  @Test
  void aSignatureThatWasAcceptedIsRefusedAfterTheClockWasSetBack() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    InstantSource source = now::get;
    try (Simulator shifted = Simulator.builder().clock(source.withZone(ZoneOffset.UTC)).start()) {
      ApiCaller caller = new ApiCaller(shifted);
      String target = caller.path("get_appid_group_list") + "?" + caller.query();
      for (int days : new int[] {0, -1, 0, 1}) {
        now.set(Instant.now().plus(Duration.ofDays(days)));
        String body = new String(caller.send("POST", target, new byte[] {'{', '}'}).body(), UTF_8);
        int code = days == 0 ? 0 : days < 0 ? 70003 : 70001;
        assertThat(body).as(days + " days").contains("\"ErrorCode\":" + code);
      }
    }
  }

  @Test
  void wrongKeyIdentifierAndAppHaveTheirOwnCodes() throws IOException {
    assertThat(codeFor(api.query(api.signature(1400000007L, "administrator", "other", 0))))
        .isEqualTo(70009);
    assertThat(codeFor(api.query(api.signature(1400000007L, "second admin", "key", 0))))
        .isEqualTo(70013);
    assertThat(codeFor(api.query(api.signature(1400000008L, "administrator", "key", 0))))
        .isEqualTo(70014);
  }

  @Test
  void aUserWhoIsNotAnAdministratorIsRefusedEvenWithAValidSignature() throws IOException {
    String user = api.signature(1400000007L, "user", "key", 0);
    assertThat(codeFor(api.query(user).replace("=administrator", "=user"))).isEqualTo(60010);
  }

  @Test
  void aTruncatedSignatureIsInvalid() throws IOException {
    String signature = api.signature();
    assertThat(codeFor(api.query(signature.substring(0, signature.length() - 9)))).isEqualTo(70003);
  }

  @ParameterizedTest
  @CsvSource({
    "sdkappid=1400000007&, '', 60012",
    "sdkappid=1400000007, sdkappid=, 60012",
    "sdkappid=1400000007, sdkappid=%D9%A1%D9%A4, 60006",
    "sdkappid=1400000007, sdkappid=x, 60006",
    "sdkappid=1400000007, sdkappid=1400000009, 70020",
    "identifier=administrator&, '', 60004",
    "usersig=, usersig=&ignored=, 70002",
    "random=4294967295, random=4294967296, 60002",
    "random=4294967295, random=-1, 60002",
    "random=4294967295, random=99999999999999999999999, 60002",
    "random=4294967295&, '', 60002",
    "contenttype=json, contenttype=xml, 60002",
    "contenttype=json, contenttype=json&contenttype=json, 60002",
    "&contenttype=json, '#&contenttype=json', 60002",
  })
  void eachQueryParameterIsRequiredOnceAndInRange(String good, String bad, int code)
      throws IOException {
    String query = api.query().replace(good, bad);
    assertThat(codeFor(query)).as(query.replaceAll("usersig=[^&]+", "usersig=...")).isEqualTo(code);
  }

  @Test
  void theErrorTextIsWordedLikeAServersAndNamesTheParameter() throws IOException {
    JsonNode expired = answer(api.query(api.signature(1400000007L, "administrator", "key", -4000)));
    assertThat(expired.path("ActionStatus").asText()).isEqualTo("FAIL");
    assertThat(expired.path("ErrorInfo").asText()).isEqualTo("usersig expired");
    assertThat(answer(api.query().replace("random=", "rand=")).path("ErrorInfo").asText())
        .contains("random");
  }

  @Test
  void aQueryThatIsNotPercentEncodingIsUnparsable() throws IOException {
    String target = api.path("get_appid_group_list") + "?" + api.query().replace("=json", "=%zz");
    assertThat(new String(api.rawTo(target, "{}"), StandardCharsets.UTF_8)).contains("60002");
  }

  @Test
  void anUnknownPathAndAWrongMethodHaveTheirOwnCodes() throws IOException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String path = api.path("get_appid_group_list");
    assertThat(code(api.send("POST", path + "x?" + api.query(), body).body())).isEqualTo(60009);
    assertThat(code(api.send("POST", "/?" + api.query(), body).body())).isEqualTo(60009);
    assertThat(code(api.send("GET", path + "?" + api.query(), new byte[0]).body()))
        .isEqualTo(60002);
  }

  private static int codeFor(String query) throws IOException {
    return answer(query).path("ErrorCode").asInt();
  }

  private static JsonNode answer(String query) throws IOException {
    // A raw '#' ends the query in every URL library: the rest is never sent.
    String sent = query.replaceAll("#.*", "");
    return ApiCaller.JSON.readTree(
        api.send(
                "POST",
                api.path("get_appid_group_list") + "?" + sent,
                "{}".getBytes(StandardCharsets.UTF_8))
            .body());
  }

  private static int code(byte[] body) throws IOException {
    return ApiCaller.JSON.readTree(body).path("ErrorCode").asInt();
  }
}
