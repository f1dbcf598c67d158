package dev.chatcontract.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that no page sends is refused, never a fault of the server. */
final class HostileQueriesTest {
  private static Console console;
  private static Simulator simulator;

  @BeforeAll
  static void start() {
    console = new Console();
    simulator = console.on(Simulator.builder()).start();
  }

  @AfterAll
  static void stop() {
    console.close();
    simulator.close();
  }

  /** Sends a target exactly as written, and returns the status of the answer. */
  private static int status(String method, String target) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket.setSoTimeout(60_000);
      String head =
          method
              + " "
              + target
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
              + console.token()
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
      return Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /traffic/stream?after=%zz",
        "GET /traffic/stream?%=1",
        "GET /traffic/stream?after=-1",
        "GET /traffic/stream?after=99999999999999999999",
        "GET /traffic/stream?after",
        "GET /traffic/stream?refused=1e3",
        "GET /traffic?x=%",
        "GET /traffic/one?serial=%zz",
        "GET /traffic/one?serial=-1",
        "GET /traffic/one?serial=9223372036854775807",
        "GET /traffic/case?serial=9223372036854775808",
        "GET /traffic/stub?serial=1.5",
        "GET /traffic/har?%c3%zz=1",
        "GET /world/entries?collection=groups&offset=-1",
        "GET /world/entries?collection=groups&limit=0",
        "GET /world/entries?collection=groups&limit=99999999999",
        "GET /world/entries?collection=%00",
        "GET /world/entry?collection=groups&key=%f",
        "DELETE /world/entries?collection=groups&key=%ff",
        "GET /explain?code=99999999999",
        "GET /explain?operation=%zz&code=1",
        "GET /conformance/run?id=-1",
        "GET /conformance/run?id=%2b1",
        "DELETE /faults?id=%",
        "DELETE /faults?id=0x10"
      })
  void aWrongQueryIsRefused(String call) throws IOException {
    String[] words = call.split(" ", 2);
    assertThat(status(words[0], "/__console/api" + words[1])).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__console/%zz",
        "/__console/%",
        "/__console/%00",
        "/__console/..%2fapp.js",
        "/__console//app.js",
        "/__console/api/%zz",
        "/__console/api/traffic%2fstream",
        "/__console/api/traffic/stream;x=1",
        "/__console/api/../app.js",
        "/__admin/%zz",
        "/__admin/chat/%ff",
        "/%zz",
        "/v4/%",
        "/v4/group_open_http_svc/get_group_info%00",
        "/?%zz=%"
      })
  void aWrongPathIsNotFoundOrRefused(String target) throws IOException {
    assertThat(status("GET", target)).isIn(200, 308, 400, 404);
  }
}
