package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.cli.calls.FieldOptions;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Results;
import dev.chatcontract.cli.output.Style;
import dev.chatcontract.cli.output.Table;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.output.TextWidth;
import dev.chatcontract.client.Operations;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output for people fits their terminal, and offers only accepted values. */
class NarrowTerminalTest {
  @TempDir Path directory;

  private static void assertWithin(int columns, String text) {
    assertThat(text.replaceAll("\u001b\\[[0-9]+m", "").lines())
        .allSatisfy(line -> assertThat(TextWidth.of(line)).as(line).isLessThanOrEqualTo(columns));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 120})
  void everyHelpAndEveryExplanationFitsTheTerminal(int columns) {
    List<List<String>> commands = new java.util.ArrayList<>();
    for (Operation<?, ?> operation : Operations.all()) {
      commands.add(List.of(KebabCase.of(operation.name()), "--help"));
      commands.add(List.of("explain", operation.name()));
      operation.errors().own().forEach(e -> commands.add(List.of("explain", "" + e.code())));
    }
    commands.add(List.of("help"));
    commands.add(List.of("regions"));
    for (String word :
        List.of("configure", "call", "explain", "regions", "simulator", "completion")) {
      commands.add(List.of(word, "--help"));
    }
    for (String word : List.of("usersig", "contract")) {
      commands.add(List.of(word, "--help"));
    }
    commands.add(List.of("usersig", "generate", "--help"));
    commands.add(List.of("contract", "new-version", "--help"));
    for (List<String> command : commands) {
      Run.Outcome outcome =
          Run.in(directory).columns(columns).chatctl(command.toArray(new String[0]));
      assertThat(outcome.exitCode()).as(command.toString()).isEqualTo(ExitCode.OK);
      assertThat(outcome.out()).isNotBlank();
      // An example is one line, so that it can be copied.
      assertWithin(columns < NarrowHelp.LIMIT ? columns : Math.max(columns, 200), outcome.out());
      if (!command.contains("--help")) {
        assertWithin(columns, outcome.out());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 120})
  void answersOfAnyContentFitTheTerminal(int columns) {
    JsonNode answer =
        TerminalJson.parse(
            """
            {"ActionStatus":"OK","A rather long name of a member":"and a text that does not fit beside it at all",
             "群组":"群组的名字很长很长很长很长很长很长很长很长很长很长很长很长","Word":"%s",
             "Items":[{"GroupId":"@TGS#1","Type":"Public","Name":"群组的名字","Owner":"李雷","Members":3,"Left":1,"Right":2},
                      {"GroupId":"@TGS#2","Type":"Public","Name":"😀😀😀😀😀😀😀😀😀😀","Owner":"x","Members":3,"Left":1,"Right":2}],
             "Deep":[{"a":[{"b":[{"c":[{"d":[{"e":[{"f":"%s"}]}]}]}]}]}],
             "List":["%s","y"]}
            """
                .formatted("w".repeat(90), "v".repeat(90), "u".repeat(90)),
            "test");
    List<String> lines = Results.lines(answer, Style.PLAIN, columns);
    assertWithin(columns, String.join("\n", lines));
    String all = String.join("", lines).replace(" ", "");
    assertThat(all).contains("w".repeat(90), "u".repeat(90), "李雷");
  }

  @Test
  void aTableThatDoesNotFitBecomesLinesOfNamesAndValues() {
    Table table = new Table(List.of("Region", "Name", "Address", "Documented", "Since"));
    table.row(
        "SINGAPORE",
        "Singapore",
        "https://adminapisgp.im.qcloud.com",
        "all 5 operations",
        "2023-01");
    assertThat(table.lines(Style.PLAIN, "", 40))
        .containsExactly(
            "[1]",
            "  Region      SINGAPORE",
            "  Name        Singapore",
            "  Address     https://adminapisgp.im.qcl",
            "              oud.com",
            "  Documented  all 5 operations",
            "  Since       2023-01");
  }

  @Test
  void cjkTextIsMeasuredAsTheTerminalShowsIt() {
    assertThat(TextWidth.of("群组")).isEqualTo(4);
    assertThat(TextWidth.of("😀⏰⭐")).isEqualTo(6);
    assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
    assertThat(TextWidth.of("ｱｲ")).isEqualTo(2);
    assertThat(TextWidth.of("ＡＢ")).isEqualTo(4);
    assertThat(TextWidth.wrap("群组的名字", 5)).containsExactly("群组", "的名", "字");
    assertThat(TextWidth.wrap("one two  three", 8)).containsExactly("one two", "three");
    assertThat(TextWidth.wrap("e\u0301e\u0301", 2)).containsExactly("e\u0301e\u0301");
  }

  /** Help and completion offer only values that a request may contain. */
  @Test
  void neitherHelpNorCompletionOffersARejectedValue() {
    try (Simulator simulator = Simulator.start()) {
      int offered = 0;
      int refusals = 0;
      String script = Run.in(directory).chatctl("completion", "bash").out();
      for (Operation<?, ?> operation : Operations.all()) {
        FieldOptions options = new FieldOptions(operation.requestFields(), List.of());
        String help = Run.in(directory).chatctl(KebabCase.of(operation.name()), "--help").out();
        for (FieldSpec field : operation.requestFields()) {
          String option = options.option("/" + field.name());
          for (FieldSpec.KnownValue value : field.knownValues()) {
            List<String> words = new java.util.ArrayList<>(List.of(KebabCase.of(operation.name())));
            for (FieldSpec other : operation.requestFields()) {
              if (other.required() && !other.name().equals(field.name())) {
                words.add(String.valueOf(options.option("/" + other.name())));
                words.add(
                    other.knownValues().isEmpty()
                        ? sampled(operation.name(), other.name())
                        : other.knownValues().get(0).value());
              }
            }
            words.addAll(List.of(String.valueOf(option), value.value(), "--dry-run"));
            Run.Outcome tried = Run.on(simulator, directory).chatctl(words.toArray(new String[0]));
            boolean refused = tried.exitCode() == ExitCode.USAGE;
            refusals += refused ? 1 : 0;
            assertThat(known(help, String.valueOf(option)).contains(value.value()))
                .as(words + " " + tried.err())
                .isEqualTo(!refused);
            String line =
                script
                    .lines()
                    .filter(
                        l ->
                            l.contains(" " + KebabCase.of(operation.name()) + " " + option + "\")"))
                    .findFirst()
                    .orElse("");
            assertThat(
                    List.of(line.replaceAll(".*-W '|'.*", "").split(" ")).contains(value.value()))
                .as("completion " + option + " " + value.value())
                .isEqualTo(!refused);
            offered++;
          }
        }
      }
      assertThat(offered).isGreaterThan(5);
      assertThat(refusals).isPositive();
    }
  }

  /** Returns a value of the member for its option: from a sample, the first element of a list. */
  private static String sampled(String operation, String member) {
    return Objects.requireNonNull(ContractReader.bundled().operation(operation))
        .requestSamples()
        .stream()
        .filter(sample -> sample.violates().isEmpty() && sample.value().hasNonNull(member))
        .map(sample -> sample.value().get(member))
        .map(value -> value.isArray() && !value.isEmpty() ? value.get(0) : value)
        .map(value -> value.isContainerNode() ? value.toString() : value.asText())
        .findFirst()
        .orElse("1");
  }

  private static List<String> known(String help, String option) {
    String text = help.substring(help.indexOf(option + "=") + option.length());
    int next = text.split("\\n(?:      --|\\n)", 2)[0].length();
    String own = text.substring(0, next).replaceAll("\\s+", " ");
    int list = own.indexOf("Known: ");
    return list < 0 ? List.of() : List.of(own.substring(list + 7).strip().split(", "));
  }
}
