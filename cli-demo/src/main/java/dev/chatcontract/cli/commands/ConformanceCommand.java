package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.InputFile;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.conformance.runner.ConformanceMain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The conformance suite; its runner has a command line of its own, whose exit codes are ours, and
 * gets the words as they are.
 */
public final class ConformanceCommand implements Command {
  public static final String NAME = "conformance";

  /** What follows the name, for completion. */
  static final Map<String, String> COMMANDS =
      Map.of(
          "run", "run cases on a client or a server",
          "list", "list the cases",
          "show", "print a case",
          "serve", "serve a case for a debugger");

  private static final List<String> OPTIONS =
      List.of(
          "--client",
          "--target",
          "--filter",
          "--case",
          "--operation",
          "--kind",
          "--templates",
          "--contract",
          "--known-failures",
          "--coverage",
          "--report",
          "--parallel",
          "--port");

  /** Those that name a file which is read. */
  private static final List<String> FILES =
      List.of("--templates", "--contract", "--known-failures");

  /** Each of them narrows the choice by one more. */
  private static final List<String> REPEATABLE = List.of("--filter", "--operation", "--kind");

  private static final List<String> FLAGS =
      List.of("--allow-writes", "--verbose", "--json", "--help");

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
                        OPTIONS.forEach(o -> inner.addOption(Options.value(o, "VALUE").build()));
                        FLAGS.forEach(o -> inner.addOption(Options.flag(o, "").build()));
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
      if (FILES.contains(words.get(i))) {
        InputFile.noDevice(terminal.path(words.get(i + 1)), words.get(i) + " " + words.get(i + 1));
      }
    }
    return ConformanceMain.run(words, terminal.out(), terminal.err(), terminal.environment());
  }

  /** The runner refuses misspelt words too, but guesses no right ones. */
  private static void spelling(List<String> words) {
    if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
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
    List<String> known = new ArrayList<>(OPTIONS);
    known.addAll(FLAGS);
    Set<String> seen = new HashSet<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (OPTIONS.contains(word) && !OPTIONS.contains(words.get(i - 1))) {
        if (!seen.add(word) && !REPEATABLE.contains(word)) {
          throw CommandFailure.usage(word + " is given twice; keep one");
        }
      }
      if (word.startsWith("--") && !known.contains(word) && !OPTIONS.contains(words.get(i - 1))) {
        throw CommandFailure.usage(
            "unknown option "
                + word
                + Suggestions.hint(word, known)
                + "\nSee: chatctl conformance --help");
      }
    }
  }
}
