package dev.chatcontract.cli.bulk;

import static dev.chatcontract.cli.bulk.Imports.group;
import static dev.chatcontract.cli.bulk.Imports.header;
import static dev.chatcontract.cli.bulk.Imports.nameless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.bulk.files.Journal;
import dev.chatcontract.cli.bulk.files.LineKey;
import dev.chatcontract.cli.bulk.files.LineKeys;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals, failures files, streams and tables of bulk runs. */
@ChatSimulator(emptyWorld = true)
class BulkFilesTest {
  private final Simulator simulator;

  @TempDir Path directory;

  BulkFilesTest(Simulator simulator) {
    this.simulator = simulator;
  }

  private Run run() {
    return Run.on(simulator, directory);
  }

  private Run.Outcome importFrom(String file, String... more) {
    return run().chatctl(words("import-group --rate 100000 --retries 0 --from " + file, more));
  }

  private static String[] words(String first, String... more) {
    List<String> words = new ArrayList<>(List.of(first.split(" ", -1)));
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }

  @ParameterizedTest
  @ValueSource(strings = {"groups.jsonl.journal", "./x/../groups.jsonl.journal", "soft", "hard"})
  void aJournalInUseIsRefusedThroughAnyPath(String path) throws IOException {
    write("groups.jsonl", group("A"));
    Files.createDirectory(directory.resolve("x"));
    Path failures = write("failures", group("A"));
    Path journal = directory.resolve("groups.jsonl.journal");
    try (Journal held = Journal.open(journal, header(simulator), new LineKeys())) {
      Files.createLink(directory.resolve("hard"), journal);
      Files.createSymbolicLink(directory.resolve("soft"), journal);
      Run.Outcome outcome = importFrom("groups.jsonl", "--journal", path, "--failures", "failures");
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.BUSY);
      assertThat(outcome.error()).contains("is using it, and this run sent nothing");
      // The refusal did not release the lock of the first run.
      assertThat(importFrom("groups.jsonl").exitCode()).isEqualTo(ExitCode.BUSY);
      assertThat(held.isEmpty()).isTrue();
    }
    assertThat(failures).hasContent(group("A"));
    assertThat(simulator.requests().count()).isZero();
  }

  @Test
  void theOutputIncludesTheAnswersOfEarlierRuns() throws IOException {
    write("groups.jsonl", nameless("one"), group("B"));
    String first = importFrom("groups.jsonl").out();
    assertThat(first.lines()).hasSize(2);
    write("groups.jsonl", nameless("one"), group("B"), group("C"));
    Run.Outcome second = importFrom("groups.jsonl");
    assertThat(second.out()).startsWith(first).contains("\"GroupId\":\"C\"");
    assertThat(second.err()).contains("3 lines: 1 done, 2 finished by an earlier run");
    assertThat(simulator.requests().count()).isEqualTo(3);
  }

  @Test
  void anAnswerIsInTheJournalBeforeItIsPrinted() throws IOException {
    write("groups.jsonl", nameless("one"));
    Run.Outcome outcome = importFrom("groups.jsonl");
    String id = TerminalJson.parse(outcome.out(), "out").path("GroupId").asText();
    assertThat(Files.readString(directory.resolve("groups.jsonl.journal")))
        .containsSubsequence(
            "S " + LineKey.of(nameless("one")), "D " + LineKey.of(nameless("one")), id);
  }

  @Test
  void otherOptionsWithAnOldJournalAreRefused() throws IOException {
    write("groups.jsonl", nameless("one"));
    importFrom("groups.jsonl", "--introduction", "old");
    Run.Outcome other = importFrom("groups.jsonl", "--introduction", "new");
    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.error()).contains("was started with other options");
    assertThat(importFrom("groups.jsonl", "--body", "{\"Introduction\":\"old\"}").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(importFrom("groups.jsonl", "--introduction", "old").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(simulator.requests().count()).isEqualTo(1);
  }

  @Test
  void anotherJournalForTheSameInputIsPointedOut() throws IOException {
    write("groups.jsonl", group("A"));
    importFrom("groups.jsonl");
    assertThat(importFrom("groups.jsonl", "--journal", "second").err())
        .contains("groups.jsonl.journal is a journal of the same input for the same server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"./groups.jsonl.journal", "x/../groups.jsonl.journal", "soft"})
  void theUsualJournalUnderAnotherPathIsNotAnotherJournal(String path) throws IOException {
    write("groups.jsonl", group("A"));
    Files.createDirectory(directory.resolve("x"));
    Files.createSymbolicLink(directory.resolve("soft"), directory.resolve("groups.jsonl.journal"));
    Run.Outcome outcome = importFrom("groups.jsonl", "--journal", path);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains("1 lines: 1 done").doesNotContain("warning");
  }

  @ParameterizedTest
  @ValueSource(strings = {"import-group --from groups.jsonl", "get-group-info --from ids.txt"})
  void aFileOfAnotherKindIsNeverWrittenOrDeleted(String command) throws IOException {
    write("groups.jsonl", group("A"));
    write("ids.txt", "A");
    for (String content : List.of("my diary\n", "A\nmy diary\n", "no line feed")) {
      Path mine = Files.writeString(directory.resolve("mine"), content);
      Run.Outcome outcome = run().chatctl(words(command, "--failures", "mine"));
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.error()).contains("--failures ").contains("move it away");
      assertThat(Files.readString(mine)).isEqualTo(content);
    }
    Path empty = Files.createFile(directory.resolve("empty"));
    run().chatctl(words(command, "--failures", "empty"));
    assertThat(empty).exists();
    assertThat(directory.resolve("groups.jsonl.failures")).doesNotExist();
  }

  @Test
  void aFailuresFileOfTheSameKeysIsOverwritten() throws IOException {
    write("ids.txt", "A", "B");
    run().chatctl("get-group-info", "--from", "ids.txt");
    assertThat(directory.resolve("ids.txt.failures")).hasContent("A\nB");
    simulator.world().collection("groups").add("A", "Public");
    run().chatctl("get-group-info", "--from", "ids.txt");
    assertThat(directory.resolve("ids.txt.failures")).hasContent("B");
  }

  @Test
  void aLineTruncatedByAKillIsNotJoinedToTheNext() throws IOException {
    simulator.world().collection("groups").add("A", "Public");
    simulator.world().collection("groups").add("B", "Public");
    write("groups.jsonl", group("A"), group("B"));
    Path failures =
        Files.writeString(
            directory.resolve("groups.jsonl.failures"),
            group("A") + "\n" + group("B").substring(9));
    Files.writeString(failures, group("A") + "\n" + group("B").substring(0, 9));
    try (Journal journal =
        Journal.open(
            directory.resolve("groups.jsonl.journal"), header(simulator), new LineKeys())) {
      journal.failed(LineKey.of(group("A")));
    }
    assertThat(importFrom("groups.jsonl").err()).contains("1 failed in an earlier run");
    assertThat(failures).hasContent(group("A") + "\n" + group("B"));
  }

  @Test
  void aLineThatFailedJustBeforeTheKillIsNotInDoubt() throws IOException {
    write("groups.jsonl", nameless("one"));
    write("groups.jsonl.failures", nameless("one"));
    try (Journal journal =
        Journal.open(
            directory.resolve("groups.jsonl.journal"), header(simulator), new LineKeys())) {
      journal.sending(LineKey.of(nameless("one")), true);
    }
    Run.Outcome outcome = importFrom("groups.jsonl");
    assertThat(outcome.err()).contains("1 lines: 0 done, 1 failed in an earlier run");
    assertThat(simulator.requests().count()).isZero();
  }

  @Test
  void aJournalWithAnInvalidLineIsRefusedWithItsNumber() throws IOException {
    write("groups.jsonl", group("A"));
    importFrom("groups.jsonl");
    Path journal = directory.resolve("groups.jsonl.journal");
    Files.writeString(journal, "D what\n", StandardOpenOption.APPEND);
    assertThat(importFrom("groups.jsonl").error()).contains(".journal:5: not a line of a journal");
  }

  @Test
  void theLinesOfAPipeAreSent() throws IOException {
    Run.Outcome outcome =
        run().stdin(group("A") + "\n" + group("B")).chatctl(words("import-group --from -"));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains("2 lines: 2 done");
    assertThat(simulator.world().collection("groups").count()).isEqualTo(2);
    // The same lines in a second run count as the same.
    Run.Outcome again =
        run()
            .stdin(group("B") + "\n" + group("C"))
            .chatctl(words("import-group --from /dev/stdin"));
    assertThat(again.err()).contains("2 lines: 1 done, 1 finished by an earlier run");
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .singleElement()
          .asString()
          .matches("chatctl-stdin-import-group-[0-9a-f]{8}\\.journal");
    }
  }

  @Test
  void anAddressWithASlashAtItsEndIsTheSameServer() {
    run().stdin(group("A")).chatctl(words("import-group --from -"));
    Run slash = run().with("CHATCTL_BASE_URL", simulator.baseUrl() + "/");
    Run.Outcome again = slash.stdin(group("A")).chatctl(words("import-group --from -"));
    assertThat(again.err()).contains("1 lines: 0 done, 1 finished by an earlier run");
    assertThat(slash.chatctl(words("get-group-attr --group-id A --dry-run")).out())
        .startsWith("POST " + simulator.baseUrl() + "/v4/");
  }

  @Test
  void aStreamThatCannotBeCopiedNamesTheOptionsThatChooseAnotherPlace() throws IOException {
    String command = "import-group --from - --failures no/failures --journal journal";
    Run.Outcome refused = run().stdin(group("A")).chatctl(words(command));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.error())
        .contains(directory.resolve("no") + ", which cannot be written; ")
        .contains("with --failures and --journal");
    Files.createDirectory(directory.resolve("no"));
    assertThat(run().stdin(group("A")).chatctl(words(command)).exitCode()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n# nothing\n"})
  void aStreamWithoutLinesIsNotASuccess(String text) {
    Run.Outcome outcome = run().stdin(text).chatctl(words("import-group --from -"));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--from -: no lines to send");
  }

  @Test
  void aTableIsReadByTheNamesOfMembersOrOptions() throws IOException {
    write(
        "groups.CSV",
        "\ufeffType,group-id,Name,MaxMemberCount,AppDefinedData",
        "Public,A,\"a, \"\"b\"\"\",10,\"[{\"\"Key\"\":\"\"k\"\",\"\"Value\"\":\"\"v\"\"}]\"",
        ",,,,",
        "# a comment",
        "Public,B,\"\",,");
    Run.Outcome outcome = importFrom("groups.CSV");
    assertThat(outcome.err()).contains("2 lines: 2 done");
    assertThat(simulator.requests().all().get(0).body())
        .asString()
        .contains("\"Name\":\"a, \\\"b\\\"\"", "\"MaxMemberCount\":10", "[{\"Key\":\"k\"");
    assertThat(simulator.requests().all().get(1).body())
        .asString()
        .contains("\"Name\":\"\"")
        .doesNotContain("MaxMemberCount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufeff", "\ufeff# exported\n", "\ufeff\r\n", ""})
  void aTableWhoseFirstCellIsInQuotesMayBeginWithAByteOrderMark(String start) throws IOException {
    Files.writeString(
        directory.resolve("groups.csv"), start + "\"Type\",\"Name\"\r\n\"Public\",\"a, b\"\r\n");
    Run.Outcome outcome = importFrom("groups.csv");
    assertThat(outcome.err()).contains("1 lines: 1 done");
    assertThat(simulator.requests().all().get(0).body()).asString().contains("\"Name\":\"a, b\"");
  }

  @Test
  void aTableInAPipeIsRecognizedByItsFirstRow() {
    Run.Outcome outcome =
        run().stdin("Type;Name\nPublic;n,m\n").chatctl(words("import-group --from -"));
    assertThat(outcome.err()).contains("1 lines: 1 done");
    assertThat(simulator.requests().all().get(0).body()).asString().contains("\"Name\":\"n,m\"");
  }

  @Test
  void aTableOfKeysIsSentInBatches() throws IOException {
    simulator.world().collection("groups").add("A", "Public");
    simulator.world().collection("groups").add("B", "Public");
    write("ids.csv", "GroupId", "A", "B");
    Run.Outcome outcome = run().chatctl(words("get-group-info --from ids.csv"));
    assertThat(outcome.err()).contains("2 lines: 2 done");
    assertThat(simulator.requests().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Type,Nmae\nPublic,x\n=>column Nmae is not a member of the request - did you mean Name?",
        "Type,Name,MaxMemberCount\nPublic,x,ten\n=>line 2, column MaxMemberCount",
        "Type,Name\nPublic,x,y\n=>line 2: 3 cells, but 2 columns",
        "Type,Name\nPublic,\"x\n=>not CSV",
        "Type,Name\nPublic,\"x\"y\n=>not CSV",
        "Type,Name,type\nPublic,x,y\n=>two columns are type",
        "Type,Name,\nPublic,x,y\n=>line 2: column 3 has a value but no name",
        "Type,Name\nPublic,x\nPrivate\n=>line 3: import_group: nothing was sent",
      })
  void anInvalidTableIsRefusedWithLineAndColumn(String tableAndMessage) throws IOException {
    String[] parts = tableAndMessage.split("=>", -1);
    Files.writeString(directory.resolve("t.csv"), parts[0]);
    Run.Outcome outcome = importFrom("t.csv");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(parts[1]);
    assertThat(simulator.requests().count()).isZero();
  }

  private static byte[] items(String items) {
    return ("{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"GroupInfo\":["
            + items
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"10010\"", "1e999999999", "\"x\"", "true", "{}", "10010.5"})
  void anItemWhoseCodeIsNotZeroIsNotASuccess(String code) throws IOException {
    write("ids.txt", "A");
    byte[] answer = items("{\"GroupId\":\"A\",\"ErrorCode\":" + code + ",\"ErrorInfo\":\"\"}");
    simulator.addFault(FaultRule.on("get_group_info").fault(Faults.json(answer)));
    Run.Outcome outcome = run().chatctl(words("get-group-info --from ids.txt"));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("1 lines: 0 done, 1 failed");
    assertThat(run().chatctl(words("get-group-info --group-id-list A")).exitCode())
        .isEqualTo(ExitCode.API);
  }

  @Test
  void itemsThatWereNotRequestedDoNotCount() throws IOException {
    write("ids.txt", "A", "B");
    String item = "{\"GroupId\":\"%s\",\"ErrorCode\":0,\"ErrorInfo\":\"\"}";
    byte[] answer =
        items(item.formatted("A") + "," + item.formatted("A") + "," + item.formatted("Z"));
    simulator.addFault(FaultRule.on("get_group_info").fault(Faults.json(answer)));
    Run.Outcome outcome = run().chatctl(words("get-group-info --from ids.txt"));
    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(outcome.err())
        .contains("the answer has Z, which was not requested")
        .contains("failed: line 2: the answer does not mention it")
        .contains("2 lines: 1 done, 1 failed");
  }

  @Test
  void aRefusedSignatureEndsARunOfKeysLikeOneOfBodies() throws IOException {
    String[] ids = new String[120];
    Arrays.setAll(ids, i -> "g" + i);
    write("ids.txt", ids);
    Run.Outcome outcome =
        run()
            .with("CHATCTL_SECRET_KEY", "not-the-key-at-all")
            .chatctl(words("get-group-info --rate 100000 -o json --from ids.txt"));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.err())
        .contains("stopped, since every line would be refused: line 1: ")
        .contains("120 lines: 0 done, 120 left");
    assertThat(outcome.out()).isEqualTo("[]" + System.lineSeparator());
    assertThat(simulator.requests().count()).isEqualTo(1);
    assertThat(directory.resolve("ids.txt.failures")).doesNotExist();
  }
}
