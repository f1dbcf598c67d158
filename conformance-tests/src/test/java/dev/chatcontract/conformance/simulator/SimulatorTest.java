package dev.chatcontract.conformance.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void itListensOnLoopbackAndFreesThePort() {
    Simulator first = Simulator.start();
    int port = first.port();
    assertThat(first.baseUrl()).isEqualTo("http://127.0.0.1:" + port);
    first.close();
    first.close();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aPortInUseIsReported() {
    try (Simulator taken = Simulator.start()) {
      Simulator.Builder same = Simulator.builder().port(taken.port());
      assertThatThrownBy(same::start)
          .isInstanceOf(SimulatorException.class)
          .hasMessageContaining(":" + taken.port())
          .hasMessageContaining("in use");
    }
    assertThatThrownBy(() -> Simulator.builder().port(70_000)).hasMessageContaining("65535");
  }

  @Test
  void rateLimitsOfTheContractSlideWithTheClock() {
    SteppedClock clock = new SteppedClock();
    try (Simulator simulator = Simulator.builder().clock(clock).rateLimits(true).start()) {
      ApiCaller api = new ApiCaller(simulator, clock);
      assertThat(api.code("get_appid_group_list", "{}")).isZero();
      assertThat(api.code("get_appid_group_list", "{}")).isEqualTo(60007);
      // It has its own budget.
      assertThat(api.code("get_group_attr", "{\"GroupId\":\"@TGS#aC5SZEAEF\"}")).isZero();
      clock.step(999);
      assertThat(api.code("get_appid_group_list", "{}")).isEqualTo(60007);
      clock.step(1);
      assertThat(api.code("get_appid_group_list", "{}")).isZero();
      simulator.reset();
      assertThat(api.code("get_appid_group_list", "{}")).isZero();
    }
  }

  @Test
  void anAcceptedSignatureStillExpires() {
    SteppedClock clock = new SteppedClock();
    try (Simulator simulator = Simulator.builder().clock(clock).start()) {
      ApiCaller api = new ApiCaller(simulator, clock);
      String target = api.path("get_appid_group_list") + "?" + api.query();
      byte[] body = "{}".getBytes(UTF_8);
      for (int code : new int[] {0, 0, 70001, 70001}) {
        assertThat(new String(api.send("POST", target, body).body(), UTF_8))
            .contains("\"ErrorCode\":" + code);
        clock.step(1_801_000);
      }
    }
  }

  @Test
  void anAnswerOverOneMegabyteIsTheOperationsTooLargeCode() {
    try (Simulator simulator = Simulator.builder().emptyWorld().start()) {
      ApiCaller api = new ApiCaller(simulator);
      IntStream.range(0, 60)
          .forEach(
              i ->
                  simulator
                      .world()
                      .collection("groups")
                      .add(
                          "g" + i,
                          "Public",
                          ApiCaller.JSON.createObjectNode().put("Name", "n".repeat(25_000))));
      String forty = IntStream.range(0, 40).mapToObj(i -> "\"g" + i + "\"").toList().toString();
      String fifty = IntStream.range(0, 50).mapToObj(i -> "\"g" + i + "\"").toList().toString();
      assertThat(api.code("get_group_info", "{\"GroupIdList\":" + forty + "}")).isZero();
      assertThat(api.code("get_group_info", "{\"GroupIdList\":" + fifty + "}")).isEqualTo(10018);
    }
  }

  @Test
  void aHundredThreadsImportDifferentGroupsOnceEach() throws Exception {
    try (Simulator simulator = Simulator.builder().emptyWorld().start()) {
      ApiCaller api = new ApiCaller(simulator);
      ExecutorService threads = Executors.newFixedThreadPool(100);
      try {
        List<Future<Integer>> codes =
            IntStream.range(0, 400)
                .mapToObj(
                    i ->
                        threads.submit(
                            () ->
                                api.code(
                                    "import_group",
                                    "{\"Type\":\"Public\",\"Name\":\"x\",\"GroupId\":\"g"
                                        + i / 4
                                        + "\"}")))
                .toList();
        int taken = 0;
        for (Future<Integer> code : codes) {
          taken += code.get() == 10021 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(300);
      } finally {
        threads.shutdownNow();
      }
      assertThat(simulator.world().collection("groups").count()).isEqualTo(100);
    }
  }

  @Test
  void theMainPrintsItsAddressAndEndsOnRequest() {
    assertThat(run(Map.of(), "--port", "0", "--add", "groups=5")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("http://127.0.0.1:").contains("app 1400000001");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void theMainNamesAWrongOptionAndNeverTheKey() {
    Map<String, String> environment = Map.of(SimulatorMain.KEY_VARIABLE, "very-secret");
    assertThat(run(environment, "--app-id", "7", "--identifier", "boss")).isZero();
    assertThat(out.toString(UTF_8)).contains("app 7, administrator boss");
    assertThat(run(environment, "--prot", "1")).isEqualTo(2);
    assertThat(run(environment, "--port", "x")).isEqualTo(2);
    assertThat(run(environment, "--port", "70000")).isEqualTo(2);
    assertThat(run(environment, "--port")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "unknown option --prot",
            "--port x: must be a whole number",
            "--port 70000: must be",
            "from 0 to 65535");
    assertThat(out.toString(UTF_8) + err.toString(UTF_8)).doesNotContain("very-secret");
    assertThat(new SimulatedApp(1, List.of("a"), "very-secret").toString())
        .doesNotContain("very-secret");
  }

  @Test
  void theMainTakesTheOptionsOfChatctlAndItsFormerOnes() {
    assertThat(run(Map.of(), "--sdkappid", "8", "--documented-answers", "--add", "groups=2"))
        .isZero();
    assertThat(out.toString(UTF_8)).contains("app 8, administrator administrator");
    assertThat(run(Map.of(), "--app-id", "9", "--documented")).isZero();
    assertThat(out.toString(UTF_8)).contains("app 9, administrator administrator");
    assertThat(run(Map.of(), "--host", "0.0.0.0", "--allow-remote")).isZero();
    assertThat(out.toString(UTF_8)).containsPattern("admin token [0-9a-f]{32}");
    String own = "a-token-of-the-user-0123";
    out.reset();
    assertThat(run(Map.of("CHATCTL_ADMIN_TOKEN", own), "--host", "0.0.0.0", "--allow-remote"))
        .isZero();
    assertThat(out.toString(UTF_8)).doesNotContain("admin token").doesNotContain(own);
    assertThat(run(Map.of(), "--add", "nothing=1")).isEqualTo(2);
    assertThat(run(Map.of(), "--secret-key-file", "/no/such/file")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("--add: there is no collection nothing", "/no/such/file");
  }

  @Test
  void theHelpOfTheMainHasEachOptionAndNoFormerWord() {
    assertThat(run(Map.of(), "--help")).isZero();
    String help = out.toString(UTF_8);
    for (SimulatorOption option : SimulatorOption.values()) {
      assertThat(help).contains("  " + option.word() + " ");
      option.text().formerly().forEach(word -> assertThat(help).doesNotContain(word + " "));
    }
    assertThat(help.lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void theMainReportsAPortInUse() {
    try (Simulator taken = Simulator.start()) {
      assertThat(run(Map.of(), "--port", Integer.toString(taken.port()))).isEqualTo(5);
      assertThat(err.toString(UTF_8)).contains("in use").doesNotContain("usage");
    }
  }

  private int run(Map<String, String> environment, String... args) {
    return SimulatorMain.run(
        List.of(args),
        environment,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        new CountDownLatch(0));
  }

  /** A clock that moves only when it is told to. */
  private static final class SteppedClock extends Clock {
    private final AtomicLong millis =
        new AtomicLong(Instant.parse("2026-01-02T03:04:05Z").toEpochMilli());

    void step(long by) {
      millis.addAndGet(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis.get());
    }
  }
}
