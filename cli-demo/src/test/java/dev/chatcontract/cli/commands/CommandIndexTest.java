package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command that is built to run accepts the same words as the one that help shows. */
final class CommandIndexTest {
  private static List<CommandIndex.Entry> entries() {
    return CommandIndex.standard().all();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void aCommandThatIsBuiltToRunAcceptsWhatHelpShows(CommandIndex.Entry entry) {
    CommandSpec shown = entry.build();
    CommandSpec run = entry.buildToRun();
    assertThat(words(run)).isNotEmpty().isEqualTo(words(shown));
    assertThat(run.subcommands().keySet()).isEqualTo(shown.subcommands().keySet());
  }

  @Test
  void aRunDoesNotLoadTheTextsOfMembers() {
    CommandIndex.Entry operation = entries().get(0);
    assertThat(described(operation.buildToRun())).isLessThan(described(operation.build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "-vh", "-qh", "--limit=1 -h"})
  void helpHasTheTextsHoweverItIsRequested(String words, @TempDir Path directory) {
    CommandIndex.Entry operation = entries().get(0);
    String[] args = (operation.name() + " " + words).split(" ", -1);
    Run.Outcome outcome = Run.in(directory).chatctl(args);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    ArgSpec member = operation.build().argGroups().get(0).args().iterator().next();
    assertThat(member.description()[0]).hasSizeGreaterThan(15);
    assertThat(outcome.out()).contains(member.description()[0].substring(0, 15));
  }

  private static List<String> words(CommandSpec spec) {
    return spec.args().stream()
        .map(
            argument ->
                (argument instanceof OptionSpec option
                        ? String.join(" ", option.names())
                        : "argument")
                    + " "
                    + argument.paramLabel()
                    + " "
                    + argument.arity()
                    + " "
                    + argument.required()
                    + " "
                    + argument.type())
        .toList();
  }

  private static long described(CommandSpec spec) {
    return spec.args().stream()
        .map(ArgSpec::description)
        .filter(lines -> lines.length > 0 && !lines[0].isEmpty())
        .count();
  }
}
