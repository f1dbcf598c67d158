package dev.chatcontract.cli.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.cli.bulk.files.FailuresFile;
import dev.chatcontract.cli.bulk.files.Input;
import dev.chatcontract.cli.calls.CallFailures;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Progress;
import dev.chatcontract.cli.output.Results;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.output.TextWidth;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ErrorClass;
import dev.chatcontract.runtime.text.InertText;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/** The outcomes of the lines: counted, reported on stderr, and reduced to an exit code. */
final class BulkReport {
  /** The number of failures and warnings that are printed; further ones are only counted. */
  private static final int TOLD = 20;

  /**
   * After this many consecutive requests without a usable answer, the run gives up on the server.
   */
  private static final int GIVE_UP = 3;

  private static final int SHOWN = 100;

  private final Terminal terminal;
  private final Progress progress;
  private final Results results;
  private final FailuresFile failures;
  private final long total;
  private long seen;
  private long done;
  private long earlier;
  private long failedEarlier;
  private long failed;
  private long doubtful;
  private long thereAlready;
  private long told;
  private int silent;
  private @Nullable String refusal;
  private int exitCode = ExitCode.OK;

  BulkReport(
      Terminal terminal, Progress progress, Results results, FailuresFile failures, long total) {
    this.terminal = terminal;
    this.progress = progress;
    this.results = results;
    this.failures = failures;
    this.total = total;
  }

  int exitCode() {
    return left() > 0 ? Math.max(exitCode, ExitCode.API) : exitCode;
  }

  private void atLeast(int code) {
    exitCode = Math.max(exitCode, code);
  }

  /** Writes results to stdout and flushes them. */
  void print(JsonNode... items) {
    if (terminal.outIsTerminal()) {
      progress.clear();
    }
    results.items(List.of(items));
  }

  /** Reports that more lines were processed. */
  void seen(long lines) {
    seen += lines;
    progress.to(seen);
  }

  boolean goesOn() {
    return silent < GIVE_UP && refusal == null;
  }

  boolean gaveUp() {
    return silent >= GIVE_UP;
  }

  void answered() {
    silent = 0;
  }

  void done(long lines) {
    done += lines;
  }

  void earlier() {
    earlier++;
    progress.skip();
  }

  void failedEarlier() {
    failedEarlier++;
    atLeast(ExitCode.API);
    progress.skip();
  }

  /** Reports that the server refused the line permanently, and adds it to the failures file. */
  void failed(Input.Line line, String why, int code) {
    atLeast(code);
    failed++;
    tell(what(line), why);
    failures.add(line.text());
  }

  /** Reports that the line had no usable answer and may be sent again. */
  void unsent(Input.Line line, String why) {
    atLeast(ExitCode.TRANSPORT);
    tell(what(line), why);
  }

  void silence() {
    silent++;
    atLeast(ExitCode.TRANSPORT);
  }

  /** Reports that the line was refused for a reason that applies to all lines. */
  void refused(Input.Line line, ApiException e) {
    atLeast(ExitCode.API);
    refusal = what(line) + ": " + CallFailures.explain(e).getMessage();
  }

  /** Returns whether the next line would be refused for the same reason. */
  boolean appliesToAll(ApiException e) {
    // Some are about a kind of group: once any line has succeeded, in this run or an earlier one,
    // they only concern their own line.
    return e.errorClass() == ErrorClass.AUTH
        || (done + earlier == 0
            && (e.errorClass() == ErrorClass.PERMISSION || e.errorClass() == ErrorClass.CONFIG));
  }

  // Not in the failures file: a run with that file would send the line a second time.
  void inDoubt(Input.Line line, String why) {
    doubtful++;
    atLeast(ExitCode.API);
    warn(
        what(line)
            + " may have been carried out ("
            + why
            + "); it is not sent again. Verify whether it was, and if not, send it from a file of"
            + " its own: "
            + shown(line));
  }

  /** As {@link #inDoubt(Input.Line, String)}, for lines that follow each other in one request. */
  void inDoubt(List<Input.Line> lines, String why) {
    if (lines.size() == 1) {
      inDoubt(lines.get(0), why);
      return;
    }
    doubtful += lines.size();
    atLeast(ExitCode.API);
    LongSummaryStatistics numbers =
        lines.stream().mapToLong(Input.Line::number).summaryStatistics();
    warn(
        "lines "
            + numbers.getMin()
            + " to "
            + numbers.getMax()
            + " may have been carried out ("
            + why
            + "); they are not sent again. Verify whether they were, and if not, send them from a"
            + " file of their own");
  }

  // Whoever created it, the next run would get the same answer; a person has to check.
  void thereAlready(Input.Line line, String why) {
    thereAlready++;
    atLeast(ExitCode.API);
    warn(
        what(line)
            + " is there already ("
            + why
            + "), perhaps by an attempt whose answer was lost; verify that it is yours: "
            + shown(line));
  }

  /** Prints an answer that the journal could not store, so that the user can keep it. */
  void notStored(Input.Line line, String answer) {
    warn(
        what(line)
            + " was carried out, but the journal could not store the answer; write it down: "
            + InertText.line(answer));
  }

  /** Reports an item of an answer that belongs to none of the lines. */
  void notRequested(String key) {
    atLeast(ExitCode.API);
    if (++told <= TOLD) {
      warn("the answer has " + InertText.line(key) + ", which was not requested; left out");
    }
  }

  private void warn(String text) {
    progress.clear();
    terminal.warn(text);
  }

  private static String what(Input.Line line) {
    return "line " + line.number();
  }

  private static String shown(Input.Line line) {
    return TextWidth.cut(InertText.line(line.text()), SHOWN);
  }

  private void tell(String what, String why) {
    told++;
    progress.clear();
    if (told <= TOLD) {
      terminal.err().println(terminal.errStyle().red("failed: ") + what + ": " + why);
    } else if (told == TOLD + 1) {
      terminal
          .err()
          .println("more failures follow; they are counted, and listed in " + failures.file());
    }
  }

  private long left() {
    return total - done - earlier - failedEarlier - failed - doubtful - thereAlready;
  }

  /** Prints the summary at the end of a run. */
  void summary(boolean quiet, boolean resumable, boolean stopped) {
    progress.close();
    if (gaveUp()) {
      terminal.err().println("gave up: " + GIVE_UP + " requests in a row had no usable answer");
    }
    if (refusal != null) {
      terminal.err().println("stopped, since every line would be refused: " + refusal);
    }
    if (quiet) {
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append(total).append(" lines: ").append(done).append(" done");
    part(line, earlier, " finished by an earlier run");
    part(line, failedEarlier, " failed in an earlier run (see " + failures.file() + ")");
    part(line, failed, " failed (in " + failures.file() + ")");
    part(line, doubtful, " in doubt");
    part(line, thereAlready, " there already, to be verified");
    part(line, left(), " left");
    terminal.note(line.toString());
    if (resumable && (left() > 0 || stopped)) {
      terminal.note("Run the same command to continue where this run stopped.");
    }
  }

  private static void part(StringBuilder line, long count, String what) {
    if (count > 0) {
      line.append(", ").append(count).append(what);
    }
  }
}
