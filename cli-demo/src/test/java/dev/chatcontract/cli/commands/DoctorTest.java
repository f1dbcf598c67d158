package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.conformance.simulator.fault.InjectedFault;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code chatctl doctor} against the simulator. */
@Timeout(120)
class DoctorTest {
  private static Simulator simulator;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    simulator = Simulator.start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private Run run() {
    return Run.on(simulator, directory);
  }

  @Test
  void theSimulatorPassesEveryCheck() {
    Run.Outcome outcome = run().chatctl("doctor");
    assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines().map(line -> line.substring(8, 20).strip()))
        .containsExactly(
            "versions", "key", "server", "proxy", "dns", "connection", "tls", "clock", "call");
    assertThat(outcome.out()).contains("OkHttp 5.", "was answered").doesNotContain("wrong");
    assertThat(outcome.out() + outcome.err()).doesNotContain(simulator.app().secretKey());
  }

  @Test
  void theReportIsAvailableAsJson() {
    assertThat(
            run()
                .chatctl("doctor", "--query", "[?check=='call'].verdict | [0]", "-o", "jsonl")
                .out())
        .isEqualTo("\"ok\"\n");
    Run.Outcome wrong = run().chatctl("doctor", "--query", "[");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theReportSaysThatAProxyElsewhereWouldReadTheSignature() {
    ProxySelector before = ProxySelector.getDefault();
    try (Simulator proxy = Simulator.builder().bindAddress("0.0.0.0").allowRemote().start()) {
      ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(proxy.port())));
      Run.Outcome outcome = run().chatctl("doctor");
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.FINDING);
      assertThat(outcome.out())
          .containsPattern("wrong   call +plain http to 127.0.0.1 through the proxy 0.0.0.0:");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void aKeyOfAnotherAppIsDetectedByTheCall() {
    String key = "another-key-0123456789abcdef0123456789abcdef0123456789abcdef0123";
    Run.Outcome outcome = run().with("CHATCTL_SECRET_KEY", key).chatctl("doctor");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(outcome.out())
        .contains("ok      key")
        .containsPattern("wrong   call +.*code 700\\d\\d");
    assertThat(outcome.out() + outcome.err()).doesNotContain(key);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(Faults.code(70001), "the clock of this machine is slow"),
        arguments(Faults.code(70014), "Sign for the same app number"),
        arguments(
            Faults.redirect(302, "http://127.0.0.1:1/login"), "Something on the way redirects"),
        arguments(http(403), "a gateway or proxy refused"),
        arguments(Faults.badGateway(), "A gateway answered in the service's place"),
        arguments(
            Faults.json("<html>log in</html>".getBytes(StandardCharsets.UTF_8)),
            "What answered is not the API"),
        arguments(Faults.reset(), "Something on the way closes connections"));
  }

  private static InjectedFault http(int status) {
    return Faults.http(
        status,
        List.of(Map.entry("Content-Type", "text/html")),
        "<b>no</b>".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theCauseOfAFailedCallIsNamed(InjectedFault fault, String advice) {
    simulator.addFault(FaultRule.on("get_appid_group_list").always().fault(fault));
    try {
      Run.Outcome outcome = run().chatctl("doctor");
      assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCode.FINDING);
      assertThat(outcome.out()).contains(advice);
    } finally {
      simulator.reset();
    }
  }

  @Test
  void allMissingSettingsAreReportedAtOnce() {
    Run.Outcome outcome = Run.in(directory).chatctl("doctor");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(outcome.out())
        .contains("wrong   key         no app: use --sdkappid")
        .contains("wrong   server      no server: use --region")
        .contains("skipped call        something before is wrong");
  }

  @Test
  void aSignedCallCanBeTurnedOff() {
    long before = simulator.requests().count();
    Run.Outcome outcome = run().chatctl("doctor", "--no-call");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("skipped call        not wanted");
    assertThat(simulator.requests().count() - before)
        .as("the unsigned question alone")
        .isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, administrator, 0, ok      usersig     signed with this key",
    "0, administrator, -7200, wrong   usersig     expired at ",
    "0, administrator, 7200, wrong   usersig     begins at ",
    "0, someone, 0, wrong   usersig     made for someone",
    "7, administrator, 0, wrong   usersig     made for app 1400000008"
  })
  void aUserSigIsHeldAgainstTheKey(long app, String account, long from, String line)
      throws IOException {
    Files.writeString(
        directory.resolve("sig"), userSig(simulator.app().secretKey(), app, account, from));
    Run.Outcome outcome = run().chatctl("doctor", "--usersig-file", "sig");
    assertThat(outcome.out()).contains(line);
    assertThat(outcome.exitCode())
        .isEqualTo(line.startsWith("ok") ? ExitCode.OK : ExitCode.FINDING);
  }

  @Test
  void aUserSigOfAnotherKeyOrNoneAtAllIsNamedAndNotShown() throws IOException {
    String sig = userSig("another-key-0123456789abcdef", 0, "administrator", 0);
    Files.writeString(directory.resolve("sig"), sig);
    assertThat(run().chatctl("doctor", "--usersig-file", "sig").out())
        .contains("wrong   usersig     signed with another key")
        .doesNotContain(sig);
    Files.writeString(directory.resolve("sig"), sig.substring(0, 40));
    assertThat(run().chatctl("doctor", "--usersig-file", "sig").out())
        .contains("wrong   usersig     none: ")
        .doesNotContain(sig.substring(0, 40));
    Run.Outcome nothing = run().chatctl("doctor", "--usersig-file", "nothing");
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nothing.error()).contains("--usersig-file");
  }

  @Test
  void aClassPathIsCheckedAsTheClientChecksIt() throws IOException {
    List<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(place -> Files.exists(Path.of(place)))
            .toList();
    String all = String.join(File.pathSeparator, jars);
    Run.Outcome good = run().chatctl("doctor", "--class-path", all);
    assertThat(good.out()).containsPattern("ok      class path  .*okhttp-jvm-5.*okio-jvm");
    assertThat(good.exitCode()).isEqualTo(ExitCode.OK);

    String okHttp = jars.stream().filter(j -> j.contains("okhttp-jvm")).findFirst().orElseThrow();
    Files.copy(Path.of(okHttp), directory.resolve("okhttp-3.12.13.jar"));
    Run.Outcome twice =
        run().chatctl("doctor", "--class-path", "okhttp-3.12.13.jar" + File.pathSeparator + all);
    assertThat(twice.out())
        .contains(
            "look    class path  OkHttp is there more than once: okhttp-3.12.13.jar, okhttp-jvm");

    String without =
        jars.stream()
            .filter(j -> !j.contains("okio"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(run().chatctl("doctor", "--class-path", without).out())
        .contains("wrong   class path  Okio is not there");
    assertThat(run().chatctl("doctor", "--class-path", "gone.jar").error())
        .contains("gone.jar is not there");
  }

  private static String userSig(String secret, long more, String account, long from) {
    long now = System.currentTimeMillis() / 1000;
    try (SigningKey key = SigningKey.of(secret.getBytes(StandardCharsets.UTF_8))) {
      return UserSig.generate(
          key, UserSigClaims.of(simulator.app().appId() + more, account, now + from, 3600));
    }
  }
}
