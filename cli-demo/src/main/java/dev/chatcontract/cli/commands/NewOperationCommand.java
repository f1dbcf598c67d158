package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.contract.draft.DraftTree;
import dev.chatcontract.contract.draft.PageDraft;
import dev.chatcontract.contract.page.PageException;
import dev.chatcontract.contract.source.ContractException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** Command {@code contract new-operation}. */
final class NewOperationCommand implements Command {
  private static final Pattern PATH =
      Pattern.compile("/(?:[A-Za-z0-9_]+/)+[a-z][a-z0-9]*(?:_[a-z0-9]+)*");

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        Options.argument(0, "PATH", true, "path of the operation, such as /v4/service/command"));
    ContractCommands.spec(spec);
    spec.usageMessage()
        .footer(
            "",
            "Writes the files of the operation beside openapi.yaml and enters it there: what is the",
            "same for every operation, and \"Fill in: ...\" where a text is missing. contract lint",
            "refuses the contract until none of those is left.");
  }

  @Override
  public int run(Call call) {
    String given = String.valueOf(call.argument(0));
    String path = "/" + given.replaceFirst("^/", "");
    if (!PATH.matcher(path).matches()) {
      throw CommandFailure.usage(
          given + ": not a path; write it like /v4/service/command, the command in snake case");
    }
    Path source = ContractFiles.source(call);
    Path directory = Objects.requireNonNull(source.toAbsolutePath().getParent());
    PageDraft draft;
    try {
      draft = new DraftTree(directory, source).addBlank(path);
    } catch (PageException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } catch (ContractException e) {
      throw ContractFiles.broken(e);
    } catch (IOException e) {
      throw CommandFailure.usage(directory + ": cannot be written: " + e.getMessage(), e);
    }
    PrintStream out = call.terminal().out();
    draft.files().keySet().forEach(name -> out.println(directory.resolve(name)));
    call.terminal().note("fill in what is marked, then: contract lint --spec " + source);
    return ExitCode.OK;
  }
}
