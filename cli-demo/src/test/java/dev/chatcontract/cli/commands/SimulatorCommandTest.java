package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.Chatctl;
import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.conformance.runner.ConformanceOption;
import dev.chatcontract.conformance.simulator.SimulatorOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as a long-running server: whom it answers, and what it prints meanwhile. */
@Timeout(120)
class SimulatorCommandTest {
  private static final String TOKEN = "a-token-of-our-own-1234";

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private Thread running = new Thread();

  @AfterEach
  void stop() throws InterruptedException {
    running.interrupt();
    running.join();
  }

  @Test
  void anAddressBeyondLoopbackNeedsConsent() {
    Run.Outcome outcome = Run.in(directory).chatctl("simulator", "--host", "0.0.0.0");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("0.0.0.0", "other machines", "--allow-remote");
    Run.Outcome nowhere =
        Run.in(directory).chatctl("simulator", "--host", "no.such.host.invalid", "--allow-remote");
    assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.error()).contains("no.such.host.invalid", "no such address");
  }

  @Test
  void beyondLoopbackTheAdminNeedsThePrintedToken() throws Exception {
    String url = start("--host", "0.0.0.0", "--allow-remote");
    assertThat(url).startsWith("http://127.0.0.1:");
    await(err, "Bearer ");
    String told = err.toString(StandardCharsets.UTF_8);
    String token = told.substring(told.indexOf("Bearer ") + 7).strip().split("\\s", 2)[0];
    assertThat(status(url, "/__admin/chat", "Authorization", "Bearer nobody")).isEqualTo(401);
    assertThat(status(url, "/__admin/chat", "Authorization", "Bearer " + token)).isEqualTo(200);
  }

  @Test
  void aTokenFromAFileOrTheEnvironmentIsNotPrinted() throws Exception {
    Files.writeString(directory.resolve("token"), TOKEN + "\n");
    String url = start("--admin-token-file", "token");
    assertThat(status(url, "/__admin/chat", "Accept", "*/*")).isEqualTo(401);
    assertThat(status(url, "/__admin/chat", "Authorization", "Bearer " + TOKEN)).isEqualTo(200);
    stop();
    environment.put("CHATCTL_ADMIN_TOKEN", TOKEN);
    url = start();
    assertThat(status(url, "/__admin/chat", "Authorization", "Bearer " + TOKEN)).isEqualTo(200);
    assertThat(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
        .doesNotContain(TOKEN);
    Run.Outcome weak = Run.in(directory).with("CHATCTL_ADMIN_TOKEN", "1234").chatctl("simulator");
    assertThat(weak.error()).contains("16").doesNotContain("1234");
    Run.Outcome absent = Run.in(directory).chatctl("simulator", "--admin-token-file", "absent");
    assertThat(absent.error()).contains("--admin-token-file", "absent");
  }

  @Test
  void verbosePrintsALinePerRequestWithTheReason() throws Exception {
    String url = start("--verbose");
    status(url, "/__admin/mappings", "Accept", "*/*");
    status(url, "/v4/x?usersig=hidden", "Accept", "*/*");
    status(url, "/__admin/chat/reset", "Origin", "http://evil.example");
    await(err, "[door]");
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.contains("GET /__admin/mappings 404 [admin]"))
        .anyMatch(line -> line.contains("GET /v4/x 200 60009 [checks]"))
        .anyMatch(line -> line.contains("/__admin/chat/reset 403 [door] the Origin"));
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("usersig");
  }

  @Test
  void theHelpExplainsAnswersFromSamples() {
    assertThat(Run.in(directory).chatctl("simulator", "--help").out())
        .contains("Chat-Simulator-Answer", "sample", "--allow-remote");
  }

  @Test
  void eachOptionOfASimulatorIsInTheHelpAndInTheCompletion() {
    String help = Run.in(directory).chatctl("simulator", "--help").out();
    String completion = Run.in(directory).chatctl("completion", "fish").out();
    for (SimulatorOption option : SimulatorOption.values()) {
      assertThat(help).contains(option.word() + (option.isFlag() ? "" : "="));
      assertThat(completion)
          .contains("__fish_seen_subcommand_from simulator' -l " + option.word().substring(2));
    }
    assertThat(help).doesNotContain("--app-id").doesNotContain("--contract");
  }

  @Test
  void optionsHaveTheSameNamesAsInOtherCommands() {
    assertThat(SimulatorOption.SDKAPPID.word()).isEqualTo(Options.SDKAPPID);
    assertThat(SimulatorOption.IDENTIFIER.word()).isEqualTo(Options.IDENTIFIER);
    assertThat(SimulatorOption.SECRET_KEY_FILE.word()).isEqualTo(Options.SECRET_KEY_FILE);
    assertThat(SimulatorOption.SPEC.word()).isEqualTo(ContractFiles.SPEC);
    assertThat(ConformanceOption.SPEC.word()).isEqualTo(ContractFiles.SPEC);
  }

  @Test
  void entriesAreAddedToACollectionOfTheContract() {
    Run.Outcome unknown = Run.in(directory).chatctl("simulator", "--add", "nothing=1");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.error()).contains("--add: there is no collection nothing", "groups");
    Run.Outcome number = Run.in(directory).chatctl("console", "--add", "groups=many");
    assertThat(number.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(number.error()).contains("--add many: must be a whole number");
  }

  /** Starts it and returns the base URL once it is printed. */
  private String start(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "simulator";
    System.arraycopy(options, 0, args, 1, options.length);
    out.reset();
    err.reset();
    environment.put("HOME", directory.toString());
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            directory,
            false,
            false,
            100,
            question -> Optional.empty());
    running = new Thread(() -> Chatctl.run(terminal, args), "simulator under test");
    running.start();
    await(out, "\n");
    return out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
  }

  private void await(ByteArrayOutputStream stream, String text) {
    while (!stream.toString(StandardCharsets.UTF_8).contains(text)) {
      assertThat(running.isAlive()).as(err.toString(StandardCharsets.UTF_8)).isTrue();
      Thread.onSpinWait();
    }
  }

  private static int status(String url, String path, String header, String value) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + path)).header(header, value).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
