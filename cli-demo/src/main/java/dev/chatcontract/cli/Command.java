package dev.chatcontract.cli;

import picocli.CommandLine.Model.CommandSpec;

/** One command: what it accepts, and what it does. */
interface Command {
  /** Adds options, positional arguments, help texts and commands of its own. */
  void describe(CommandSpec spec);

  /**
   * Does the work and gives the exit code.
   *
   * @throws Exception anything; {@link Failures} turns it into one message
   */
  int run(Call call) throws Exception;
}
