package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Table;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.contract.observe.CaptureException;
import dev.chatcontract.contract.observe.Observation;
import dev.chatcontract.contract.observe.ObservationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Command {@code contract observe}. */
final class ObserveCommand implements Command {
  private static final Formats FORMATS = new Formats(Options.OUTPUT, List.of("table", "json"));

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(Options.files("captures: HAR, or one exchange per line as JSON"));
    spec.addOption(FORMATS.spec());
    ContractCommands.spec(spec);
    spec.usageMessage()
        .footer(
            "",
            "Says which members, values, codes, types and limits were seen that the contract does not",
            "know, how often and with an example, and what it declares that never occurred. Queries,",
            "headers and what looks like a secret are dropped on reading. Exit 0: nothing unknown was",
            "seen; 4: something was; 2: a file is not a capture.");
  }

  @Override
  public int run(Call call) {
    String format = FORMATS.of(call);
    Terminal terminal = call.terminal();
    Observation observation = new Observation(ContractFiles.contract(call));
    for (String name : call.arguments()) {
      read(observation, name, terminal.path(name));
    }
    ObservationReport report = observation.report();
    PrintStream out = terminal.out();
    if (format.equals("json")) {
      out.print(report.json());
    } else {
      Table table = new Table(ObservationReport.headings());
      report.cells().forEach(table::row);
      table.print(terminal);
      out.println(report.summary());
    }
    return report.isSurprising() ? ExitCode.FINDING : ExitCode.OK;
  }

  private static void read(Observation observation, String name, Path file) {
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(name + ": a directory; name the captures in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      observation.read(name, in);
    } catch (CaptureException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw CommandFailure.usage(Settings.reason(file, e), e);
    }
  }
}
