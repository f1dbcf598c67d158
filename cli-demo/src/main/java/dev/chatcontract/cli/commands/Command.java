package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.settings.Call;
import picocli.CommandLine.Model.CommandSpec;

/** One command: the arguments it accepts and what it does. */
public interface Command {
  /** Adds options, positional arguments, help texts and subcommands. */
  void describe(CommandSpec spec);

  /** Adds what a run needs; may omit texts and values that only help and completion show. */
  default void declare(CommandSpec spec) {
    describe(spec);
  }

  /**
   * Runs the command and returns the exit code.
   *
   * @throws Exception any; the entry point turns it into one message
   */
  int run(Call call) throws Exception;
}
