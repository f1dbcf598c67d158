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
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of requests: nothing is sent twice, nothing is lost, and failures are kept for another run.
 */
@ChatSimulator(emptyWorld = true)
class BulkTest {
  private static final String FAST = "100000";
  private final Simulator simulator;

  @TempDir Path directory;

  BulkTest(Simulator simulator) {
    this.simulator = simulator;
  }

  private Run.Outcome importFrom(String file) {
    return Run.on(simulator, directory)
        .chatctl("import-group", "--from", file, "--rate", FAST, "--retries", "0");
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(directory.resolve(name), List.of(lines));
  }

  @Test
  void aRateAboveTheContractsIsUsed() throws IOException {
    // One call per second is documented; the second call would wait beyond the deadline.
    write("pages.jsonl", "{}", "{}", "{}", "{}", "{}");
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .chatctl(
                "get-appid-group-list",
                "--from",
                "pages.jsonl",
                "--rate",
                FAST,
                "--deadline",
                "1",
                "--retries",
                "0");
    assertThat(outcome.err()).doesNotContain("RATE_LIMIT");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines()).hasSize(5);
  }

  @Test
  void manyKeysAreSentInBatchesAndComeBackInOrder() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      ids.add("g" + i);
      if (i != 70) {
        simulator.world().collection("groups").add("g" + i, "Public");
      }
    }
    Files.write(directory.resolve("ids.txt"), ids);
    Run.Outcome outcome =
        Run.on(simulator, directory).chatctl("get-group-info", "--from", "ids.txt", "--rate", FAST);
    assertThat(simulator.requests().count()).isEqualTo(3);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    List<String> found =
        outcome
            .out()
            .lines()
            .map(l -> TerminalJson.parse(l, "line").path("GroupId").asText())
            .toList();
    ids.remove("g70");
    assertThat(found).isEqualTo(ids);
    assertThat(outcome.err())
        .contains("failed: line 71: 10010")
        .contains("120 lines: 119 done, 1 failed");
    simulator.world().collection("groups").add("g70", "Public");
    Run.Outcome again =
        Run.on(simulator, directory).chatctl("get-group-info", "--from", "ids.txt.failures");
    assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(again.out()).contains("g70");
    assertThat(directory.resolve("ids.txt.failures.failures")).doesNotExist();
  }

  @Test
  void aSecondRunSendsNothingTwice() throws IOException {
    write("groups.jsonl", "# a comment", group("A"), "", nameless("one"), nameless("one"));
    Run.Outcome first = importFrom("groups.jsonl");
    assertThat(first.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(first.err()).contains("3 lines: 3 done");
    assertThat(simulator.world().collection("groups").count()).isEqualTo(3);
    Run.Outcome second = importFrom("groups.jsonl");
    assertThat(second.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(second.err()).contains("3 lines: 0 done, 3 finished by an earlier run");
    assertThat(simulator.requests().count()).isEqualTo(3);
  }

  @Test
  void aLineThatAProxyElsewhereWouldReadDoesNotCountAsSent() throws IOException {
    write("groups.jsonl", nameless("one"));
    ProxySelector before = ProxySelector.getDefault();
    // Only loopback is this machine for sure; this address is reachable, and is not loopback.
    try (ServerSocket proxy = new ServerSocket(0)) {
      ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(proxy.getLocalPort())));
      Run.Outcome refused = importFrom("groups.jsonl");
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.error()).contains("through the proxy 0.0.0.0:", "http.nonProxyHosts");
    } finally {
      ProxySelector.setDefault(before);
    }
    Run.Outcome outcome = importFrom("groups.jsonl");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(1);
  }

  @Test
  void failedLinesAreKeptForAnotherRunAndTheRestContinues() throws IOException {
    simulator.world().collection("groups").add("B", "Public");
    write("groups.jsonl", group("A"), group("B"), group("C"));
    Run.Outcome outcome = importFrom("groups.jsonl");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.err()).contains("failed: line 2: 10021").contains("2 done, 1 failed");
    assertThat(directory.resolve("groups.jsonl.failures")).hasContent(group("B"));
    assertThat(simulator.world().collection("groups").count()).isEqualTo(3);
    Run.Outcome again = importFrom("groups.jsonl");
    assertThat(again.exitCode()).isEqualTo(ExitCode.API);
    assertThat(again.err())
        .contains("0 done, 2 finished by an earlier run, 1 failed in an earlier run (see ")
        .contains("groups.jsonl.failures)");
    assertThat(simulator.requests().count()).isEqualTo(3);
  }

  @Test
  void aLineCountsAsFailedOnlyOnceItIsInTheFailuresFile() throws IOException {
    simulator.world().collection("groups").add("A", "Public");
    write("groups.jsonl", group("A"));
    Run.Outcome full =
        Run.on(simulator, directory)
            .chatctl("import-group", "--from", "groups.jsonl", "--failures", "/dev/full");
    assertThat(full.exitCode()).isNotZero();
    assertThat(Files.readString(directory.resolve("groups.jsonl.journal"))).doesNotContain("F ");
  }

  @Test
  void aRefusedLineThatCouldNotBeKeptIsSentAgainByTheNextRun() throws IOException {
    write("groups.jsonl", group("A"), nameless("one"));
    simulator.addFault(FaultRule.on("import_group").skip(1).times(1).fault(Faults.code(10007)));
    Run.Outcome full =
        Run.on(simulator, directory)
            .chatctl("import-group", "--from", "groups.jsonl", "--failures", "/dev/full");
    assertThat(full.exitCode()).isEqualTo(ExitCode.OUTPUT);
    assertThat(importFrom("groups.jsonl").err())
        .contains("2 lines: 1 done, 1 finished by an earlier run");
    assertThat(simulator.world().collection("groups").count()).isEqualTo(2);
  }

  @Test
  void aWrongKeyStopsTheRunAndTheSameCommandContinuesWithTheRightOne() throws IOException {
    write("groups.jsonl", group("A"), nameless("one"));
    Run.Outcome refused =
        Run.on(simulator, directory)
            .with("CHATCTL_SECRET_KEY", "not-the-key-at-all")
            .chatctl("import-group", "--from", "groups.jsonl");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.API);
    assertThat(refused.err())
        .contains("stopped, since every line would be refused: line 1: ")
        .contains("2 lines: 0 done, 2 left");
    assertThat(directory.resolve("groups.jsonl.failures")).doesNotExist();
    Run.Outcome next = importFrom("groups.jsonl");
    assertThat(next.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(2);
  }

  @Test
  void aRefusalAfterASuccessfulLineFailsOnlyItsOwnLine() throws IOException {
    write("groups.jsonl", group("A"), group("B"), group("C"));
    simulator.addFault(FaultRule.on("import_group").skip(1).fault(Faults.code(10007)));
    assertThat(importFrom("groups.jsonl").err()).contains("2 done, 1 failed");
    assertThat(directory.resolve("groups.jsonl.failures")).hasContent(group("B"));
  }

  @Test
  void aRefusalAfterALineOfAnEarlierRunFailsOnlyItsOwnLine() throws IOException {
    write("groups.jsonl", group("A"));
    assertThat(importFrom("groups.jsonl").exitCode()).isEqualTo(ExitCode.OK);
    write("groups.jsonl", group("A"), group("B"), group("C"));
    simulator.addFault(FaultRule.on("import_group").times(1).fault(Faults.code(10007)));
    assertThat(importFrom("groups.jsonl").err())
        .contains("3 lines: 1 done, 1 finished by an earlier run, 1 failed");
    assertThat(directory.resolve("groups.jsonl.failures")).hasContent(group("B"));
  }

  @Test
  void aRequestInterruptedByAKillIsNotSentAgainUnlessThatIsSafe() throws IOException {
    write("groups.jsonl", group("A"), nameless("one"), nameless("two"));
    // The journal after a kill: A and "one" were about to be sent, and A was; the last line is
    // truncated.
    simulator.world().collection("groups").add("A", "Public");
    Path file = directory.resolve("groups.jsonl.journal");
    try (Journal journal = Journal.open(file, header(simulator), new LineKeys())) {
      journal.sending(LineKey.of(group("A")), false);
      journal.sending(LineKey.of(nameless("one")), true);
    }
    Files.writeString(
        file,
        "S " + LineKey.of(nameless("two")).toString().substring(0, 5),
        StandardOpenOption.APPEND);
    Run.Outcome outcome = importFrom("groups.jsonl");
    assertThat(outcome.err())
        .contains("line 1 is there already (10021 ")
        .contains("line 2 may have been carried out")
        .contains("3 lines: 1 done, 1 in doubt, 1 there already, to be verified");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(simulator.requests().count()).isEqualTo(2);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(2);
  }

  /** The header that a run without options writes. */
  @Test
  void aLostAnswerIsInDoubtAndNotSentAgainByTheNextRunEither() throws IOException {
    write("groups.jsonl", nameless("one"), nameless("two"));
    simulator.addFault(FaultRule.on("import_group").times(1).afterEffect().fault(Faults.reset()));
    Run.Outcome outcome = importFrom("groups.jsonl");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.TRANSPORT);
    assertThat(outcome.err()).contains("line 1 may have been carried out");
    importFrom("groups.jsonl");
    assertThat(simulator.world().collection("groups").count()).isEqualTo(2);
    assertThat(simulator.requests().count()).isEqualTo(2);
  }

  @Test
  void aGroupThatExistsAfterALostAnswerIsToBeVerified() throws IOException {
    write("groups.jsonl", group("A"), group("B"));
    simulator.addFault(FaultRule.on("import_group").times(1).afterEffect().fault(Faults.reset()));
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .chatctl("import-group", "--from", "groups.jsonl", "--retries", "1");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.err())
        .contains("line 1 is there already (10021 ")
        .contains("verify that it is yours")
        .contains("2 lines: 1 done, 1 there already, to be verified");
    assertThat(directory.resolve("groups.jsonl.failures")).doesNotExist();
  }

  @Test
  void aLostAnswerIsRememberedUntilTheServerAnswersAgain() throws IOException {
    write("groups.jsonl", group("A"), group("B"));
    simulator.addFault(FaultRule.on("import_group").times(1).afterEffect().fault(Faults.reset()));
    Run.Outcome lost = importFrom("groups.jsonl");
    assertThat(lost.exitCode()).isEqualTo(ExitCode.TRANSPORT);
    assertThat(lost.err()).contains("2 lines: 1 done, 1 left");
    // The second attempt is certainly not carried out, which does not decide about the first.
    Run.on(simulator, directory)
        .with("CHATCTL_SECRET_KEY", "not-the-key-at-all")
        .chatctl("import-group", "--from", "groups.jsonl");
    Run.Outcome last = importFrom("groups.jsonl");
    assertThat(last.exitCode()).isEqualTo(ExitCode.API);
    assertThat(last.err())
        .contains("0 done, 1 finished by an earlier run, 1 there already, to be verified");
  }

  @Test
  void anUnreachableServerEndsTheRunAndTheNextOneContinues() throws IOException {
    write("groups.jsonl", group("A"), group("B"), group("C"), group("D"), group("E"));
    simulator.addFault(FaultRule.onAny().times(3).fault(Faults.hangUp()));
    Run.Outcome outcome = importFrom("groups.jsonl");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.TRANSPORT);
    assertThat(outcome.err()).contains("gave up").contains("5 left");
    Run.Outcome next = importFrom("groups.jsonl");
    assertThat(next.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(5);
  }

  @Test
  void aBrokenLineStopsTheRunBeforeAnythingIsSent() throws IOException {
    write("groups.jsonl", group("A"), "{\"Type\":");
    Run.Outcome outcome = importFrom("groups.jsonl");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("--from groups.jsonl, line 2: not JSON at line 1, column");
    assertThat(simulator.requests().count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--failures groups.jsonl,--from and --failures",
    "--journal ./groups.jsonl,--from and --journal",
    "--failures new --journal x/../new,--failures and --journal",
    "--failures groups.jsonl.journal,--failures and --journal",
  })
  void aFileWithTwoPurposesIsRefusedAndLeftAsItWas(String options, String message)
      throws IOException {
    write("groups.jsonl", group("A"));
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .chatctl(("import-group --from groups.jsonl " + options).split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message + " must be two files: ");
    assertThat(directory.resolve("groups.jsonl")).hasContent(group("A"));
    assertThat(simulator.requests().count()).isZero();
  }

  @Test
  void uncheckedLinesOfAnyShapeAreSentToTheServer() throws IOException {
    write("groups.jsonl", group("A"), "{\"Type\":\"Public\",\"Name\":[5]}", group("C"));
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .chatctl("import-group", "--from", "groups.jsonl", "--no-check");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.err()).contains("3 lines: 2 done, 1 failed");
  }

  @Test
  void aFileThatIsNotAJournalIsRefusedAndLeftUnchanged() throws IOException {
    write("groups.jsonl", group("A"));
    Path mine = Files.writeString(directory.resolve("mine"), "a file without line feed");
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .chatctl("import-group", "--from", "groups.jsonl", "--journal", "mine");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("is about something else").contains("a file without");
    assertThat(mine).hasContent("a file without line feed");
    // The first line of a journal, truncated by a kill.
    Files.writeString(mine, "chatctl journal 1 import_gr");
    assertThat(
            Run.on(simulator, directory)
                .chatctl("import-group", "--from", "groups.jsonl", "--journal", "mine")
                .exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aJournalOfAnotherServerIsRefused() throws IOException {
    write("groups.jsonl", group("A"));
    importFrom("groups.jsonl");
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .with("CHATCTL_SDKAPPID", "7")
            .chatctl("import-group", "--from", "groups.jsonl");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("is about something else");
  }
}
