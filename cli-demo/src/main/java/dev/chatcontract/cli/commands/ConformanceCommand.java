package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.InputFile;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.conformance.runner.ConformanceMain;
import dev.chatcontract.conformance.runner.ConformanceOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The conformance suite. Its runner has its own command line, receives the arguments unchanged, and
 * uses our exit codes.
 */
public final class ConformanceCommand implements Command {
  public static final String NAME = "conformance";

  /** The subcommands, for completion. */
  static final Map<String, String> COMMANDS =
      Map.of(
          "run", "run cases on a client or a server",
          "list", "list the cases",
          "show", "print a case",
          "serve", "serve a case for a debugger");

  @Override
  public void describe(CommandSpec spec) {
    COMMANDS.forEach(
        (name, summary) ->
            spec.addSubcommand(
                name,
                CommandIndex.spec(
                    name,
                    summary,
                    new Command() {
                      @Override
                      public void describe(CommandSpec inner) {
                        for (ConformanceOption option : ConformanceOption.values()) {
                          inner.addOption(spec(option));
                        }
                        inner.addOption(Options.flag(Options.HELP, "").build());
                      }

                      @Override
                      public int run(Call call) {
                        return ConformanceCommand.this.run(call);
                      }
                    })));
  }

  @Override
  public int run(Call call) {
    return pass(call.terminal(), List.of());
  }

  public static int pass(Terminal terminal, List<String> words) {
    spelling(words);
    for (int i = 0; i + 1 < words.size(); i++) {
      ConformanceOption option = option(words.get(i));
      if (option != null && option.isFile()) {
        InputFile.noDevice(terminal.path(words.get(i + 1)), words.get(i) + " " + words.get(i + 1));
      }
    }
    return ConformanceMain.run(words, terminal.out(), terminal.err(), terminal.environment());
  }

  private static @Nullable ConformanceOption option(String word) {
    return Stream.of(ConformanceOption.values())
        .filter(option -> option.isCalled(word))
        .findFirst()
        .orElse(null);
  }

  private static boolean takesValue(@Nullable ConformanceOption option) {
    return option != null && !option.isFlag();
  }

  private static OptionSpec spec(ConformanceOption option) {
    return option.isFlag()
        ? Options.flag(option.word(), option.summary()).build()
        : Options.value(option.word(), option.label(), option.summary()).build();
  }

  /** Suggests corrections of misspelt words; the runner only rejects them. */
  private static void spelling(List<String> words) {
    if (words.isEmpty() || words.contains(Options.HELP) || words.contains("-h")) {
      return;
    }
    String command = words.get(0);
    if (!COMMANDS.containsKey(command) && !command.equals("help")) {
      throw CommandFailure.usage(
          "no command chatctl conformance "
              + command
              + Suggestions.hint(command, COMMANDS.keySet())
              + "\nSee: chatctl conformance --help");
    }
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--") && option(word) == null && !takesValue(option(words.get(i - 1)))) {
        List<String> known =
            Stream.concat(
                    Stream.of(ConformanceOption.values()).map(ConformanceOption::word),
                    Stream.of(Options.HELP))
                .toList();
        throw CommandFailure.usage(
            "unknown option "
                + word
                + Suggestions.hint(word, known)
                + "\nSee: chatctl conformance --help");
      }
    }
  }
}
