package dev.chatcontract.cli.bulk;

import dev.chatcontract.cli.bulk.files.Input;
import dev.chatcontract.cli.bulk.files.LineKey;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.calls.SendOptions;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.InputFile;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.runtime.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The files of a bulk run.
 *
 * @param from the input; {@code -} for standard input
 * @param usualJournal the default journal, which is used unless another is named
 */
record BulkFiles(Path from, Path failures, Path journal, Path usualJournal) {
  private static final String FAILURES = ".failures";
  private static final String JOURNAL = ".journal";

  /** Names of standard input. */
  private static final Set<String> STDIN = Set.of("-", "/dev/stdin", "/dev/fd/0");

  private static final int SUBJECT_LETTERS = 8;

  /**
   * Rejects devices, which may never end. For those that mean standard input, the stream's limits
   * apply.
   */
  static void refuseDevice(Call call) {
    String given = String.valueOf(call.text(SendOptions.FROM));
    if (!STDIN.contains(given)) {
      InputFile.noDevice(call.terminal().path(given), SendOptions.FROM + " " + given);
    }
  }

  static BulkFiles of(Call call, Operation<?, ?> operation, String subject) {
    Terminal terminal = call.terminal();
    String given = String.valueOf(call.text(SendOptions.FROM));
    // A pipe has no name from which to derive theirs. The name contains the subject, so that
    // requests sent to one server do not block another.
    String stem =
        given.equals("-") || Input.isNameless(terminal.path(given))
            ? "chatctl-stdin-"
                + KebabCase.of(operation.name())
                + "-"
                + LineKey.of(subject).toString().substring(0, SUBJECT_LETTERS)
            : given;
    return new BulkFiles(
        given.equals("-") ? Path.of(given) : terminal.path(given),
        terminal.path(call.text(SendOptions.FAILURES, stem + FAILURES)),
        terminal.path(call.text(SendOptions.JOURNAL, stem + JOURNAL)),
        terminal.path(stem + JOURNAL));
  }

  /**
   * Returns whether another journal than the default one is used. It is compared by file and not by
   * path: whoever reads the journal of this run a second time loses its lock.
   */
  boolean namesJournal() throws IOException {
    return !journal.equals(usualJournal)
        && !(Files.exists(usualJournal) && Files.isSameFile(journal, usualJournal));
  }

  /** Opens the input; a stream is first read to its end. */
  Input open(Terminal terminal) throws IOException {
    boolean stdin = STDIN.contains(from.toString());
    if (!stdin && !Input.isStream(from)) {
      return Input.file(from);
    }
    Path directory = failures.toAbsolutePath().getParent();
    if (stdin) {
      return Input.stream(terminal.in(), from.toString(), directory);
    }
    try (InputStream in = Files.newInputStream(from)) {
      return Input.stream(in, from.toString(), directory);
    } catch (IOException e) {
      throw CommandFailure.usage(SendOptions.FROM + " " + Settings.reason(from, e), e);
    }
  }

  void refuseTwoPurposes() throws IOException {
    refuseSame(SendOptions.FROM, from, SendOptions.FAILURES, failures);
    refuseSame(SendOptions.FROM, from, SendOptions.JOURNAL, journal);
    refuseSame(SendOptions.FAILURES, failures, SendOptions.JOURNAL, journal);
  }

  private static void refuseSame(String one, Path first, String other, Path second)
      throws IOException {
    boolean same =
        (Files.exists(first) && Files.exists(second))
            ? Files.isSameFile(first, second)
            : real(first).equals(real(second));
    if (same) {
      throw CommandFailure.usage(one + " and " + other + " must be two files: " + second);
    }
  }

  /** Returns the path with its links resolved; the file itself need not exist. */
  private static Path real(Path file) throws IOException {
    Path whole = file.toAbsolutePath().normalize();
    Path directory = whole.getParent();
    return directory != null && Files.isDirectory(directory)
        ? directory.toRealPath().resolve(whole.getFileName())
        : whole;
  }
}
