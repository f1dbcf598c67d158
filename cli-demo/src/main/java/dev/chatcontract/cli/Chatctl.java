package dev.chatcontract.cli;

import dev.chatcontract.cli.calls.FailureReport;
import dev.chatcontract.cli.commands.Command;
import dev.chatcontract.cli.commands.CommandIndex;
import dev.chatcontract.cli.commands.ConformanceCommand;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Style;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point: selects the command, builds only that one, and runs it. */
public final class Chatctl {
  private final Terminal terminal;
  private final CommandIndex index;

  Chatctl(Terminal terminal, CommandIndex index) {
    this.terminal = terminal;
    this.index = index;
  }

  /** Runs the process, which ends with one of the documented exit codes. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int exitCode;
    Thread.setDefaultUncaughtExceptionHandler(new Uncaught(terminal));
    try {
      exitCode = run(terminal, args);
      terminal.out().flush();
    } catch (CommandFailure e) {
      exitCode = new FailureReport(terminal, false).report(e);
    }
    terminal.err().flush();
    // Server and connection threads may still be idle; the work is done.
    System.exit(exitCode);
  }

  /**
   * Handles failures of other threads: prints one sentence, and ends the process if it cannot
   * continue.
   */
  record Uncaught(Terminal terminal) implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
      terminal.note("chatctl failed in " + thread.getName() + ": " + failure);
      if (failure instanceof VirtualMachineError) {
        Runtime.getRuntime().halt(ExitCode.INTERNAL);
      }
    }
  }

  public static int run(Terminal terminal, String... args) {
    try {
      return checked(terminal, args);
    } catch (LinkageError | VirtualMachineError e) {
      return new FailureReport(terminal, List.of(args).contains(Options.VERBOSE))
          .report(explained(e));
    }
  }

  /** Says what the user can do about it; other errors, such as a missing jar, are faults. */
  private static Throwable explained(Error e) {
    if (e instanceof StackOverflowError) {
      return CommandFailure.of(ExitCode.INTERNAL, "the input is nested too deeply to be read", e);
    }
    return e instanceof OutOfMemoryError
        ? CommandFailure.of(
            ExitCode.INTERNAL,
            "out of memory; give the program more with JAVA_TOOL_OPTIONS=-Xmx2g, or split"
                + " the input",
            e)
        : e;
  }

  private static int checked(Terminal terminal, String... args) {
    if (args.length == 1 && ("--version".equals(args[0]) || "-V".equals(args[0]))) {
      terminal.out().println(Program.line());
      return ExitCode.OK;
    }
    return new Chatctl(terminal, CommandIndex.standard()).execute(List.of(args));
  }

  int execute(List<String> args) {
    List<String> words = args;
    if (!words.isEmpty() && "help".equals(words.get(0))) {
      // `help x y` is `x y --help`.
      words = new ArrayList<>(words.subList(1, words.size()));
      words.add(Options.HELP);
    }
    if (!words.isEmpty() && ConformanceCommand.NAME.equals(words.get(0))) {
      return conformance(words.subList(1, words.size()));
    }
    boolean verbose = words.contains("-v") || words.contains(Options.VERBOSE);
    Optional<CommandIndex.Entry> chosen =
        words.isEmpty() ? Optional.empty() : index.find(words.get(0));
    try {
      return chosen.isEmpty() ? withoutCommand(words) : execute(chosen.get(), words);
    } catch (RuntimeException e) {
      return new FailureReport(terminal, verbose).report(e);
    }
  }

  /**
   * Parses without the texts that only help shows, and builds those only for help: they take longer
   * to build than arguments take to parse.
   */
  private int execute(CommandIndex.Entry entry, List<String> words) {
    return execute(
        entry.buildToRun(),
        words,
        parsed ->
            helped(parsed) == null ? perform(parsed) : execute(entry.build(), words, this::help));
  }

  private int execute(CommandSpec command, List<String> words, IExecutionStrategy strategy) {
    CommandSpec root = root();
    root.addSubcommand(words.get(0), command);
    synopsis(root);
    return line(root, strategy).execute(words.toArray(new String[0]));
  }

  private int conformance(List<String> words) {
    try {
      return ConformanceCommand.pass(terminal, words);
    } catch (RuntimeException e) {
      return new FailureReport(terminal, words.contains(Options.VERBOSE)).report(e);
    }
  }

  // Replaces picocli's synopsis, which lists every option; the help lists them below, sorted by
  // purpose.
  private static void synopsis(CommandSpec spec) {
    StringBuilder line = new StringBuilder(spec.qualifiedName());
    if (!spec.subcommands().isEmpty()) {
      line.append(" COMMAND");
    }
    spec.positionalParameters().forEach(p -> line.append(' ').append(p.paramLabel()));
    spec.usageMessage().customSynopsis(line.append(" [OPTIONS]").toString());
    spec.subcommands().values().forEach(sub -> synopsis(sub.getCommandSpec()));
  }

  private CommandLine line(CommandSpec root, IExecutionStrategy strategy) {
    CommandLine line = new CommandLine(root);
    line.setExpandAtFiles(false); // group IDs start with @
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        Help.defaultColorScheme(terminal.outStyle() == Style.ANSI ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpWidth(Math.max(60, Math.min(terminal.columns(), 110)));
    line.setUsageHelpLongOptionsMaxWidth(34);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    line.setOverwrittenOptionsAllowed(false);
    line.setExecutionStrategy(strategy);
    line.setParameterExceptionHandler((e, words) -> misused(e, List.of(words)));
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> new FailureReport(terminal, verbose(parsed)).report(e));
    return line;
  }

  private static CommandSpec root() {
    CommandSpec root = CommandSpec.create().name(Program.NAME);
    root.addOption(
        CommandLine.Model.OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .arity("0")
            .description("print the version and exit")
            .build());
    Options.common(root);
    return root;
  }

  private int withoutCommand(List<String> words) {
    if (words.isEmpty() || words.contains("-h") || words.contains(Options.HELP)) {
      boolean asked = !words.isEmpty();
      List<String> rest = new ArrayList<>(words);
      rest.removeAll(List.of("-h", Options.HELP, "-v", Options.VERBOSE));
      if (rest.isEmpty()) {
        RootHelp.print(
            asked ? terminal.out() : terminal.err(),
            index,
            terminal.outStyle(),
            terminal.columns());
        return asked ? ExitCode.OK : ExitCode.USAGE;
      }
    }
    if (words.contains("--version") || words.contains("-V")) {
      terminal.out().println(Program.line());
      return ExitCode.OK;
    }
    String first = words.get(0);
    String message =
        first.startsWith("-")
            ? "unknown option " + first + Suggestions.hint(first, root().optionsMap().keySet())
            : "no command " + first + Suggestions.hint(first, index.names());
    return new FailureReport(terminal, false)
        .report(CommandFailure.usage(message + "\nSee: " + Program.NAME + " help"));
  }

  /** Returns the command whose help is wanted; null if none is. */
  private static @Nullable ParseResult helped(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      if (at.isUsageHelpRequested()) {
        return at;
      }
    }
    return null;
  }

  private int help(ParseResult parsed) {
    ParseResult helped = helped(parsed);
    boolean narrow = terminal.outIsTerminal() && terminal.columns() < NarrowHelp.LIMIT;
    if (narrow && helped != null) {
      NarrowHelp.print(terminal, helped.commandSpec());
      return ExitCode.OK;
    }
    Integer exitCode = CommandLine.executeHelpRequest(parsed);
    return exitCode == null ? ExitCode.OK : exitCode;
  }

  private int perform(ParseResult parsed) {
    ParseResult deepest = deepest(parsed);
    Command command = (Command) deepest.commandSpec().userObject();
    try {
      RepeatedOptions.first(deepest.commandSpec(), parsed.originalArgs())
          .ifPresent(
              name -> {
                throw CommandFailure.usage(name + RepeatedOptions.ADVICE);
              });
      return command.run(new Call(terminal, deepest));
    } catch (Exception e) {
      return new FailureReport(terminal, verbose(deepest)).report(e);
    }
  }

  private static boolean verbose(ParseResult parsed) {
    return deepest(parsed).hasMatchedOption(Options.VERBOSE);
  }

  private static ParseResult deepest(ParseResult parsed) {
    ParseResult deepest = parsed;
    while (deepest.hasSubcommand()) {
      deepest = deepest.subcommand();
    }
    return deepest;
  }

  private int misused(ParameterException e, List<String> words) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String message =
        e instanceof OverwrittenOptionException twice
                && twice.getOverwritten() instanceof OptionSpec option
            ? option.longestName() + RepeatedOptions.ADVICE
            : e.getMessage();
    // If a required option is misspelt, the misspelt word is more helpful than a missing option.
    List<String> unmatched =
        e instanceof UnmatchedArgumentException u
            ? u.getUnmatched()
            : e.getCommandLine().getUnmatchedArguments();
    if (unmatched.isEmpty() && e instanceof UnmatchedArgumentException) {
      // After an option that takes a list, picocli only says in its text which word it was.
      unmatched =
          words.stream()
              .takeWhile(word -> !word.equals("--"))
              .filter(word -> isUnknownOption(spec, word))
              .limit(1)
              .toList();
    }
    if (!unmatched.isEmpty()) {
      message = unmatched(spec, unmatched.get(0));
    }
    return new FailureReport(terminal, false)
        .report(CommandFailure.usage(message + "\nSee: " + spec.qualifiedName() + " --help"));
  }

  private static boolean isUnknownOption(CommandSpec spec, String word) {
    return word.length() > 1
        && word.startsWith("-")
        && spec.findOption(optionName(word)) == null
        && (word.startsWith("--") || spec.findOption(word.charAt(1)) == null);
  }

  private static String optionName(String word) {
    return word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
  }

  private static String unmatched(CommandSpec spec, String word) {
    if (word.startsWith("-")) {
      String name = optionName(word);
      if (name.startsWith("--secret-key") || name.startsWith("--key")) {
        return name
            + ": a secret is never an argument, other users could read it; set CHATCTL_SECRET_KEY or use "
            + Options.SECRET_KEY_FILE
            + " FILE";
      }
      return "unknown option " + name + Suggestions.hint(name, spec.optionsMap().keySet());
    }
    if (!spec.subcommands().isEmpty()) {
      return "no command "
          + spec.qualifiedName()
          + " "
          + word
          + Suggestions.hint(word, spec.subcommands().keySet());
    }
    return "unexpected argument " + word;
  }
}
