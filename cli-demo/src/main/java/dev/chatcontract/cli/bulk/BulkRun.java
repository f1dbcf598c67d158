package dev.chatcontract.cli.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.bulk.files.BulkException;
import dev.chatcontract.cli.bulk.files.FailuresFile;
import dev.chatcontract.cli.bulk.files.Input;
import dev.chatcontract.cli.bulk.files.Lines;
import dev.chatcontract.cli.calls.Connection;
import dev.chatcontract.cli.calls.FieldOptions;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.calls.SendOptions;
import dev.chatcontract.cli.calls.Sender;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.OutputFormat;
import dev.chatcontract.cli.output.Progress;
import dev.chatcontract.cli.output.Results;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.runtime.Operation;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends the requests of a file or a stream. A journal records what was sent, so that the same
 * command continues after a kill and sends nothing twice. Lines that failed go to a separate file.
 */
public final class BulkRun {
  /** The number of warnings about lines that are printed; the same warning is printed only once. */
  private static final int REMARKS = 20;

  private final Call call;
  private final Operation<?, ?> operation;
  private final FieldOptions fields;
  private final ObjectNode base;
  private final Terminal terminal;

  public BulkRun(Call call, Operation<?, ?> operation, FieldOptions fields, ObjectNode base) {
    this.call = call;
    this.operation = operation;
    this.fields = fields;
    this.base = base;
    this.terminal = call.terminal();
  }

  public int run() throws IOException {
    OutputFormat format = call.has(Options.OUTPUT) ? call.output() : OutputFormat.JSONL;
    // Errors in the options are reported before a stream is read.
    Sender.options(call);
    Results results = call.results(format);
    BulkFiles.refuseDevice(call);
    try (StopSignal stop = StopSignal.listen(terminal);
        Connection connection = Connection.open(call, BulkLine.beyondContract(call, operation))) {
      BulkLine bulk = new BulkLine(call, operation, fields, base, connection, stop);
      return run(bulk, results);
    } catch (BulkException e) {
      throw CommandFailure.of(
          switch (e.kind()) {
            case USAGE -> ExitCode.USAGE;
            case BUSY -> ExitCode.BUSY;
            case OUTPUT -> ExitCode.OUTPUT;
          },
          e.getMessage(),
          e);
    }
  }

  private int run(BulkLine bulk, Results results) throws IOException {
    BulkFiles files = BulkFiles.of(call, operation, bulk.connection().subject());
    files.refuseTwoPurposes();
    try (Input input = files.open(terminal)) {
      bulk.stop().endIfStopped();
      BulkInput lines = BulkInput.of(input, operation, fields);
      // If another run holds the journal, that is reported before anything else is checked.
      try (BulkSending sending =
              lines.keys() ? new KeyBatches(bulk) : new BodyLines(bulk, files, input.name());
          FailuresFile failures = FailuresFile.at(files.failures())) {
        long total = check(sending, lines.reading().get(), failures);
        if (total == 0) {
          throw CommandFailure.usage(input.name() + ": no lines to send");
        }
        sending.prepare(failures);
        bulk.stop().sending();
        return send(bulk, sending, lines.reading().get(), failures, results, total);
      }
    }
  }

  private long check(BulkSending sending, Lines lines, FailuresFile failures) {
    Set<String> told = new HashSet<>();
    return sending.check(
        lines,
        failures,
        (place, remark) -> {
          if (told.size() < REMARKS && told.add(remark)) {
            terminal.warn(place + ": " + remark);
          }
        });
  }

  private int send(
      BulkLine bulk,
      BulkSending sending,
      Lines lines,
      FailuresFile failures,
      Results results,
      long total) {
    Progress progress =
        Progress.of(terminal, call.has(SendOptions.QUIET), KebabCase.of(operation.name()), total);
    BulkReport report = new BulkReport(terminal, progress, results, failures, total);
    try {
      sending.send(lines, failures, report);
    } finally {
      try {
        progress.close();
        results.end();
      } finally {
        report.summary(call.has(SendOptions.QUIET), sending.resumable(), bulk.stop().stopped());
      }
    }
    return bulk.stop().stopped() ? ExitCode.INTERRUPTED : report.exitCode();
  }
}
