package dev.chatcontract.conformance.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which callers the simulator answers, and which paths exist other than operations. */
class DoorTest {
  private static final byte[] HANG = "{\"fault\":\"hang\",\"times\":0}".getBytes(UTF_8);
  private static final byte[] NONE = {};

  private static Simulator simulator;
  private static ApiCaller api;
  private static int port;

  @BeforeAll
  static void start() {
    simulator = Simulator.start();
    api = new ApiCaller(simulator);
    port = simulator.port();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  static Stream<List<String>> foreign() {
    String host = "Host: 127.0.0.1:" + port;
    return Stream.of(
        List.of(host, "Origin: http://evil.example"),
        List.of(host, "Origin: null"),
        List.of(host, "Origin: "),
        List.of(host, "Origin: http://127.0.0.1:" + (port + 1)),
        List.of(host, "Origin: http://localhost:" + port),
        List.of(host, "Origin: https://127.0.0.1:" + port),
        List.of(host, "Origin: http://127.0.0.1:" + port + ".evil.example"),
        List.of(host, "Origin: http://127.0.0.1:" + port, "Origin: http://evil.example"),
        List.of(host, "Sec-Fetch-Site: cross-site"),
        List.of(host, "Sec-Fetch-Site: same-site"),
        List.of("Host: evil.example"),
        List.of("Host: evil.example:" + port, "Origin: http://evil.example:" + port),
        List.of("Host: localhost.evil.example:" + port),
        List.of("Host: 127.0.0.1.evil.example"),
        List.of("Host: evil.example@127.0.0.1"),
        List.of("Host: 0.0.0.0:" + port),
        List.of("Host: 10.0.0.1"),
        List.of("Host: [::2]:" + port),
        List.of("Host: [::1].evil.example"),
        List.of("Host: 2130706433"),
        List.of("Host: 127.0.0.1:99:99"),
        List.of("Host: "));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void foreignOriginsAndHostNamesChangeNothing(List<String> headers) throws IOException {
    JsonNode before = api.admin("GET", "", "");
    String target = api.path("import_group") + "?" + api.query();
    byte[] group = "{\"Type\":\"Public\",\"Name\":\"x\"}".getBytes(UTF_8);
    for (RawHttp.Reply reply :
        List.of(
            RawHttp.send(port, "POST", "/__admin/chat/faults", headers, HANG),
            RawHttp.send(port, "POST", "/__admin/chat/reset", headers, NONE),
            RawHttp.send(port, "DELETE", "/__admin/chat/requests", headers, NONE),
            RawHttp.send(port, "GET", "/__admin/chat/requests", headers, NONE),
            RawHttp.send(port, "OPTIONS", "/__admin/chat/faults", headers, NONE),
            RawHttp.send(port, "POST", "/__admin/shutdown", headers, NONE),
            RawHttp.send(port, "POST", target, headers, group))) {
      assertThat(reply.status()).isIn(400, 403);
      assertThat(reply.head()).doesNotContainIgnoringCase("access-control");
      assertThat(reply.body()).doesNotContain("evil").hasSizeLessThan(100);
    }
    assertThat(api.admin("GET", "", "")).isEqualTo(before);
  }

  @Test
  void aWebSocketFromAForeignOriginIsNotOpened() throws IOException {
    RawHttp.Reply reply =
        RawHttp.send(
            port,
            "GET",
            "/__admin/chat",
            List.of(
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Origin: http://evil.example"),
            NONE);
    assertThat(reply.status()).isIn(400, 403);
    assertThat(reply.head()).doesNotContainIgnoringCase("sec-websocket-accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]", "127.9.9.9"})
  void everyNameOfLoopbackIsAccepted(String host) throws IOException {
    String authority = host + ":" + port;
    List<String> headers =
        List.of("Host: " + authority, "Origin: http://" + authority, "Sec-Fetch-Site: same-origin");
    assertThat(RawHttp.send(port, "GET", "/__admin/chat", headers, NONE).status()).isEqualTo(200);
    assertThat(RawHttp.send(port, "GET", "/__admin/chat", List.of("Host: " + host), NONE).status())
        .isEqualTo(200);
  }

  @Test
  void aRequestTargetThatNamesAnotherHostIsRefusedAndOneThatNamesThisIsServed() throws IOException {
    String own = "http://127.0.0.1:" + port;
    assertThat(RawHttp.send(port, "GET", own + "/__admin/chat", List.of(), NONE).status())
        .isEqualTo(200);
    for (String other : List.of("http://evil.example", "http://evil.example:" + port)) {
      assertThat(RawHttp.send(port, "GET", other + "/__admin/chat", List.of(), NONE).status())
          .isIn(400, 403);
    }
    assertThat(RawHttp.send(port, "CONNECT", "evil.example:443", List.of(), NONE).status())
        .isIn(400, 403, 405);
    assertThat(RawHttp.send(port, "CONNECT", "127.0.0.1:" + port, List.of(), NONE).status())
        .isIn(400, 405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__admin",
        "/__admin/",
        "/__admin/mappings",
        "/__admin/mappings/save",
        "/__admin/mappings/import",
        "/__admin/files/x",
        "/__admin/settings",
        "/__admin/shutdown",
        "/__admin/reset",
        "/__admin/requests",
        "/__admin/scenarios",
        "/__admin/recordings/start",
        "/__admin/webapp",
        "/__admin/swagger-ui",
        "/__admin/docs",
        "/__admin/health",
        "/__admin/version",
        "/__admin/chat/",
        "/__admin/chat/faults/",
        "/__admin/chat/../mappings",
        "/__admin//mappings",
        "/__admin/%63hat",
      })
  void onlyDocumentedPathsExist(String path) throws IOException {
    for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
      RawHttp.Reply reply = RawHttp.send(port, method, path, List.of(), NONE);
      assertThat(reply.status()).as(method).isEqualTo(404);
      assertThat(reply.body()).contains("/__admin/chat/faults");
    }
    assertThat(api.admin("GET", "", "").path("appId").asLong()).isEqualTo(1400000001L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%5f_admin/mappings",
        "//__admin/mappings",
        "/x/../__admin/mappings",
        "/__files/x",
        "/__Admin/mappings",
        "/;/__admin/mappings",
        "/__admin;x/mappings"
      })
  void otherSpellingsOfTheAdminPathAreUnknownOperations(String path) throws IOException {
    RawHttp.Reply reply = RawHttp.send(port, "GET", path, List.of(), NONE);
    assertThat(reply.body()).contains("60009");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "text/plain;a=b", "x"})
  void aFormOfAWebPageIsNotReadAsJson(String type) throws IOException {
    JsonNode before = api.admin("GET", "", "");
    List<String> headers = List.of("Content-Type: " + type);
    assertThat(RawHttp.send(port, "POST", "/__admin/chat/faults", headers, HANG).status())
        .isEqualTo(415);
    assertThat(api.admin("GET", "", "")).isEqualTo(before);
  }

  @Test
  void aWrongMethodIsAnsweredWithTheAllowedOnes() throws IOException {
    RawHttp.Reply reply = RawHttp.send(port, "PUT", "/__admin/chat/faults", List.of(), NONE);
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("DELETE, GET, POST");
    assertThat(RawHttp.send(port, "HEAD", "/__admin/chat", List.of(), NONE).status())
        .isEqualTo(200);
  }

  @Test
  void nothingIsReadFromOrWrittenToTheWorkingDirectory() throws IOException {
    Path mappings = Path.of("src/test/resources/mappings").toAbsolutePath();
    List<Path> before = files(mappings);
    assertThat(before).as("a broken stub lies where WireMock looks").hasSize(1);
    try (Simulator other = Simulator.start()) {
      ApiCaller caller = new ApiCaller(other);
      assertThat(caller.code("get_appid_group_list", "{}")).isZero();
      caller.admin("POST", "/reset", "");
    }
    assertThat(files(mappings)).isEqualTo(before);
  }

  @Test
  void listeningBeyondLoopbackNeedsConsentAndAnAdminToken() throws IOException {
    Simulator.Builder any = Simulator.builder().bindAddress("0.0.0.0");
    assertThatThrownBy(any::start)
        .isInstanceOf(SimulatorException.class)
        .hasMessageContaining("allowRemote");
    try (Simulator remote = any.allowRemote().hostName("chat").start()) {
      String token = remote.adminToken();
      assertThat(token).hasSizeGreaterThan(20);
      int there = remote.port();
      assertThat(status(there, "/__admin/chat", List.of())).isEqualTo(401);
      assertThat(status(there, "/__admin/chat", bearer("wrong" + token))).isEqualTo(401);
      assertThat(status(there, "/__admin/shutdown", List.of())).isEqualTo(401);
      assertThat(status(there, "/__admin/chat", bearer(token))).isEqualTo(200);
      for (String host : List.of("10.1.2.3", "[fd00::1]:8080", "chat:18080", "localhost")) {
        assertThat(status(there, "/v4/x", List.of("Host: " + host))).as(host).isEqualTo(200);
      }
      for (String host : List.of("evil.example", "chat.evil.example", "999.1.1.1", "[::1%25x]")) {
        assertThat(status(there, "/v4/x", List.of("Host: " + host))).as(host).isIn(400, 403);
      }
      assertThat(status(there, "/v4/x", List.of("Origin: http://evil.example"))).isEqualTo(403);
      assertThat(new ApiCaller(remote).code("get_appid_group_list", "{}")).isZero();
    }
    try (Simulator own = Simulator.builder().adminToken("0123456789abcdef").start()) {
      assertThat(status(own.port(), "/__admin/chat", List.of())).isEqualTo(401);
      assertThat(status(own.port(), "/__admin/chat", bearer("0123456789abcdef"))).isEqualTo(200);
    }
    assertThatThrownBy(() -> Simulator.builder().adminToken("short"))
        .hasMessageContaining("16")
        .hasMessageNotContaining("short");
  }

  private static int status(int there, String path, List<String> headers) throws IOException {
    return RawHttp.send(there, "GET", path, headers, NONE).status();
  }

  private static List<String> bearer(String token) {
    return List.of("Authorization: Bearer " + token);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
