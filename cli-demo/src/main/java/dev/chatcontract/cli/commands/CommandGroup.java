package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.settings.Call;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A group of subcommands. */
final class CommandGroup implements Command {
  private final List<CommandIndex.Entry> members;

  CommandGroup(List<CommandIndex.Entry> members) {
    this.members = members;
  }

  @Override
  public void describe(CommandSpec spec) {
    for (CommandIndex.Entry member : members) {
      spec.addSubcommand(member.name(), member.build());
    }
  }

  @Override
  public int run(Call call) {
    throw CommandFailure.usage(
        call.spec().qualifiedName()
            + ": say which: "
            + String.join(", ", call.spec().subcommands().keySet())
            + "\nSee: "
            + call.spec().qualifiedName()
            + " --help");
  }
}
