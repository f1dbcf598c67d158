package dev.chatcontract.contract.tool;

import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.diff.ContractDiff;
import dev.chatcontract.contract.diff.DiffReport;
import dev.chatcontract.contract.lint.ContractLint;
import dev.chatcontract.contract.lint.Finding;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.ContractException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The contract's tools for builds. Exit codes: 0 no objections, 1 the contract is rejected or a
 * change breaks callers, 2 wrong arguments.
 */
public final class ContractTool {
  private static final int OK = 0;
  private static final int REFUSED = 1;
  private static final int USAGE_ERROR = 2;

  private static final String USAGE =
      """
      usage: lint <openapi.yaml>
             bundle <openapi.yaml> <directory>
             build <openapi.yaml> <directory> <stamp>
             diff <old> <new> [text|json|markdown]
             check-baseline <released bundle> <openapi.yaml>
             release <openapi.yaml> <released bundle>\
      """;

  private final PrintStream out;
  private final PrintStream err;

  ContractTool(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Throws instead of exiting if something is rejected, so that it can run inside a build. */
  public static void main(String[] arguments) {
    int code = run(System.out, System.err, arguments);
    if (code != OK) {
      throw new IllegalStateException(
          code == REFUSED ? "the contract is refused, see above" : "wrong arguments, see above");
    }
  }

  /** Runs one command and returns its code. */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    return new ContractTool(out, err).run(List.of(arguments));
  }

  private int run(List<String> arguments) {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    List<Path> paths = arguments.stream().skip(1).limit(2).map(Path::of).toList();
    try {
      if (command.equals("lint") && arguments.size() == 2) {
        return lint(paths.get(0));
      }
      if (command.equals("bundle") && arguments.size() == 3) {
        return bundle(paths.get(0), paths.get(1));
      }
      if (command.equals("build") && arguments.size() == 4) {
        return build(paths.get(0), paths.get(1), Path.of(arguments.get(3)));
      }
      if (command.equals("release") && arguments.size() == 3) {
        return release(paths.get(0), paths.get(1));
      }
      if (command.equals("diff") && (arguments.size() == 3 || arguments.size() == 4)) {
        return diff(paths.get(0), paths.get(1), arguments.size() == 4 ? arguments.get(3) : "text");
      }
      if (command.equals("check-baseline") && arguments.size() == 3) {
        return checkBaseline(paths.get(0), paths.get(1));
      }
    } catch (ContractException e) {
      err.println(e.getMessage());
      return REFUSED;
    }
    err.println(USAGE);
    return USAGE_ERROR;
  }

  private int lint(Path source) {
    return findings(source).stream().anyMatch(finding -> finding.severity() == Severity.ERROR)
        ? REFUSED
        : OK;
  }

  private List<Finding> findings(Path source) {
    List<Finding> findings = ContractLint.lint(source);
    findings.forEach(err::println);
    out.println("lint: " + findings.size() + " findings in " + source.getFileName());
    return findings;
  }

  /**
   * Lints and bundles, unless neither the contract, nor the bundle, nor this program changed since
   * the last time. Findings that are only warnings are shown each time.
   */
  private int build(Path source, Path directory, Path stampFile) {
    Path contract = source.toAbsolutePath().getParent();
    BuildStamp stamp =
        BuildStamp.of(
            stampFile, contract == null ? source : contract, ContractBundle.files(directory));
    if (stamp.isCurrent()) {
      out.println("lint, bundle: nothing changed");
      return OK;
    }
    try {
      stamp.remove();
      List<Finding> findings = findings(source);
      if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
        return REFUSED;
      }
      int code = bundle(source, directory);
      if (findings.isEmpty()) {
        stamp.write();
      }
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + stampFile, e);
    }
  }

  private int bundle(Path source, Path directory) {
    ContractDocument document = ContractDocument.load(source);
    Contract contract = ContractReader.of(document);
    ContractBundle.of(document).write(directory);
    out.println(
        "bundle: "
            + document.files().size()
            + " files, "
            + contract.operations().size()
            + " operations, version "
            + contract.info().version());
    return OK;
  }

  /** Makes the current contract the one with which later versions are compared. */
  private int release(Path source, Path baseline) {
    ContractDocument document = ContractDocument.load(source);
    String version = ContractReader.of(document).info().version();
    if (Files.exists(baseline)) {
      DiffReport report = report(baseline, source);
      if (!report.isReleasable()) {
        err.print(report.text());
        err.println(
            "version "
                + version
                + " is too low for these changes since "
                + report.before()
                + "; raise info.version");
        return REFUSED;
      }
    }
    Path directory = baseline.toAbsolutePath().getParent();
    try {
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(baseline, ContractBundle.of(document).yaml());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + baseline, e);
    }
    out.println("released: version " + version + " as " + baseline);
    return OK;
  }

  private static DiffReport report(Path before, Path after) {
    ContractDocument old = ContractDocument.load(before);
    ContractDocument now = ContractDocument.load(after);
    return DiffReport.of(old, now, ContractDiff.compare(old, now));
  }

  private int diff(Path before, Path after, String format) {
    DiffReport report = report(before, after);
    switch (format) {
      case "text" -> out.print(report.text());
      case "json" -> out.print(report.json());
      case "markdown" -> out.print(report.markdown());
      default -> {
        err.println("the format " + format + " is none of text, json and markdown");
        return USAGE_ERROR;
      }
    }
    return report.isBreaking() ? REFUSED : OK;
  }

  private int checkBaseline(Path baseline, Path source) {
    if (!Files.exists(baseline)) {
      err.println(baseline + " does not exist; write it with: release " + source + " " + baseline);
      return REFUSED;
    }
    DiffReport report = report(baseline, source);
    if (report.versionAllows()) {
      out.println("baseline: " + report.text().lines().reduce("", (first, last) -> last));
      return OK;
    }
    err.print(report.text());
    err.println(
        "these changes break callers of "
            + report.before()
            + "; raise info.version by its first number that is not zero, or take them back");
    return REFUSED;
  }
}
