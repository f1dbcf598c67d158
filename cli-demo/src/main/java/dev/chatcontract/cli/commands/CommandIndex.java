package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.client.Operations;
import dev.chatcontract.runtime.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** All commands by name; the code of a command is loaded when it is used. */
public final class CommandIndex {
  /** A name, its line in the help, and a factory for the command. */
  public record Entry(
      String name, String alias, String heading, String summary, Supplier<Command> maker) {
    /** Creates an entry of a group, which has neither aliases nor headings. */
    static Entry member(String name, String summary, Supplier<Command> maker) {
      return new Entry(name, "", "", summary, maker);
    }

    /** Builds the command with everything that help and completion show. */
    public CommandSpec build() {
      return spec(name, summary, maker.get());
    }

    /** Builds the command with what a run needs. */
    public CommandSpec buildToRun() {
      Command command = maker.get();
      return spec(name, summary, command, command::declare);
    }
  }

  private static final String CALL = "Call";
  private static final String LEARN = "Learn and look up";
  private static final String CHECK = "Simulate and check";
  private static final String CONTRACT = "Contract";

  private final List<Entry> fixed;
  private final Supplier<List<Entry>> operations;

  CommandIndex(List<Entry> fixed, Supplier<List<Entry>> operations) {
    this.fixed = fixed;
    this.operations = operations;
  }

  /** Returns all commands of chatctl. */
  public static CommandIndex standard() {
    List<Entry> fixed =
        List.of(
            entry(
                "configure",
                LEARN,
                "Write a profile: app, account, server, key",
                ConfigureCommand::new),
            entry("demo", LEARN, "See everything work, in half a minute", DemoCommand::new),
            entry("call", CALL, "Call any operation with a JSON body", CallCommand::new),
            entry("explain", LEARN, "Explain an error code or an operation", ExplainCommand::new),
            entry("regions", LEARN, "List the regions and their hosts", RegionsCommand::new),
            entry(
                "doctor",
                LEARN,
                "Check every step between this machine and an answer",
                DoctorCommand::new),
            entry(
                "usersig", LEARN, "Generate, inspect and verify UserSigs", UserSigCommands::group),
            entry("simulator", CHECK, "Serve the API on this machine", SimulatorCommand::new),
            entry(
                "console",
                CHECK,
                "Serve it with a web page: call, watch, inject faults",
                ConsoleCommand::new),
            entry(
                ConformanceCommand.NAME,
                CHECK,
                "Run the conformance cases on a client or a server",
                ConformanceCommand::new),
            entry(
                "contract",
                CONTRACT,
                "Check, lint, compare, bundle, document, release",
                ContractCommands::group));
    List<Entry> all = new ArrayList<>(fixed);
    CommandIndex index = new CommandIndex(all, CommandIndex::operations);
    all.add(
        entry(
            "completion",
            LEARN,
            "Print a completion script for bash, zsh or fish",
            () -> new CompletionCommand(index)));
    return index;
  }

  private static Entry entry(String name, String heading, String summary, Supplier<Command> maker) {
    return new Entry(name, "", heading, summary, maker);
  }

  private static List<Entry> operations() {
    List<Entry> entries = new ArrayList<>();
    for (Operation<?, ?> operation : Operations.all()) {
      entries.add(
          new Entry(
              KebabCase.of(operation.name()),
              operation.name(),
              CALL,
              operation.summary(),
              () -> new OperationCommand(operation)));
    }
    return entries;
  }

  public Optional<Entry> find(String word) {
    Optional<Entry> own = fixed.stream().filter(e -> e.name().equals(word)).findFirst();
    if (own.isPresent() || word.startsWith("-")) {
      return own;
    }
    return operations.get().stream()
        .filter(e -> e.name().equals(word) || e.alias().equals(word))
        .findFirst();
  }

  public List<Entry> all() {
    List<Entry> all = new ArrayList<>(operations.get());
    all.addAll(fixed);
    return all;
  }

  public List<String> names() {
    return all().stream().map(Entry::name).toList();
  }

  static CommandSpec spec(String name, String summary, Command command) {
    return spec(name, summary, command, command::describe);
  }

  private static CommandSpec spec(
      String name, String summary, Command command, Consumer<CommandSpec> describing) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
    spec.usageMessage()
        .description(Options.escaped(summary))
        .sortOptions(false)
        .synopsisHeading("Usage: ")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .commandListHeading("%nCommands:%n");
    describing.accept(spec);
    Options.common(spec);
    return spec;
  }
}
