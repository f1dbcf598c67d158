package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.commands.CommandIndex.Entry;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Table;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.contract.page.PageComparison;
import dev.chatcontract.contract.page.PageException;
import dev.chatcontract.contract.page.PageReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Tools that read vendor pages. */
final class PageCommands {
  private PageCommands() {}

  static Command group() {
    return new CommandGroup(
        List.of(
            Entry.member("compare", "Show how vendor pages differ from the contract", Compare::new),
            Entry.member(
                "draft", "Draft an operation that the contract lacks", PageDraftCommand::new)));
  }

  private static final class Compare implements Command {
    private static final Formats FORMATS =
        new Formats(Options.OUTPUT, List.of("table", "markdown", "json"));

    @Override
    public void describe(CommandSpec spec) {
      spec.addPositional(Options.files("saved pages: copied text, Markdown or HTML, in UTF-8"));
      spec.addOption(FORMATS.spec());
      ContractCommands.spec(spec);
      spec.usageMessage()
          .footer(
              "",
              "Several pages on the same operation count as its versions, oldest first: the changes",
              "from one to the next are listed, and whether the contract has them. Exit 0: nothing",
              "differs but what errata explain; 4: something does; 2: a file is not a readable page.");
    }

    @Override
    public int run(Call call) {
      String format = FORMATS.of(call);
      Terminal terminal = call.terminal();
      List<PageComparison.Source> sources = new ArrayList<>();
      for (String name : call.arguments()) {
        sources.add(new PageComparison.Source(name, bytes(terminal.path(name))));
      }
      PageReport report;
      try {
        report = new PageComparison(ContractFiles.contract(call)).report(sources);
      } catch (PageException e) {
        throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
      }
      print(terminal, report, format);
      return report.differs() ? ExitCode.FINDING : ExitCode.OK;
    }

    private static void print(Terminal terminal, PageReport report, String format) {
      PrintStream out = terminal.out();
      switch (format) {
        case "json" -> out.print(report.json());
        case "markdown" -> out.print(report.markdown());
        default -> {
          Table table = new Table(PageReport.headings());
          report.cells().forEach(table::row);
          table.print(terminal);
          report.dates().forEach(out::println);
          out.println(report.summary());
        }
      }
    }
  }

  static ByteBuffer bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(file + ": a directory; name the pages in it");
    }
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw CommandFailure.usage(Settings.reason(file, e), e);
    }
  }
}
