package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.client.Operations;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.runtime.Operation;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls through the commands, against the simulator. */
@ChatSimulator
class CallsTest {
  private final Simulator simulator;

  @TempDir Path directory;

  CallsTest(Simulator simulator) {
    this.simulator = simulator;
  }

  private Run run() {
    return Run.on(simulator, directory);
  }

  private JsonNode lastBody() {
    var all = simulator.requests().all();
    return TerminalJson.parse(
        new String(all.get(all.size() - 1).body(), StandardCharsets.UTF_8), "the request");
  }

  @Test
  void optionsBecomeTheRequestAndTheAnswerComesBackAsJson() {
    Run.Outcome outcome =
        run()
            .chatctl(
                "get-group-info",
                "--group-id-list",
                "@TGS#1NVTZEAE4",
                "@TGS#1CXTZEAET",
                "-o",
                "json");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(TerminalJson.parse(outcome.out(), "stdout").path("GroupInfo")).hasSize(2);
    assertThat(lastBody().toString())
        .isEqualTo("{\"GroupIdList\":[\"@TGS#1NVTZEAE4\",\"@TGS#1CXTZEAET\"]}");
  }

  @Test
  void nestedMembersAndListsOfObjectsCanBeGivenAsOptions() {
    Run.Outcome outcome =
        run()
            .chatctl(
                "import-group",
                "--type=Public",
                "--name=群",
                "--group-id=G1",
                "--app-defined-data",
                "Key=k1,Value=v1",
                "{\"Key\":\"k2\",\"Value\":\"v2\"}",
                "--max-member-count=500");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(lastBody().toString())
        .isEqualTo(
            "{\"Type\":\"Public\",\"GroupId\":\"G1\",\"Name\":\"群\",\"MaxMemberCount\":500,"
                + "\"AppDefinedData\":[{\"Key\":\"k1\",\"Value\":\"v1\"},{\"Key\":\"k2\",\"Value\":\"v2\"}]}");
    Run.Outcome filtered =
        run()
            .chatctl(
                "get-group-info",
                "--group-id-list",
                "G1",
                "--response-filter.group-base-info-filter",
                "Name");
    assertThat(filtered.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(lastBody().at("/ResponseFilter/GroupBaseInfoFilter/0").asText()).isEqualTo("Name");
    assertThat(filtered.out()).contains("群");
  }

  @Test
  void optionsOverrideABodyFromStdin() {
    Run.Outcome outcome =
        run()
            .stdin("{\"Limit\": 5, \"Next\": 0}")
            .chatctl("get-appid-group-list", "--body", "-", "--limit", "2");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(lastBody().toString()).isEqualTo("{\"Limit\":2,\"Next\":0}");
  }

  @Test
  void optionsOverrideALineAndALineOverridesTheBody() throws java.io.IOException {
    java.nio.file.Files.writeString(
        directory.resolve("lines"),
        """
        {"GroupIdList":["G1"],"ResponseFilter":{"GroupBaseInfoFilter":["Type"],"MemberInfoFilter":["Role"]}}
        """);
    run()
        .chatctl(
            "get-group-info",
            "--from",
            "lines",
            "--body",
            "{\"GroupIdList\":[\"G2\"],\"Other\":1}",
            "--response-filter.group-base-info-filter",
            "Name");
    assertThat(lastBody())
        .isEqualTo(
            TerminalJson.parse(
                """
                {"GroupIdList":["G1"],"ResponseFilter":{"GroupBaseInfoFilter":["Name"],
                "MemberInfoFilter":["Role"]},"Other":1}
                """,
                "expected"));
  }

  @Test
  void everyOperationHasACommandAndHelp() {
    for (Operation<?, ?> operation : Operations.all()) {
      Run.Outcome outcome = run().chatctl(KebabCase.of(operation.name()), "--help");
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(outcome.out()).contains(operation.summary());
      assertThat(outcome.out().contains("Request members:"))
          .isEqualTo(!operation.requestFields().isEmpty());
    }
  }

  @Test
  void aFailedItemIsNotHiddenByASuccess() {
    Run.Outcome outcome =
        run().chatctl("get-group-info", "--group-id-list", "@TGS#1NVTZEAE4", "none-such");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.err()).contains("failed: none-such: 10010").contains("1 of 2 items failed");
  }

  @Test
  void allPagesAreStreamed() {
    simulator.world().collection("groups").addMany(250, "Public");
    Run.Outcome outcome =
        run().chatctl("get-appid-group-list", "--all", "--limit", "100", "-o", "jsonl");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines()).hasSize((int) simulator.world().collection("groups").count());
    assertThat(outcome.err()).contains("items on 3 pages");
    Run.Outcome json =
        run().chatctl("get-appid-group-list", "--all", "--limit", "100", "-o", "json");
    assertThat(TerminalJson.parse(json.out(), "stdout"))
        .hasSize((int) simulator.world().collection("groups").count());
  }

  @Test
  void aDryRunShowsTheRequestWithoutSignatureAndSendsNothing() {
    Run.Outcome outcome =
        run()
            .without("CHATCTL_SECRET_KEY")
            .without("CHATCTL_BASE_URL")
            .chatctl(
                "get-group-info",
                "--group-id-list",
                "A",
                "--region",
                "singapore",
                "--identifier",
                "a&b#c",
                "--dry-run");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .startsWith("POST https://adminapisgp.im.qcloud.com/v4/group_open_http_svc/get_group_info?")
        .contains("identifier=a%26b%23c&usersig=***")
        .contains("\"GroupIdList\"");
    assertThat(simulator.requests().count()).isZero();
  }

  @Test
  void aTransientFaultIsRecoveredFrom() {
    simulator.addFault(FaultRule.onAny().times(1).fault(Faults.badGateway()));
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "-v");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains("attempt 1: HTTP_ERROR, HTTP 502").contains("attempt 2: OK");
  }

  @Test
  void aPersistentGatewayErrorIsATransportFailure() {
    simulator.addFault(FaultRule.onAny().always().fault(Faults.badGateway()));
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--retries", "0");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.TRANSPORT);
    assertThat(outcome.error()).contains("HTTP 502 instead of an answer");
  }

  @Test
  void theSameAnswerIsPrintedInEveryFormat() {
    assertThat(run().chatctl("get-group-attr", "--group-id", "@TGS#aC5SZEAEF", "-o", "yaml").out())
        .contains("GroupAttrAry:\n  - key: attr_key1\n    value: attr_val1\n");
    assertThat(
            run()
                .chatctl("get-group-attr", "--group-id", "@TGS#aC5SZEAEF", "-o", "jsonl")
                .out()
                .lines())
        .hasSize(1);
    assertThat(run().chatctl("get-group-attr", "--group-id", "@TGS#aC5SZEAEF").out())
        .contains("  key        value\n  attr_key1  attr_val1\n")
        .doesNotContain("\u001b");
    assertThat(run().onTerminal().chatctl("get-group-attr", "--group-id", "@TGS#aC5SZEAEF").out())
        .contains("\u001b[1mkey");
    assertThat(
            run()
                .onTerminal()
                .with("NO_COLOR", "1")
                .chatctl("get-group-attr", "--group-id", "@TGS#aC5SZEAEF")
                .out())
        .doesNotContain("\u001b");
  }

  @Test
  void aKeyCanBeTypedOrComeFromAFile() throws java.io.IOException {
    String key = simulator.app().secretKey();
    assertThat(
            run()
                .without("CHATCTL_SECRET_KEY")
                .typing(key)
                .chatctl("get-appid-group-list")
                .exitCode())
        .isEqualTo(ExitCode.OK);
    Path file = directory.resolve("key");
    java.nio.file.Files.writeString(file, key + "\n");
    java.nio.file.Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    assertThat(
            run()
                .without("CHATCTL_SECRET_KEY")
                .chatctl("get-appid-group-list", "--secret-key-file", "key")
                .exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aNamedProfileWinsOverTheEnvironmentAndAnOptionOverBoth() throws java.io.IOException {
    java.nio.file.Files.writeString(
        directory.resolve("config"), "[other]\nidentifier = someone\nsdkappid = 7\n");
    Run.Outcome outcome =
        run()
            .chatctl(
                "get-appid-group-list",
                "--config",
                "config",
                "--profile",
                "other",
                "--sdkappid",
                "8",
                "--dry-run");
    assertThat(outcome.out()).contains("sdkappid=8&identifier=someone");
  }

  @ParameterizedTest
  @CsvSource({
    "--profile url --region jakarta,CHATCTL_BASE_URL=https://env,https://adminapiidn.im.qcloud.com",
    "--profile korea --base-url https://option,CHATCTL_REGION=SINGAPORE,https://option",
    "--profile korea,CHATCTL_BASE_URL=https://env,https://adminapikr.im.qcloud.com",
    "--profile url,CHATCTL_REGION=SINGAPORE,https://profile",
    "--output table,CHATCTL_REGION=SINGAPORE,https://adminapisgp.im.qcloud.com",
    "--output table,CHATCTL_BASE_URL=https://env,https://env",
    "--output table,CHATCTL_REGION=,https://default",
  })
  void theFirstLevelThatNamesAServerDecides(String options, String variable, String server)
      throws java.io.IOException {
    java.nio.file.Files.writeString(
        directory.resolve("config"),
        """
        [default]
        base-url = https://default
        [korea]
        region = SEOUL
        [url]
        base-url = https://profile
        """);
    String[] pair = variable.split("=", 2);
    Run.Outcome outcome =
        run()
            .without("CHATCTL_BASE_URL")
            .with(pair[0], pair[1])
            .chatctl(("get-appid-group-list --config config --dry-run " + options).split(" ", -1));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("POST " + server + "/");
  }

  @Test
  void aUserSigIsPrintedAloneAndVerifies() {
    Run.Outcome made =
        run()
            .chatctl(
                "usersig",
                "generate",
                "--sdkappid",
                "1400000000",
                "--identifier",
                "李雷",
                "--expire",
                "60",
                "--time",
                "1700000000");
    assertThat(made.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(made.err()).isEmpty();
    String sig = made.out().strip();
    assertThat(made.out()).isEqualTo(sig + System.lineSeparator()).matches("[A-Za-z0-9*_-]+\\R");
    assertThat(run().stdin(sig).chatctl("usersig", "inspect").out())
        .contains("李雷")
        .contains("1700000000 (2023-11-14T22:13:20Z)")
        .contains("expired");
    List<String> verify = List.of("usersig", "verify", sig, "--sdkappid", "1400000000", "--time");
    assertThat(run().chatctl(with(verify, "1700000060")).exitCode()).isEqualTo(ExitCode.OK);
    Run.Outcome late = run().chatctl(with(verify, "1700000061"));
    assertThat(late.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(late.error()).contains("expired");
    assertThat(
            run().with("CHATCTL_SECRET_KEY", "other").chatctl(with(verify, "1700000001")).error())
        .contains("not signed with this key");
  }

  private static String[] with(List<String> words, String last) {
    return java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of(last))
        .toArray(String[]::new);
  }

  @Test
  void explainCoversCodesOfEachOperationAndCommonOnes() {
    assertThat(run().chatctl("explain", "10007").out())
        .contains("get_group_attr")
        .contains("import_group");
    assertThat(run().chatctl("explain", "70001").out())
        .contains("any operation")
        .contains("resign");
    for (Operation<?, ?> operation : Operations.all()) {
      assertThat(run().chatctl("explain", operation.name()).out())
          .contains(operation.path())
          .contains("Error codes");
    }
  }

  @Test
  void theDemoCallsEveryOperationAndShowsAnErrorAndARetry() {
    Run.Outcome outcome = Run.in(directory).chatctl("demo");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    for (Operation<?, ?> operation : Operations.all()) {
      assertThat(outcome.out()).contains("/" + Operations.all().size() + " " + operation.name());
    }
    assertThat(outcome.out())
        .contains("ApiException")
        .contains("attempt 1: HTTP 502, failed")
        .contains("attempt 2: HTTP 200, ok")
        .contains("What to do next");
  }

  @Test
  void aDemoThatDoesNotGoAsExpectedEndsWithAnError() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            print,
            print,
            Map.of(),
            directory,
            false,
            false,
            100,
            question -> Optional.empty());
    try (Simulator silent = Simulator.start()) {
      // Its faults never take effect, since another server is called.
      assertThat(DemoCommand.show(terminal, silent, simulator.baseUrl())).isEqualTo(ExitCode.API);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("the call succeeded, which it should not have");
  }

  @Test
  void completionOffersEveryCommandAndOption() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      Run.Outcome outcome = run().chatctl("completion", shell);
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
      for (Operation<?, ?> operation : Operations.all()) {
        assertThat(outcome.out()).contains(KebabCase.of(operation.name()));
      }
      assertThat(outcome.out())
          .contains("group-id-list")
          .contains("SINGAPORE")
          .contains("usersig")
          .contains("known-failures");
    }
  }
}
