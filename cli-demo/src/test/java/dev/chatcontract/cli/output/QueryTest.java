package dev.chatcontract.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.Run;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JMESPath expression selects a part of the output and changes nothing else. */
@ChatSimulator
class QueryTest {
  private final Simulator simulator;

  @TempDir Path directory;

  QueryTest(Simulator simulator) {
    this.simulator = simulator;
  }

  private Run.Outcome attributes(String query, String format) {
    return Run.on(simulator, directory)
        .chatctl("get-group-attr", "--group-id", "@TGS#aC5SZEAEF", "--query", query, "-o", format);
  }

  @Test
  void aQuerySelectsAPartOfAnAnswerInEveryFormat() {
    assertThat(attributes("GroupAttrAry[0].key", "json").out()).isEqualTo("\"attr_key1\"\n");
    assertThat(attributes("GroupAttrAry[].[key,value]|[0]", "jsonl").out())
        .isEqualTo("[\"attr_key1\",\"attr_val1\"]\n");
    assertThat(attributes("GroupAttrAry[0]", "yaml").out())
        .isEqualTo("key: attr_key1\nvalue: attr_val1\n");
    assertThat(attributes("GroupAttrAry[?key=='attr_key1'].value", "table").out())
        .isEqualTo("attr_val1\n");
    assertThat(attributes("NoSuch", "json").out()).isEqualTo("null\n");
  }

  @Test
  void withAllPagesTheQueryAppliesToTheItemsOfAllPages() {
    simulator.world().collection("groups").addMany(250, "Public");
    String[] call = {
      "get-appid-group-list",
      "--all",
      "--limit",
      "100",
      "-o",
      "jsonl",
      "--query",
      "GroupIdList[].GroupId"
    };
    Run.Outcome outcome = Run.on(simulator, directory).chatctl(call);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines())
        .hasSize((int) simulator.world().collection("groups").count())
        .allMatch(line -> line.startsWith("\""));
  }

  @ParameterizedTest
  @CsvSource({"json, []", "yaml, []", "jsonl, ''", "table, ''"})
  void aListWithoutItemsIsAnEmptyListInEveryFormat(String format, String printed) {
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .chatctl("get-appid-group-list", "--all", "-o", format, "--query", "NoSuch");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().strip()).isEqualTo(printed);
  }

  @Test
  void withAFileTheQueryAppliesToEachAnswer() throws IOException {
    Files.writeString(directory.resolve("ids.txt"), "@TGS#1NVTZEAE4\n@TGS#1CXTZEAET\n");
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .chatctl("get-group-info", "--from", "ids.txt", "--query", "GroupId");
    assertThat(outcome.out()).isEqualTo("\"@TGS#1NVTZEAE4\"\n\"@TGS#1CXTZEAET\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a[?|not JMESPath: syntax error mismatched input '<EOF>' at position 3",
        "nosuch(@)|not JMESPath: unknown function \"nosuch\"",
        "a[|not JMESPath: syntax error",
        "a[99999999999]|not JMESPath: a number is out of range",
        "a[:-99999999999]|not JMESPath: a number is out of range",
      })
  void anInvalidQueryIsRefusedBeforeAnythingIsSent(String query, String message) {
    long before = simulator.requests().count();
    Run.Outcome outcome = attributes(query, "json");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message);
    assertThat(simulator.requests().count()).isEqualTo(before);
  }

  @Test
  void aDeeplyNestedQueryIsRefusedToo() {
    Run.Outcome outcome = attributes("[".repeat(100_000), "json");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("nested too deeply");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abs(ActionStatus)|expected number",
        "NoSuch[::-1]|it cannot be carried out",
        "ErrorCode[::-1]|it cannot be carried out",
      })
  void anAnswerThatAQueryDoesNotMatchIsPrintedCompletely(String query, String reason) {
    Run.Outcome outcome = attributes(query, "json");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).contains("attr_key1");
    assertThat(outcome.error()).contains("does not fit this answer").contains(reason);
  }

  @Test
  void aDryRunShowsTheWholeRequestAndRefusesAnInvalidQuery() {
    String[] call = {
      "get-group-attr", "--group-id", "x", "--dry-run", "-o", "json", "--query", "GroupAttrAry"
    };
    Run.Outcome outcome = Run.on(simulator, directory).chatctl(call);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("\"method\"").contains("\"GroupId\"");
    call[call.length - 1] = "a[";
    Run.Outcome refused = Run.on(simulator, directory).chatctl(call);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.error()).contains("not JMESPath");
  }

  @Test
  void aBulkRunRefusesAnInvalidQueryBeforeItCreatesAFile() throws IOException {
    Files.writeString(directory.resolve("in.jsonl"), "{}\n");
    Run.Outcome outcome =
        Run.on(simulator, directory)
            .chatctl("import-group", "--from", "in.jsonl", "--query", "a[", "--no-check");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("not JMESPath");
    assertThat(directory).isDirectoryNotContaining(file -> !file.endsWith("in.jsonl"));
  }
}
