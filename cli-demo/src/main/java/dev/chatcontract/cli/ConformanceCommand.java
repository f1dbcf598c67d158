package dev.chatcontract.cli;

import dev.chatcontract.conformance.runner.ConformanceMain;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The conformance suite; its runner has a command line of its own, whose exit codes are ours, and
 * gets the words as they are.
 */
final class ConformanceCommand implements Command {
  static final String NAME = "conformance";

  /** What follows the name, for completion. */
  static final Map<String, String> COMMANDS =
      Map.of(
          "run", "run cases on a client or a server",
          "list", "list the cases",
          "show", "print a case",
          "serve", "serve a case for a debugger");

  static final List<String> OPTIONS =
      List.of(
          "--client",
          "--target",
          "--filter",
          "--report",
          "--case",
          "--operation",
          "--known-failures",
          "--parallel",
          "--port",
          "--help");

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

  static int pass(Terminal terminal, List<String> words) {
    return ConformanceMain.run(words, terminal.out(), terminal.err(), terminal.environment());
  }
}
