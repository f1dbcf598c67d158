package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.commands.CommandIndex.Entry;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Style;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.InputFile;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.codegen.reference.ReferencePage;
import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.diff.DiffReport;
import dev.chatcontract.contract.diff.Verdict;
import dev.chatcontract.contract.lint.ContractLint;
import dev.chatcontract.contract.lint.Finding;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.ContractDocument;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** Tools for authors of the contract. */
final class ContractCommands {
  private static final String OUTPUT = "--output";

  private ContractCommands() {}

  static Command group() {
    return new CommandGroup(
        List.of(
            Entry.member("lint", "Check the contract against the style rules", Lint::new),
            Entry.member("bundle", "Write the contract as one file", Bundle::new),
            Entry.member("diff", "List what a new version breaks, for whom and why", Diff::new),
            Entry.member(
                "new-operation", "Write the files of a new operation", NewOperationCommand::new),
            Entry.member("page", "Read vendor pages: compare, draft", PageCommands::group),
            Entry.member(
                "observe",
                "Find what recorded traffic has and the contract lacks",
                ObserveCommand::new),
            Entry.member("docs", "Write the HTML reference", Docs::new),
            Entry.member("check", "Lint, compare with the last release, run the cases", Check::new),
            Entry.member(
                "new-version", "Release: version, baseline and changelog", NewVersion::new)));
  }

  /** Adds {@code --spec}, for commands that need the source. */
  static void spec(CommandSpec spec) {
    spec.addOption(
        Options.value(ContractFiles.SPEC, "FILE", "another contract's openapi.yaml").build());
  }

  private static final class Lint implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec(spec);
    }

    @Override
    public int run(Call call) {
      return lint(call, ContractFiles.source(call));
    }
  }

  /** Prints the findings and returns the exit code. */
  static int lint(Call call, Path source) {
    List<Finding> findings = ContractLint.lint(source);
    PrintStream out = call.terminal().out();
    findings.forEach(out::println);
    long errors = findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    Style style = call.terminal().outStyle();
    if (findings.isEmpty()) {
      out.println(style.green("ok") + ": " + source + " keeps all rules");
    } else {
      out.println(errors + " errors, " + (findings.size() - errors) + " warnings in " + source);
    }
    return errors > 0 ? ExitCode.FINDING : ExitCode.OK;
  }

  private static final class Bundle implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.addOption(
          Options.value(OUTPUT, "FILE", "file to write; .json or .yaml decides the format")
              .required(true)
              .build());
      spec(spec);
    }

    @Override
    public int run(Call call) {
      Path file = call.terminal().path(String.valueOf(call.text(OUTPUT)));
      String name = file.toString().toLowerCase(Locale.ROOT);
      boolean json = name.endsWith(".json");
      if (!json && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
        throw CommandFailure.usage(OUTPUT + " " + file + ": must end in .json, .yaml or .yml");
      }
      ContractDocument document = ContractFiles.document(ContractFiles.source(call));
      ContractBundle bundle = ContractBundle.of(document);
      ContractFiles.write(file, json ? bundle.json() : bundle.yaml());
      call.terminal().note("wrote " + file);
      return ExitCode.OK;
    }
  }

  private static final class Docs implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.addOption(
          Options.value(OUTPUT, "DIR", "directory for reference.html and openapi.yaml")
              .required(true)
              .build());
      spec(spec);
    }

    @Override
    public int run(Call call) {
      Path source = ContractFiles.source(call);
      Path directory = call.terminal().path(String.valueOf(call.text(OUTPUT)));
      Path file = directory.resolve("reference.html");
      String page =
          ReferencePage.render(ContractFiles.contract(source), ContractFiles.errata(source));
      ContractFiles.write(file, page);
      call.terminal().note("wrote " + file);
      // The page links to it.
      Path document = directory.resolve(ReferencePage.DOCUMENT);
      ContractFiles.write(document, ContractBundle.of(ContractFiles.document(source)).yaml());
      call.terminal().note("wrote " + document);
      return ExitCode.OK;
    }
  }

  private static final class Diff implements Command {
    private static final Formats FORMATS =
        new Formats("--format", List.of("text", "json", "markdown"));

    @Override
    public void describe(CommandSpec spec) {
      spec.addPositional(Options.argument(0, "OLD", true, "openapi.yaml of a tree, or a bundle"));
      spec.addPositional(Options.argument(1, "NEW", true, "the same, of the new version"));
      spec.addOption(FORMATS.spec());
    }

    @Override
    public int run(Call call) {
      Terminal terminal = call.terminal();
      Path before = ContractFiles.existing(terminal.path(String.valueOf(call.argument(0))), "OLD");
      Path after = ContractFiles.existing(terminal.path(String.valueOf(call.argument(1))), "NEW");
      DiffReport report = ContractChange.between(before, after);
      terminal
          .out()
          .print(
              switch (FORMATS.of(call)) {
                case "json" -> report.json();
                case "markdown" -> report.markdown();
                default -> report.text();
              });
      return report.isBreaking() ? ExitCode.FINDING : ExitCode.OK;
    }
  }

  private static final class Check implements Command {
    private static final String OPERATION = "--operation";

    @Override
    public void describe(CommandSpec spec) {
      spec.addOption(
          Options.value(OPERATION, "NAME", "cases of this operation (default: those that changed)")
              .build());
    }

    @Override
    public int run(Call call) {
      Terminal terminal = call.terminal();
      PrintStream out = terminal.out();
      Style style = terminal.outStyle();
      Path source = ContractFiles.source(call);
      String named = call.text(OPERATION);
      String operation = named == null ? null : CallCommand.operation(named).name();
      boolean stale = Boolean.getBoolean("chatctl.stale");
      List<String> summary = new ArrayList<>();
      summary.add(verdict(style, !stale) + "  regenerate" + (stale ? "   " + whyStale() : ""));

      out.println(style.bold("lint"));
      boolean kept = lint(call, source) == ExitCode.OK;
      summary.add(verdict(style, kept) + "  lint");
      boolean good = kept && !stale;

      out.println();
      out.println(style.bold("diff against the last release"));
      Set<String> operations = new LinkedHashSet<>();
      Path baseline = ContractChange.baseline(source).orElse(null);
      if (baseline == null) {
        out.println("no release yet: spec/baseline is empty");
        summary.add(style.dim("-") + "   diff         no release yet");
      } else if (kept) {
        DiffReport report = ContractChange.between(baseline, source);
        out.print(report.text());
        operations.addAll(
            ContractChange.operations(report.changes(), ContractFiles.contract(source)));
        boolean allowed = report.versionAllows();
        good &= allowed;
        summary.add(
            verdict(style, allowed)
                + "  diff         "
                + report.count(Verdict.BREAKING)
                + " breaking"
                + (allowed ? "" : ", and the version was not raised for it"));
      } else {
        out.println("left out until lint finds nothing");
        summary.add(style.dim("-") + "   diff");
      }

      out.println();
      out.println(style.bold("conformance"));
      if (good) {
        List<String> words = new ArrayList<>(List.of("run"));
        Set<String> chosen =
            operation == null ? ContractChange.toRun(operations, source) : Set.of(operation);
        chosen.forEach(name -> words.addAll(List.of(OPERATION, name)));
        boolean passed = ConformanceCommand.pass(terminal, words) == ExitCode.OK;
        good = passed;
        if (passed && operation == null) {
          ContractChange.pass(source);
        }
        long before = operations.stream().filter(name -> !chosen.contains(name)).count();
        summary.add(
            verdict(style, passed)
                + "  conformance  "
                + (chosen.isEmpty() ? "all operations" : String.join(", ", chosen))
                + (before == 0 || operation != null
                    ? ""
                    : "; what else changed since the release passed before: " + before));
      } else {
        out.println("left out until the rest passes");
        summary.add(style.dim("-") + "   conformance");
      }
      out.println();
      summary.forEach(out::println);
      return good ? ExitCode.OK : ExitCode.FINDING;
    }

    /** Returns the first reason why a build failed, which the launcher found in the log. */
    private static String whyStale() {
      return System.getProperty("chatctl.failure", "the sources are newer than this chatctl");
    }

    private static String verdict(Style style, boolean good) {
      return good ? style.green("ok") : style.red("NO");
    }
  }

  private static final class NewVersion implements Command {
    private static final String CHANGELOG = "--changelog";
    private static final String DRY_RUN = "--dry-run";
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Pattern VERSION_LINE =
        Pattern.compile("(?m)^(info:\\s*\\n(?:[ ]+.*\\n)*?[ ]+version:[ ]*)\\S+[ ]*$");

    @Override
    public void describe(CommandSpec spec) {
      spec.addPositional(Options.argument(0, "VERSION", true, "the new version, such as 1.2.0"));
      spec(spec);
      spec.addOption(
          Options.value(CHANGELOG, "FILE", "changelog (default: CHANGELOG.md of the checkout)")
              .build());
      spec.addOption(Options.flag(DRY_RUN, "print what would be written, write nothing").build());
      spec.usageMessage()
          .footer(
              "",
              "Sets info.version, refuses a version too low for what changed, writes the bundle to",
              "baseline/ and the changes to the changelog. Before it: contract check.");
    }

    @Override
    public int run(Call call) {
      Path source = ContractFiles.source(call);
      String version = String.valueOf(call.argument(0));
      if (!VERSION.matcher(version).matches()) {
        throw CommandFailure.usage(version + ": three numbers are expected, such as 1.2.0");
      }
      if (lint(call, source) != ExitCode.OK) {
        return ExitCode.FINDING;
      }
      String text = InputFile.text(source, ContractFiles.SPEC);
      Matcher line = VERSION_LINE.matcher(text);
      if (!line.find()) {
        throw CommandFailure.usage(source + ": info.version must be on its own line");
      }
      String raised = line.replaceFirst("$1" + version);
      Path baseline = source.resolveSibling("baseline").resolve("openapi.yaml");
      String entry = "## Contract " + version + "\n\nThe first release.\n";
      if (Files.exists(baseline)) {
        DiffReport report = ContractChange.release(baseline, source, version);
        if (!report.isReleasable()) {
          call.terminal().out().print(report.text());
          throw CommandFailure.of(
              ExitCode.FINDING, version + " is too low for these changes since " + report.before());
        }
        entry = report.markdown().strip() + "\n";
      }
      if (call.has(DRY_RUN)) {
        call.terminal().out().print(entry);
        return ExitCode.OK;
      }
      ContractFiles.write(source, raised);
      boolean keep = false;
      try {
        String bundle = ContractBundle.of(ContractFiles.document(source)).yaml();
        changelog(call, entry);
        // Last: once it is written, there is nothing left to compare with.
        ContractFiles.write(baseline, bundle);
        keep = true;
      } finally {
        if (!keep) {
          ContractFiles.write(source, text);
        }
      }
      call.terminal().note("released " + version + ": " + source + ", " + baseline.normalize());
      return ExitCode.OK;
    }

    private static void changelog(Call call, String entry) {
      String named = call.text(CHANGELOG);
      Path home = ContractFiles.home();
      if (named == null && (home == null || call.has(ContractFiles.SPEC))) {
        call.terminal().out().print(entry);
        return;
      }
      Path file = named != null ? call.terminal().path(named) : home.resolve("CHANGELOG.md");
      String before = Files.exists(file) ? InputFile.text(file, CHANGELOG) : "# Changelog\n";
      int first = before.indexOf("\n## ");
      String head = first < 0 ? before.strip() + "\n" : before.substring(0, first + 1);
      String rest = first < 0 ? "" : "\n" + before.substring(first + 1);
      ContractFiles.write(file, head.strip() + "\n\n" + entry + rest);
    }
  }
}
