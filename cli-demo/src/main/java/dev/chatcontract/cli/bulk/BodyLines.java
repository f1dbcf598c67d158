package dev.chatcontract.cli.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.bulk.files.BulkException;
import dev.chatcontract.cli.bulk.files.FailuresFile;
import dev.chatcontract.cli.bulk.files.Input;
import dev.chatcontract.cli.bulk.files.Journal;
import dev.chatcontract.cli.bulk.files.JournalHeader;
import dev.chatcontract.cli.bulk.files.LineKey;
import dev.chatcontract.cli.bulk.files.LineKeys;
import dev.chatcontract.cli.bulk.files.Lines;
import dev.chatcontract.cli.calls.CallFailures;
import dev.chatcontract.cli.calls.SendOptions;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ChatException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sends one request per line, each at most once over all runs with the same journal. */
final class BodyLines implements BulkSending {
  private final BulkLine bulk;
  private final BulkFiles files;
  private final String input;
  private final LineKeys keys = new LineKeys();
  private final JournalHeader header;
  private @Nullable Journal journal;

  BodyLines(BulkLine bulk, BulkFiles files, String input) {
    this.bulk = bulk;
    this.files = files;
    this.input = input;
    this.header =
        new JournalHeader(
            bulk.operation().name() + " " + bulk.connection().subject(),
            LineKey.of(bulk.options()).toString());
    if (Files.exists(files.journal())) {
      journal = Journal.open(files.journal(), header, keys);
    }
  }

  private Journal journal() {
    Journal open = journal;
    if (open == null) {
      // Only after all lines were checked: a faulty input leaves no journal behind.
      open = Journal.open(files.journal(), header, keys);
      journal = open;
    }
    return open;
  }

  private Journal.State state(LineKey key) {
    Journal open = journal;
    return open == null ? Journal.State.NEW : open.state(key);
  }

  @Override
  public long check(Lines lines, FailuresFile failures, BiConsumer<String, String> remarks) {
    long count = 0;
    for (Input.Line line = lines.next(); line != null; line = lines.next()) {
      bulk.stop().endIfStopped();
      count++;
      Journal.State state = state(keys.next(line));
      failures.listed(line.text(), state == Journal.State.FAILED);
      if (state == Journal.State.NEW || state == Journal.State.SENT) {
        bulk.check(body(line), line.place(), remarks);
      }
    }
    return count;
  }

  private ObjectNode body(Input.Line line) {
    return bulk.merged(TerminalJson.parseObject(line.text(), line.place()));
  }

  @Override
  public void prepare(FailuresFile failures) throws IOException {
    Journal open = journal();
    if (open.isEmpty()) {
      failures.refuseAny(input);
      if (files.namesJournal() && header.isSubjectOf(files.usualJournal())) {
        bulk.call()
            .terminal()
            .warn(
                files.usualJournal()
                    + " is a journal of the same input for the same server; with another journal"
                    + " its lines are sent again");
      }
    } else {
      failures.check(input, key -> open.state(key) == Journal.State.FAILED);
    }
    failures.begin(false);
  }

  @Override
  public boolean resumable() {
    return true;
  }

  @Override
  public void send(Lines lines, FailuresFile failures, BulkReport report) {
    keys.again();
    RateGate pace = new RateGate(bulk.rate());
    for (Input.Line line = lines.next();
        line != null && !bulk.stop().stopped() && report.goesOn();
        line = lines.next()) {
      LineKey key = keys.next(line);
      switch (state(key)) {
        case ANSWERED -> {
          report.earlier();
          // The output of a run contains the answer to every completed line.
          String place = SendOptions.JOURNAL + " " + files.journal() + ", " + line.place();
          report.print(TerminalJson.parse(journal().answer(key), place));
        }
        case FAILED -> report.failedEarlier();
        case SENT -> sentBefore(line, key, failures, report, pace);
        case NEW -> send(line, key, body(line), report, pace);
      }
      report.seen(1);
    }
  }

  private void sentBefore(
      Input.Line line, LineKey key, FailuresFile failures, BulkReport report, RateGate pace) {
    if (failures.holds(line.text())) {
      // The earlier run was killed after writing the failures file and before writing the journal.
      journal().failed(key);
      report.failedEarlier();
      return;
    }
    ObjectNode body = body(line);
    if (bulk.connection().repeatable(bulk.operation(), body)) {
      send(line, key, body, report, pace);
    } else {
      report.inDoubt(line, "an earlier run was stopped while sending it");
    }
  }

  private void send(
      Input.Line line, LineKey key, ObjectNode body, BulkReport report, RateGate pace) {
    if (!bulk.await(pace, line.place())) {
      return;
    }
    boolean before = state(key) == Journal.State.SENT;
    boolean repeatable = bulk.connection().repeatable(bulk.operation(), body);
    try {
      journal().sending(key, !repeatable);
      JsonNode answer = bulk.send(body);
      String why = CallFailures.ofAnswer(bulk.operation(), answer);
      if (why == null) {
        keep(line, key, answer, report);
        report.done(1);
      } else {
        report.answered();
        report.failed(line, why, ExitCode.API);
        journal().failed(key);
      }
    } catch (ApiException e) {
      refused(line, key, e, before, repeatable, report);
    } catch (ChatException e) {
      report.silence();
      String why = CallFailures.firstLine(CallFailures.explain(e));
      if (e.maybeApplied()) {
        unanswered(line, repeatable, why, report);
      } else {
        notCarriedOut(key, before);
        report.unsent(line, why);
      }
    } finally {
      bulk.stop().arrived();
    }
  }

  /**
   * Writes the answer to the journal first: the reader of the output may be gone, and the line must
   * not be lost.
   */
  private void keep(Input.Line line, LineKey key, JsonNode answer, BulkReport report) {
    report.answered();
    String json = TerminalJson.compact(answer);
    try {
      journal().answered(key, json);
    } catch (BulkException e) {
      report.notStored(line, json);
      report.print(answer);
      throw e;
    }
    report.print(answer);
  }

  private void refused(
      Input.Line line,
      LineKey key,
      ApiException e,
      boolean before,
      boolean repeatable,
      BulkReport report) {
    report.answered();
    String why = CallFailures.code(bulk.operation(), e.code(), e.info());
    if (alreadyDone(e) && (before || e.maybeApplied())) {
      report.thereAlready(line, why);
    } else if (e.maybeApplied()) {
      unanswered(line, repeatable, why, report);
    } else if (report.appliesToAll(e)) {
      notCarriedOut(key, before);
      report.refused(line, e);
    } else {
      try {
        // In this order, so that a kill in between does not lose the line.
        report.failed(line, why, ExitCode.API);
      } catch (BulkException unkept) {
        notCarriedOut(key, before);
        throw unkept;
      }
      journal().failed(key);
    }
  }

  /**
   * Leaves the line marked as sent in the journal: if a later run finds it "already there", this
   * request may be the cause.
   */
  private static void unanswered(
      Input.Line line, boolean repeatable, String why, BulkReport report) {
    if (repeatable) {
      report.unsent(line, why);
    } else {
      report.inDoubt(line, why);
    }
  }

  private void notCarriedOut(LineKey key, boolean before) {
    // The request of an earlier run may have been carried out.
    if (!before) {
      journal().notCarriedOut(key);
    }
  }

  private boolean alreadyDone(ApiException e) {
    return bulk.operation().idempotency().alreadyDone().contains(e.code());
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
