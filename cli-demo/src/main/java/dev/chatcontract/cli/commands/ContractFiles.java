package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.InputFile;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.contract.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds and reads the contract of a command. */
final class ContractFiles {
  static final String SPEC = "--spec";

  private ContractFiles() {}

  /** Returns the file that {@code --spec} names, or the checkout's own. */
  static Path source(Call call) {
    String named = call.text(SPEC);
    if (named != null) {
      return existing(call.terminal().path(named), SPEC);
    }
    Path home = home();
    Path own = home == null ? null : home.resolve("spec").resolve("openapi.yaml");
    if (own == null || !Files.exists(own)) {
      throw CommandFailure.usage("no contract source here; name its openapi.yaml with " + SPEC);
    }
    return own;
  }

  /** Returns the checkout that contains the launcher, or null if there is none. */
  static @Nullable Path home() {
    String home = System.getProperty("chatctl.home");
    return home == null ? null : Path.of(home);
  }

  static Path existing(Path file, String option) {
    if (!Files.exists(file)) {
      throw CommandFailure.usage(option + " " + file + ": no such file");
    }
    if (Files.isDirectory(file)) {
      Path root = file.resolve("openapi.yaml");
      if (Files.exists(root)) {
        return root;
      }
      throw CommandFailure.usage(option + " " + file + ": a directory without openapi.yaml");
    }
    InputFile.noDevice(file, option + " " + file);
    if (!Files.isReadable(file)) {
      throw CommandFailure.usage(option + " " + file + ": not readable, check its permissions");
    }
    return file;
  }

  /** Returns the contract of {@code --spec}, or the built-in one. */
  static Contract contract(Call call) {
    if (!call.has(SPEC)) {
      return ContractReader.bundled();
    }
    return contract(source(call));
  }

  static Contract contract(Path file) {
    try {
      return ContractReader.load(file);
    } catch (ContractException e) {
      throw broken(e);
    }
  }

  static ContractDocument document(Path file) {
    try {
      return ContractDocument.load(file);
    } catch (ContractException e) {
      throw broken(e);
    }
  }

  /** Returns the text of the errata next to a contract, or null. */
  static @Nullable String errata(Path openapi) {
    Path file = openapi.resolveSibling("ERRATA.md");
    return Files.exists(file) ? InputFile.text(file, SPEC) : null;
  }

  static void write(Path file, String text) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandFailure.usage("--output " + file + ": cannot be written", e);
    }
  }

  static CommandFailure broken(ContractException e) {
    StringBuilder out = new StringBuilder("the contract cannot be read:");
    for (Problem problem : e.problems()) {
      out.append("\n  ").append(problem);
    }
    return CommandFailure.of(ExitCode.FINDING, out.toString(), e);
  }
}
