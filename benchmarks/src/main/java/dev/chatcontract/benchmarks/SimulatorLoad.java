package dev.chatcontract.benchmarks;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.chatcontract.benchmarks.subject.BareOkHttp;
import dev.chatcontract.benchmarks.subject.Subject;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.UserSigCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;

/**
 * Requests per second of the simulator, with signature and contract checks, compared with a bare
 * WireMock stub with the same answer.
 */
final class SimulatorLoad {
  private static final String PATH = "/v4/group_open_http_svc/get_group_info";
  private static final byte[] BODY =
      "{\"GroupIdList\":[\"@TGS#1NVTZEAE4\",\"@TGS#1CXTZEAET\"]}".getBytes(StandardCharsets.UTF_8);
  private static final int SIMULATOR_HEAP_MEGABYTES = 128;

  private SimulatorLoad() {}

  static Table measure(Effort effort) throws Exception {
    OkHttpClient http = new OkHttpClient();
    try (ServerProcess stub = ServerProcess.start(256, Stub.class);
        ServerProcess simulator = ServerProcess.start(SIMULATOR_HEAP_MEGABYTES, Simulated.class)) {
      String query = query();
      Subject bare = named("bare WireMock stub", http, stub.baseUrl() + PATH + query);
      Subject ours = named("simulator", http, simulator.baseUrl() + PATH + query);
      Map<String, List<Load.Round>> rounds = new Load(4, effort).run(List.of(bare, ours));
      Table table =
          new Table("Simulator, 4 connections", List.of("server", "requests a second, ratio"));
      for (Subject subject : List.of(bare, ours)) {
        table.row(
            subject.name(),
            Load.ratios(rounds.get(subject.name()), rounds.get(bare.name())).callsPerSecond());
      }
      if (effort == Effort.FULL) {
        for (int i = 0; i < 1_000_000; i++) {
          ours.call();
        }
        if (!simulator.alive()) {
          throw new IllegalStateException("the simulator did not survive a million requests");
        }
        table.row("heap that was enough for 1,000,000 requests, MB", SIMULATOR_HEAP_MEGABYTES);
      }
      return table;
    }
  }

  private static Subject named(String name, OkHttpClient http, String url) {
    return Subject.of(name, new BareOkHttp(http, url, BODY)::call);
  }

  private static String query() {
    SimulatedApp app = SimulatedApp.DEFAULT;
    try (ChatCredentials who =
        ChatCredentials.of(
            app.appId(), app.administrator(), app.secretKey().getBytes(StandardCharsets.UTF_8))) {
      return "?sdkappid="
          + who.appId()
          + "&identifier="
          + who.identifier()
          + "&usersig="
          + UserSigCache.of(who).userSig()
          + "&contenttype=json&random=";
    }
  }

  /** A WireMock server with one stub. */
  static final class Stub {
    private Stub() {}

    public static void main(String[] args) throws IOException {
      WireMockServer server =
          new WireMockServer(
              WireMockConfiguration.options()
                  .bindAddress("127.0.0.1")
                  .dynamicPort()
                  .disableRequestJournal());
      server.stubFor(
          WireMock.post(WireMock.urlPathEqualTo(PATH))
              .willReturn(
                  WireMock.aResponse()
                      .withHeader("Content-Type", "application/json")
                      .withBody(Answers.SAMPLE.bytes())));
      server.start();
      ServerProcess.serveUntilParentEnds(server.port());
      server.stop();
    }
  }

  /** The simulator without its rate limits, which would otherwise determine the result. */
  static final class Simulated {
    private Simulated() {}

    public static void main(String[] args) throws IOException {
      try (Simulator simulator = Simulator.builder().rateLimits(false).requestLog(0).start()) {
        ServerProcess.serveUntilParentEnds(simulator.port());
      }
    }
  }
}
