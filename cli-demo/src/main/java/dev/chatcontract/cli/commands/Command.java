package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.settings.Call;
import picocli.CommandLine.Model.CommandSpec;

/** One command: what it accepts, and what it does. */
public interface Command {
  /** Adds options, positional arguments, help texts and commands of its own. */
  void describe(CommandSpec spec);

  /** Adds what a run needs: may leave out texts and values that only help and completion show. */
  default void declare(CommandSpec spec) {
    describe(spec);
  }

  /**
   * Does the work and gives the exit code.
   *
   * @throws Exception anything; the entry point turns it into one message
   */
  int run(Call call) throws Exception;
}
