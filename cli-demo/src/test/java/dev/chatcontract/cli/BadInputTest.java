package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.client.Operations;
import dev.chatcontract.conformance.simulator.Simulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad input gives one message that names it, no stack trace and the documented exit code. */
class BadInputTest {
  private static final String SPEC =
      Path.of("..", "spec", "openapi.yaml").toAbsolutePath().toString();

  private static Simulator simulator;

  @TempDir Path directory;

  @BeforeAll
  static void startSimulator() {
    simulator = Simulator.start();
  }

  @AfterAll
  static void stopSimulator() {
    simulator.close();
  }

  private Run run() {
    return Run.on(simulator, directory);
  }

  @Test
  void withoutACommandTheOverviewIsPrintedToStderr() {
    Run.Outcome outcome = run().chatctl();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("Usage: chatctl COMMAND").contains("get-group-info");
  }

  @ParameterizedTest
  @CsvSource({
    "gruop-info,get-group-info",
    "regoins,regions",
    "explian,explain",
    "simulater,simulator",
    "import-gruop,import-group",
    "get-group-inf,get-group-info",
    "conformence,conformance",
  })
  void aMisspelledCommandSuggestsTheNearestOne(String wrong, String right) {
    Run.Outcome outcome = run().chatctl(wrong);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("no command " + wrong).contains(right);
  }

  @Test
  void anAbbreviatedCommandSuggestsThoseThatStartWithIt() {
    Run.Outcome outcome = run().chatctl("get-group");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("no command get-group - did you mean ");
    String suggested = outcome.error().replaceAll("(?s).*did you mean (.*?)\\?.*", "$1");
    List<String> begin =
        Operations.all().stream()
            .map(operation -> KebabCase.of(operation.name()))
            .filter(name -> name.startsWith("get-group"))
            .toList();
    assertThat(List.of(suggested.split(" or ")).subList(0, Math.min(3, begin.size())))
        .isNotEmpty()
        .allMatch(begin::contains);
  }

  @Test
  void aMisspelledSubcommandSuggestsTheNearestOne() {
    Run.Outcome outcome = run().chatctl("usersig", "genrate");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error())
        .contains("no command chatctl usersig genrate - did you mean generate?");
  }

  @Test
  void aCommandGroupWithoutACommandListsItsCommands() {
    Run.Outcome outcome = run().chatctl("contract");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("say which").contains("lint").contains("docs");
  }

  @ParameterizedTest
  @CsvSource({
    "get-group-info,--group-id-lst,--group-id-list",
    "get-group-info,--grop-id-list,--group-id-list",
    "get-group-info,--ouput,--output",
    "import-group,--nmae,--name",
    "import-group,--owner-acount,--owner-account",
    "simulator,--prot,--port",
    "regions,--outptu,--output",
    "call,--bdoy,--body",
  })
  void aMisspelledOptionSuggestsTheNearestOne(String command, String wrong, String right) {
    Run.Outcome outcome = run().chatctl(command, wrong, "x");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error())
        .contains("unknown option " + wrong + " - did you mean " + right + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "contract diff,'OLD', 'NEW'",
    "explain,CODE|OPERATION",
    "call,OPERATION",
    "completion,SHELL",
    "contract new-version,VERSION",
  })
  void aMissingArgumentIsNamed(String command, String argument) {
    Run.Outcome outcome = run().chatctl(command.split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("Missing required parameter").contains(argument);
  }

  @ParameterizedTest
  @CsvSource({
    "conformance rnu,no command chatctl conformance rnu - did you mean run?",
    "conformance run --fliter x,unknown option --fliter - did you mean --filter?",
    "conformance run --kind x --verbsoe,unknown option --verbsoe - did you mean --verbose?",
    "completion fihs,no completion for fihs - did you mean fish?",
    "regions extra,unexpected argument extra",
    "demo --verbsoe,unknown option --verbsoe - did you mean --verbose?",
    "contract lnit,no command chatctl contract lnit - did you mean lint?",
    "contract docs --outptu x,unknown option --outptu - did you mean --output?",
    "usersig generate --expires 1,unknown option --expires - did you mean --expire?",
    "get-group-info --group-id-list a --outptu json,unknown option --outptu - did you mean --output?",
    "get-group-info -ojson --group-id-list a b --outptu=json,unknown option --outptu - did you mean --output?",
    "call get_group_info --body {} --no-check --output yml,no such format - did you mean yaml?",
  })
  void aMisspelledWordOfAnyToolIsNamedWithTheNearestOne(String command, String message) {
    Run.Outcome outcome = run().chatctl(command.split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "usersig generate --expire 0,--expire 0: must be from 1",
    "usersig generate --expire soon,--expire soon: a whole number is expected",
    "usersig generate --userbuf zz,--userbuf: pairs of hexadecimal digits",
    "get-group-info --group-id-list a --deadline 0,--deadline 0: must be from 1 to 86400",
    "get-group-info --group-id-list a --retries 21,--retries 21: must be from 0 to 20",
    "contract new-version 1 --spec SPEC,three numbers are expected",
  })
  void aValueOutOfRangeOfAnyToolIsRefusedWithTheRange(String command, String message) {
    Run.Outcome outcome = run().chatctl(command.replace("SPEC", SPEC).split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "contract lint --spec nowhere.yaml,nowhere.yaml: no such file",
    "contract diff nowhere.yaml nowhere.yaml,OLD",
    "contract bundle --output nowhere.txt,must end in .json",
    "import-group --from nowhere.jsonl,nowhere.jsonl: no such file",
    "get-appid-group-list --config nowhere,nowhere",
    "get-appid-group-list --secret-key-file nowhere,nowhere",
  })
  void aMissingFileIsNamed(String command, String message) {
    Run.Outcome outcome = run().chatctl(command.split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message);
  }

  @Test
  void aFileWhereADirectoryIsNeededIsNamed() throws IOException {
    Files.writeString(directory.resolve("page"), "");
    Run.Outcome outcome = run().chatctl("contract", "docs", "--spec", SPEC, "--output", "page");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--output").contains("cannot be written");
  }

  @Test
  void anOptionWithoutItsValueIsNamed() {
    Run.Outcome outcome = run().chatctl("get-group-info", "--group-id-list");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--group-id-list");
  }

  @Test
  void aMissingRequiredMemberIsNamedByItsOption() {
    Run.Outcome outcome = run().chatctl("get-group-info");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("nothing was sent").contains("--group-id-list");
  }

  @Test
  void allFaultsOfARequestAreReportedAtOnce() {
    Run.Outcome outcome =
        run().chatctl("import-group", "--name", "n".repeat(31), "--type", "AVChatRoom");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error())
        .contains("--name (/Name)")
        .contains("30")
        .contains("--type (/Type)");
  }

  @Test
  void aMissingOptionOfAToolIsNamed() {
    Run.Outcome outcome = run().chatctl("contract", "bundle");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("Missing required option").contains("--output");
  }

  @ParameterizedTest
  @CsvSource({
    "abc,a whole number is expected",
    "1.5,a whole number is expected",
    "99999999999999999999,out of range",
  })
  void anOptionThatIsNotANumberIsRefused(String value, String message) {
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--next", value);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--next " + value).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536", "port"})
  void aPortOutOfRangeIsRefused(String port) {
    Run.Outcome outcome = run().chatctl("simulator", "--port", port);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--port " + port);
  }

  @Test
  void aNumberOverTheContractsLimitIsRefused() {
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--limit", "10001");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--limit").contains("10000");
  }

  @Test
  void regionAndBaseUrlExcludeEachOther() {
    Run.Outcome outcome =
        run()
            .chatctl(
                "get-appid-group-list",
                "--region",
                "SINGAPORE",
                "--base-url",
                "http://127.0.0.1:1");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--region and --base-url exclude each other");
  }

  @Test
  void regionAndBaseUrlExcludeEachOtherInTheEnvironmentAndInAProfileToo() throws IOException {
    Run.Outcome environment =
        run().with("CHATCTL_REGION", "SINGAPORE").chatctl("get-appid-group-list");
    assertThat(environment.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(environment.error())
        .contains("CHATCTL_REGION and CHATCTL_BASE_URL exclude each other");
    Files.writeString(
        directory.resolve("config"), "[both]\nregion = SEOUL\nbase-url = https://profile\n");
    Run.Outcome profile =
        run().chatctl("get-appid-group-list", "--config", "config", "--profile", "both");
    assertThat(profile.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(profile.error())
        .contains("config: ")
        .contains("region and base-url exclude each other");
  }

  @Test
  void allAndFromExcludeEachOther() throws IOException {
    Files.writeString(directory.resolve("x"), "{}");
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--all", "--from", "x");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--all and --from exclude each other");
  }

  @Test
  void aJournalWithoutAFileIsRefused() {
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--journal", "x");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--journal goes with --from");
  }

  @ParameterizedTest
  @CsvSource({"--identifier", "--secret-key-file"})
  @Timeout(60) // a simulator that started anyway would never end
  void anotherAppNeedsItsNumber(String option) {
    Run.Outcome outcome = run().without("CHATCTL_SDKAPPID").chatctl("simulator", option, "x");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(option + " goes with --sdkappid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"--group-id-list A|--group-id-list", "--body {\"GroupIdList\":[\"A\"]}|--body"})
  void keysInAFileAndElsewhereAreRefused(String options, String named) throws IOException {
    Files.writeString(directory.resolve("ids.txt"), "B\n");
    Run.Outcome outcome =
        run().chatctl(("get-group-info --from ids.txt " + options).split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--from and " + named + " both say GroupIdList");
  }

  @Test
  void anUnknownRegionSuggestsTheNearestOne() {
    Run.Outcome outcome =
        run().without("CHATCTL_BASE_URL").chatctl("get-appid-group-list", "--region", "singapur");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("region singapur").contains("did you mean SINGAPORE?");
  }

  @Test
  void anUnknownFormatIsNamed() {
    Run.Outcome outcome = run().chatctl("regions", "-o", "jsn");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--output jsn").contains("json");
  }

  @Test
  void anUnreadableFileIsNamed() {
    Run.Outcome outcome = run().chatctl("call", "get_group_info", "--body", "@nowhere.json");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("nowhere.json: no such file");
  }

  @Test
  void aDirectoryIsNotAFile() {
    Run.Outcome outcome = run().chatctl("get-group-info", "--from", ".");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--from").contains("is a directory");
  }

  @Test
  void brokenJsonIsShownWithLineColumnAndCaret() throws IOException {
    Files.writeString(directory.resolve("b.json"), "{\n  \"GroupIdList\": [\"A\" \"B\"]\n}\n");
    Run.Outcome outcome = run().chatctl("call", "get_group_info", "--body", "@b.json");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("b.json: not JSON at line 2, column ");
    String[] lines = outcome.error().split("\n", -1);
    assertThat(lines[1]).isEqualTo("    \"GroupIdList\": [\"A\" \"B\"]");
    assertThat(lines[2].strip()).isEqualTo("^");
    assertThat(lines[2].indexOf('^')).isBetween(lines[1].indexOf("\"B\""), lines[1].length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|a JSON object",
        "'{\"a\":1} x'|not JSON",
        "'{\"a\":1,\"a\":2}'|uplicate",
        "' '|empty",
        "{|not JSON"
      })
  void aBodyThatIsNotAnObjectIsRefused(String body, String message) {
    Run.Outcome outcome = run().chatctl("call", "get_group_info", "--body", body);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message);
  }

  @Test
  void aMemberOfAnotherTypeIsNamed() {
    Run.Outcome outcome =
        run().chatctl("call", "get_group_info", "--body", "{\"GroupIdList\": \"A\"}");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("GroupIdList");
  }

  @Test
  void anUnknownMemberIsSentWithAWarning() {
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--body", "{\"Limitt\": 1}");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains("/Limitt is not in the contract - did you mean Limit?");
  }

  @Test
  void withoutAKeyTheMessageSaysWhereToPutIt() {
    Run.Outcome outcome = run().without("CHATCTL_SECRET_KEY").chatctl("get-appid-group-list");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("no secret key: set CHATCTL_SECRET_KEY");
  }

  @Test
  void withoutAppAccountOrServerTheMessageSaysHowToNameThem() {
    assertThat(run().without("CHATCTL_SDKAPPID").chatctl("get-appid-group-list").error())
        .contains("no app: use --sdkappid N, set CHATCTL_SDKAPPID");
    assertThat(run().without("CHATCTL_IDENTIFIER").chatctl("get-appid-group-list").error())
        .contains("no account: use --identifier ID");
    assertThat(run().without("CHATCTL_BASE_URL").chatctl("get-appid-group-list").error())
        .contains("no server: use --region or --base-url");
  }

  @Test
  void aKeyGivenAsAnArgumentIsRefusedWithTheReason() {
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--secret-key", "abc");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("a secret is never an argument").doesNotContain("abc");
  }

  @Test
  void aWrongKeyIsAnErrorOfTheApi() {
    Run.Outcome outcome =
        run().with("CHATCTL_SECRET_KEY", "not-the-key-at-all").chatctl("get-appid-group-list");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.error()).contains("70009").doesNotContain("not-the-key-at-all");
  }

  @Test
  void aClosedPortIsATransportFailure() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Run.Outcome outcome =
        run()
            .chatctl(
                "get-appid-group-list", "--base-url", "http://127.0.0.1:" + port, "--retries", "1");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.TRANSPORT);
    assertThat(outcome.error())
        .matches(
            "error: get_appid_group_list: no connection to 127\\.0\\.0\\.1:\\d+, nothing was sent: .* \\(2"
                + " attempts\\)\\R");
  }

  @Test
  void plainHttpToAnotherMachineIsRefused() {
    Run.Outcome outcome =
        run().chatctl("get-appid-group-list", "--base-url", "http://example.invalid");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("use https");
  }

  @ParameterizedTest
  @CsvSource({
    "'http://127.0.0.1:1/ x',20",
    "' http://127.0.0.1:1',1",
    "http://127.0.0.1:1/%zz,20",
    "http://127.0.0.1:1/a|b,21",
    "http://127.0.0.1:1/{a},20",
    "'http://127.0.0.1:1\\x',19",
  })
  void anAddressThatWouldHaveToBeEncodedIsRefusedWithTheCharacter(String url, int character) {
    String app = "--sdkappid 1400000001 --identifier a --base-url";
    for (String command :
        List.of("get-appid-group-list " + app, "console --port 0 --allow-live " + app)) {
      List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
      words.add(url);
      Run.Outcome outcome = run().chatctl(words.toArray(new String[0]));
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.error())
          .contains("the base URL has a fault at character " + character + " (")
          .contains("percent-encoded");
    }
  }

  @Test
  void theConsoleNamesAHostThatIsNotAsciiAsItIsSent() {
    String[] words = "console --port 0 --allow-live --base-url http://ü_x.example".split(" ", -1);
    Run.Outcome outcome = run().chatctl(words);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error())
        .contains("plain http to xn--")
        .contains("--allow-http xn--")
        .doesNotContain("null");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.evil.example",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://[::ffff:10.0.0.1]",
    "http://10.0.0.1",
  })
  void aNameThatOnlyLooksLikeThisMachineIsAnotherMachine(String url) {
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--base-url", url);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("use https");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get-appid-group-list --base-url http://127.0.0.1:1 --base-url http://127.0.0.1:2|--base-url",
        "get-appid-group-list --limit 1 --limit=2|--limit",
        "get-appid-group-list -o json -oyaml|-o",
        "get-appid-group-list -o json --output yaml|--output",
        "get-appid-group-list -qojson -o yaml|-o",
        "get-appid-group-list -o yaml -qojson|-o",
        "get-appid-group-list -vqo yaml --output=json|--output",
        "get-appid-group-list -qq|-q",
        "get-appid-group-list -vq -q|-q",
        "get-appid-group-list -qo json -vqojson|-q",
        "get-appid-group-list -v -vojson|--verbose",
        "simulator --port 1 -hv -h|--help",
        "get-appid-group-list --dry-run --dry-run|--dry-run",
        "get-appid-group-list --identifier a --region SEOUL --identifier b|--identifier",
        "import-group --from a --from b|--from",
        "import-group --name a --name b|--name",
        "call get_group_info --body {} --body {}|--body",
        "usersig generate --time 1 --time 2|--time",
        "configure --sdkappid 1 --sdkappid 2|--sdkappid",
        "simulator --port 1 --port 2|--port",
        "conformance list --spec a --contract b|--contract",
        "contract lint --spec a --spec b|--spec",
        "conformance run --report a --report b|--report",
      })
  void aRepeatedOptionIsRefused(String line, String option) {
    Run.Outcome outcome = run().chatctl(line.split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(option).containsPattern("given twice|only once");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void anOptionWithSeveralValuesMayBeRepeated() {
    Run.Outcome outcome =
        run()
            .chatctl(
                "get-group-info",
                "--group-id-list",
                "A",
                "B",
                "--group-id-list",
                "C",
                "--dry-run",
                "-o",
                "jsonl");
    assertThat(outcome.out()).contains("[\"A\",\"B\",\"C\"]");
  }

  @Test
  void aValueThatIsTheNameOfAnOptionIsNotThatOption() {
    Run.Outcome outcome =
        run()
            .chatctl(
                "get-group-info",
                "--group-id-list",
                "output",
                "o",
                "v",
                "dry-run",
                "--dry-run",
                "-o",
                "jsonl",
                "-v");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("[\"output\",\"o\",\"v\",\"dry-run\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "call get_group_info --body @/dev/zero,more than 64 MiB",
    "get-appid-group-list --secret-key-file /dev/zero,device",
    "get-appid-group-list --config /dev/zero,/dev/zero",
    "import-group --from /dev/zero,a device",
    "import-group --from /dev/urandom,a device",
    "get-group-info --from /dev/zero,a device",
    "contract lint --spec /dev/zero,a device",
    "contract diff /dev/zero /dev/zero,a device",
    "simulator --spec /dev/zero,a device",
    "conformance list --spec /dev/zero,device",
    "conformance list --contract /dev/zero,device",
    "conformance run --known-failures /dev/zero,device",
    "conformance run --templates /dev/zero,device",
  })
  @Timeout(60)
  void anEndlessDeviceIsNotAFile(String line, String message) {
    Run.Outcome outcome = run().without("CHATCTL_SECRET_KEY").chatctl(line.split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message);
  }

  @Test
  @Timeout(60)
  void aStreamWithoutLineBreaksIsRefused() {
    InputStream zeros =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        };
    Run.Outcome outcome = run().stdin(zeros).chatctl("import-group", "--from", "-");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("a line is longer than 16 MiB");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @Timeout(60)
  void aStreamOfBytesThatAreNotTextIsRefusedAtOnce() {
    Random random = new Random(7);
    AtomicLong given = new AtomicLong();
    InputStream noise =
        new InputStream() {
          @Override
          public int read() {
            given.incrementAndGet();
            return random.nextInt(256);
          }

          @Override
          public int read(byte[] into, int from, int count) {
            for (int i = from; i < from + count; i++) {
              into[i] = (byte) read();
            }
            return count;
          }
        };
    Run.Outcome outcome = run().stdin(noise).chatctl("import-group", "--from", "-");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--from -:1: not UTF-8 text");
    assertThat(given.get()).isLessThan(1 << 20);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void jsonThatIsNestedTooDeeplyIsRefusedInOneSentence() {
    Run.Outcome outcome =
        run().stdin("[".repeat(2_000_000)).chatctl("call", "get_group_info", "--body", "-");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error().lines().count()).isLessThan(5);
  }

  @Test
  void aPortInUseIsNamed() {
    Run.Outcome outcome = run().chatctl("simulator", "--port", Integer.toString(simulator.port()));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("port is in use");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
  void aConfigFileWithAKeyThatOthersMayUseIsRefused(String permissions) throws IOException {
    Path config = directory.resolve("config");
    Files.writeString(config, "[other]\nsecret-key = " + simulator.app().secretKey() + "\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString(permissions));
    long before = simulator.requests().count();
    String[] call = {"get-appid-group-list", "--config", "config", "--profile", "other"};
    Run.Outcome open = run().without("CHATCTL_SECRET_KEY").chatctl(call);
    assertThat(open.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(open.error())
        .contains("other than its owner may use it (" + permissions + ")")
        .contains("chmod 600");
    assertThat(simulator.requests().count()).isEqualTo(before);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    Run.Outcome closed = run().without("CHATCTL_SECRET_KEY").chatctl(call);
    assertThat(closed.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(closed.err()).isEmpty();
  }

  @Test
  void aConfigFileWithoutAKeyMayBeReadByAll() throws IOException {
    Path config = directory.resolve("config");
    Files.writeString(config, "[default]\nidentifier = somebody\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--config", "config");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void configureRepairsAConfigFileThatIsRefused() throws IOException {
    Path config = directory.resolve("config");
    Files.writeString(config, "[default]\nsecret-key = " + simulator.app().secretKey() + "\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(run().chatctl("configure", "--config", "config", "--sdkappid", "9").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(run().chatctl("get-appid-group-list", "--config", "config").exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aMistakeInTheConfigFileIsNamedByLine() throws IOException {
    Files.writeString(directory.resolve("config"), "[default]\n\nsdkapid = 1\n");
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--config", "config");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("config:3: unknown key sdkapid - did you mean sdkappid?");
  }

  @Test
  void anUnknownProfileSuggestsTheNearestOne() throws IOException {
    Files.writeString(directory.resolve("config"), "[staging]\nsdkappid = 1\n");
    Run.Outcome outcome =
        run().chatctl("get-appid-group-list", "--config", "config", "--profile", "stagin");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("profile stagin").contains("did you mean staging?");
  }

  @Test
  void anUnknownCodeNamesItsNeighbours() {
    Run.Outcome outcome = run().chatctl("explain", "10016");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("10016 is not in the contract").contains("10015");
  }

  @Test
  void anUnknownOperationSuggestsTheNearestOne() {
    Run.Outcome outcome = run().chatctl("call", "get_gruop_info", "--body", "{}");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("did you mean get_group_info?");
  }

  @Test
  void verboseShowsTheCauseWithoutTheSecret() {
    Run.Outcome outcome =
        run()
            .with("CHATCTL_SECRET_KEY", "not-the-key-at-all")
            .chatctl("get-appid-group-list", "-v");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.err())
        .contains("ApiException")
        .contains("attempt 1")
        .doesNotContain("not-the-key-at-all")
        .doesNotContainPattern("usersig=[A-Za-z0-9]");
  }

  @Test
  void aTextThatIsNotAUserSigIsAFinding() {
    Run.Outcome outcome = run().chatctl("usersig", "inspect", "garbage!");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(outcome.error()).contains("no UserSig");
  }
}
