package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.contract.draft.DraftTree;
import dev.chatcontract.contract.draft.PageDraft;
import dev.chatcontract.contract.draft.Question;
import dev.chatcontract.contract.page.PageException;
import dev.chatcontract.contract.source.ContractException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Command {@code contract page draft}. */
final class PageDraftCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(Options.files("saved pages, each of an operation the contract lacks"));
    spec.addOption(
        Options.value(Options.OUTPUT, "DIR", "where the contract with the drafts is written")
            .required(true)
            .build());
    ContractCommands.spec(spec);
    spec.usageMessage()
        .footer(
            "",
            "Writes operations/, schemas/ and samples/ and enters the operation into openapi.yaml.",
            "Where DIR has no openapi.yaml yet, the contract is copied there first; where it has,",
            "the draft is added to that one. What a page leaves open is marked with x-question,",
            "which contract lint shows until it is answered.");
  }

  @Override
  public int run(Call call) {
    Terminal terminal = call.terminal();
    Path directory = terminal.path(String.valueOf(call.text(Options.OUTPUT)));
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw CommandFailure.usage(Options.OUTPUT + " " + directory + ": not a directory");
    }
    boolean started = Files.exists(directory.resolve("openapi.yaml"));
    DraftTree tree =
        new DraftTree(
            directory, started ? directory.resolve("openapi.yaml") : ContractFiles.source(call));
    PrintStream out = terminal.out();
    for (String name : call.arguments()) {
      PageDraft draft = draft(tree, directory, name, terminal);
      int questions = draft.questions().size();
      out.println(
          draft.operation()
              + ": "
              + draft.files().size()
              + " files, "
              + (questions == 1 ? "1 question" : questions + " questions"));
      for (Question question : draft.questions()) {
        out.println("  " + question.file() + ": " + question.text());
      }
    }
    terminal.note("wrote " + directory + "; look at it with: contract lint --spec " + tree.root());
    return ExitCode.OK;
  }

  private static PageDraft draft(DraftTree tree, Path directory, String name, Terminal terminal) {
    try {
      return tree.add(name, PageCommands.bytes(terminal.path(name)));
    } catch (PageException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } catch (ContractException e) {
      throw ContractFiles.broken(e);
    } catch (IOException e) {
      throw CommandFailure.usage(
          Options.OUTPUT + " " + directory + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
