package dev.chatcontract.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.Batching;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.ItemErrors;
import dev.chatcontract.runtime.Operation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a file lists. A journal beside the file says what was sent, so that after a kill the
 * same command goes on and sends nothing twice; lines that failed go to a file of their own.
 */
final class BulkRun {
  /** Failures told on stderr; the rest are counted. */
  private static final int TOLD = 20;

  /** Lines in a row without a usable answer, after which the server counts as gone. */
  private static final int GIVE_UP = 3;

  /** Seconds that Ctrl-C waits for the request under way. */
  private static final long STOP_SECONDS = 35;

  private final Call call;
  private final Operation<?, ?> operation;
  private final FieldOptions fields;
  private final ObjectNode base;
  private final Path file;
  private final Path failuresFile;
  private final Path journalFile;
  private final Terminal terminal;
  private volatile boolean stopped;
  private volatile boolean journaled;

  private Progress progress;
  private @Nullable BufferedWriter failures;
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

  BulkRun(Call call, Operation<?, ?> operation, FieldOptions fields, ObjectNode base) {
    this.call = call;
    this.operation = operation;
    this.fields = fields;
    this.base = base;
    this.terminal = call.terminal();
    this.progress = Progress.of(call, "", 0);
    String from = String.valueOf(call.text(SendOptions.FROM));
    this.file = terminal.path(from);
    this.failuresFile = terminal.path(call.text(SendOptions.FAILURES, from + ".failures"));
    this.journalFile = terminal.path(call.text(SendOptions.JOURNAL, from + ".journal"));
  }

  int run() throws IOException {
    long total = InputLines.count(file);
    if (total == 0) {
      throw CommandFailure.usage(SendOptions.FROM + " " + file + ": no lines to send");
    }
    refuseSame(SendOptions.FROM, file, SendOptions.FAILURES, failuresFile);
    refuseSame(SendOptions.FROM, file, SendOptions.JOURNAL, journalFile);
    refuseSame(SendOptions.FAILURES, failuresFile, SendOptions.JOURNAL, journalFile);
    OutputFormat format = call.has(Options.OUTPUT) ? call.output() : OutputFormat.JSONL;
    Results results = new Results(terminal, format);
    CountDownLatch ended = new CountDownLatch(1);
    Thread onInterrupt = new Thread(() -> stopCleanly(ended), "chatctl-stop");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    progress = Progress.of(call, Kebab.of(operation.name()), total);
    try {
      send(results);
      summary(total);
    } catch (CommandFailure e) {
      if (e.exitCode() == ExitCode.OUTPUT || e.exitCode() == ExitCode.PIPE) {
        summary(total);
      }
      throw e;
    } finally {
      ended.countDown();
      Progress.forget(onInterrupt);
    }
    return stopped ? ExitCode.INTERRUPTED : exitCode;
  }

  private void send(Results results) throws IOException {
    try (Connection connection = Connection.open(call)) {
      Batching<?, ?, ?, ?> batching = operation.batching().orElse(null);
      if (batching != null && !startsWithBrace()) {
        keys(connection, batching, results);
      } else {
        bodies(connection, results);
      }
      progress.close();
      results.end();
    } finally {
      progress.close();
      if (failures != null) {
        failures.close();
      }
    }
  }

  private static void refuseSame(String one, Path first, String other, Path second)
      throws IOException {
    boolean same =
        (Files.exists(first) && Files.exists(second))
            ? Files.isSameFile(first, second)
            : first.normalize().equals(second.normalize());
    if (same) {
      throw CommandFailure.usage(one + " and " + other + " must be two files: " + second);
    }
  }

  private void stopCleanly(CountDownLatch ended) {
    stopped = true;
    try {
      if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        terminal.warn(
            "the last request did not end in time"
                + (journaled ? "; the journal knows it as sent" : ""));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean startsWithBrace() {
    try (InputLines lines = InputLines.open(file)) {
      return lines.next().map(line -> line.text().startsWith("{")).orElse(false);
    }
  }

  /** One JSON body a line. */
  private void bodies(Connection connection, Results results) throws IOException {
    checkBodies();
    journaled = true;
    String subject = operation.name() + " " + connection.subject();
    Pace pace = new Pace(rate());
    try (Journal journal = Journal.open(journalFile, subject);
        InputLines lines = InputLines.open(file)) {
      boolean again = !journal.isEmpty();
      openFailures(again);
      long seen = 0;
      for (Optional<InputLines.Line> next = lines.next();
          next.isPresent() && !stopped && silent < GIVE_UP && refusal == null;
          next = lines.next()) {
        body(connection, journal, next.get(), results, pace);
        progress.to(++seen);
      }
    }
  }

  private void body(
      Connection connection, Journal journal, InputLines.Line line, Results results, Pace pace)
      throws IOException {
    Journal.State state = journal.state(line.key());
    if (state == Journal.State.DONE || state == Journal.State.FAILED) {
      if (state == Journal.State.DONE) {
        earlier++;
      } else {
        failedEarlier++;
        exitCode = Math.max(exitCode, ExitCode.API);
      }
      progress.skip();
      return;
    }
    ObjectNode body = merged(line);
    boolean repeatable = connection.repeatable(operation, body);
    if (state == Journal.State.SENT && !repeatable) {
      inDoubt(line, "an earlier run was stopped while it was under way");
      return;
    }
    try {
      pace.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
      return;
    }
    journal.record(line.key(), Journal.State.SENT, !repeatable);
    try {
      JsonNode answer = connection.call(operation, body, Sender.options(call));
      journal.record(line.key(), Journal.State.DONE, false);
      done++;
      silent = 0;
      print(results, List.of(answer));
    } catch (ApiException e) {
      silent = 0;
      exitCode = ExitCode.API;
      String why = CallFailures.code(operation, e.code(), e.info());
      if (alreadyDone(e) && (state == Journal.State.SENT || e.maybeApplied())) {
        thereAlready(line, why);
      } else if (e.maybeApplied()) {
        unanswered(line, repeatable, why);
      } else if (meantForAll(e)) {
        notCarriedOut(journal, line, state);
        refusal = "line " + line.number() + ": " + CallFailures.explain(e).getMessage();
      } else {
        // In this order, so that a kill in between does not lose the line.
        fail(line.text(), line.number(), why);
        journal.record(line.key(), Journal.State.FAILED, false);
      }
    } catch (ChatException e) {
      silent++;
      exitCode = ExitCode.TRANSPORT;
      String why = CallFailures.firstLine(CallFailures.explain(e));
      if (e.maybeApplied()) {
        unanswered(line, repeatable, why);
      } else {
        notCarriedOut(journal, line, state);
        tell("line " + line.number(), why);
      }
    }
  }

  /** The journal goes on to say that it was sent: a later "there already" may be its own doing. */
  private void unanswered(InputLines.Line line, boolean repeatable, String why) {
    if (repeatable) {
      tell("line " + line.number(), why);
    } else {
      inDoubt(line, why);
    }
  }

  private static void notCarriedOut(
      Journal journal, InputLines.Line line, Journal.@Nullable State before) throws IOException {
    // What an earlier run sent may have been carried out all the same.
    if (before != Journal.State.SENT) {
      journal.record(line.key(), Journal.State.BACK, false);
    }
  }

  /** Whether the next line would be refused in the same way. */
  private boolean meantForAll(ApiException e) {
    return switch (e.errorClass()) {
      case AUTH -> true;
      // Some are about a kind of group: once a line got through, they are about their own line.
      case PERMISSION, CONFIG -> done == 0;
      default -> false;
    };
  }

  private boolean alreadyDone(ApiException e) {
    return operation.idempotency().alreadyDone().stream().anyMatch(code -> code == e.code());
  }

  /** Every line is looked at before the first is sent: half a file is worse than none. */
  private void checkBodies() {
    try (InputLines lines = InputLines.open(file)) {
      for (Optional<InputLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
        InputLines.Line line = next.get();
        ObjectNode body = merged(line);
        try {
          Sender.check(operation, fields, body, call);
        } catch (CommandFailure e) {
          throw CommandFailure.usage(place(line) + e.getMessage(), e);
        }
      }
    }
  }

  private String place(InputLines.Line line) {
    return SendOptions.FROM + " " + file.getFileName() + ", line " + line.number() + ": ";
  }

  /** The line wins over {@code --body}, and options win over both. */
  private ObjectNode merged(InputLines.Line line) {
    String place = SendOptions.FROM + " " + file.getFileName() + ", line " + line.number();
    ObjectNode body = base.deepCopy();
    body.setAll(Json.parseObject(line.text(), place));
    fields.fill(body, call);
    return body;
  }

  /** One key a line, as many in a request as the contract allows. */
  private void keys(Connection connection, Batching<?, ?, ?, ?> batching, Results results)
      throws IOException {
    if (call.has(SendOptions.JOURNAL)) {
      throw CommandFailure.usage(
          SendOptions.JOURNAL
              + " is for files of JSON bodies; lines that fail are in the failures file");
    }
    if (base.has(batching.keysName())) {
      String option = fields.option("/" + batching.keysName());
      throw CommandFailure.usage(
          SendOptions.FROM
              + " and "
              + (option != null && call.has(option) ? option : Bodies.BODY)
              + " both say "
              + batching.keysName()
              + "; keep one");
    }
    openFailures(false);
    Pace pace = new Pace(rate());
    try (InputLines lines = InputLines.open(file)) {
      Map<String, Integer> chunk = new LinkedHashMap<>();
      long seen = 0;
      Optional<InputLines.Line> next = lines.next();
      while (next.isPresent() && !stopped && silent < GIVE_UP) {
        seen++;
        if (chunk.putIfAbsent(next.get().text(), next.get().number()) != null) {
          done++; // The same key again within a request: one answer serves both lines.
        }
        next = lines.next();
        if (chunk.size() == batching.max() || next.isEmpty()) {
          pace.await();
          chunk(connection, batching, chunk, results);
          chunk.clear();
          progress.to(seen);
        }
      }
      boolean gone = silent >= GIVE_UP;
      for (; next.isPresent() && gone; next = lines.next()) {
        fail(next.get().text(), next.get().number(), "not asked, the server is gone");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private void chunk(
      Connection connection,
      Batching<?, ?, ?, ?> batching,
      Map<String, Integer> keys,
      Results results)
      throws IOException {
    ObjectNode body = base.deepCopy();
    ArrayNode list = body.putArray(batching.keysName());
    keys.keySet().forEach(list::add);
    Sender.check(operation, fields, body, call);
    JsonNode answer;
    try {
      answer = connection.call(operation, body, Sender.options(call));
      silent = 0;
    } catch (ChatException e) {
      boolean api = e instanceof ApiException;
      silent = api ? 0 : silent + 1;
      exitCode = api ? ExitCode.API : ExitCode.TRANSPORT;
      String why = CallFailures.firstLine(CallFailures.explain(e));
      for (Map.Entry<String, Integer> key : keys.entrySet()) {
        fail(key.getKey(), key.getValue(), why);
      }
      return;
    }
    Map<String, Integer> unanswered = new LinkedHashMap<>(keys);
    ItemErrors<?> errors = operation.itemErrors().orElse(null);
    List<JsonNode> good = new ArrayList<>();
    for (JsonNode item : answer.path(batching.itemsName())) {
      String key = item.path(batching.keyName()).asText();
      Integer line = unanswered.remove(key);
      JsonNode code = errors == null ? null : item.get(errors.codeName());
      if (errors != null && code != null && code.longValue() != errors.successCode()) {
        exitCode = ExitCode.API;
        String info = item.path(errors.infoName()).asText("");
        fail(key, line == null ? 0 : line, CallFailures.code(operation, code.longValue(), info));
      } else {
        good.add(item);
        done++;
      }
    }
    print(results, good);
    for (Map.Entry<String, Integer> key : unanswered.entrySet()) {
      exitCode = ExitCode.API;
      fail(key.getKey(), key.getValue(), "the answer does not mention it");
    }
  }

  private long rate() {
    return call.number(
        SendOptions.RATE,
        operation.rateLimit().map(l -> Math.max(1L, l.calls() / l.perSeconds())).orElse(50L),
        1,
        100_000);
  }

  private void openFailures(boolean append) throws IOException {
    try {
      if (append) {
        failures =
            Files.newBufferedWriter(
                failuresFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } else {
        failures = Files.newBufferedWriter(failuresFile, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw CommandFailure.usage(
          SendOptions.FAILURES + " " + failuresFile + ": cannot be written", e);
    }
  }

  private void fail(String text, int line, String why) throws IOException {
    failed++;
    if (failures != null) {
      try {
        failures.write(text);
        failures.newLine();
        failures.flush();
      } catch (IOException e) {
        failures = null; // closing it would fail the same way
        throw CommandFailure.unwritable(SendOptions.FAILURES + " " + failuresFile, e);
      }
    }
    tell(line == 0 ? text : "line " + line, why);
  }

  // Not in the failures file: whoever feeds that back would send it a second time.
  private void inDoubt(InputLines.Line line, String why) {
    doubtful++;
    exitCode = Math.max(exitCode, ExitCode.API);
    progress.clear();
    terminal.warn(
        "line "
            + line.number()
            + " may have been carried out ("
            + why
            + "); it is not sent again: "
            + TextWidth.cut(Table.visible(line.text()), 100));
  }

  // Whoever made it, the next run would hear the same; a person has to look.
  private void thereAlready(InputLines.Line line, String why) {
    thereAlready++;
    progress.clear();
    terminal.warn(
        "line "
            + line.number()
            + " is there already ("
            + why
            + "), perhaps by an attempt whose answer was lost; verify that it is yours: "
            + TextWidth.cut(Table.visible(line.text()), 100));
  }

  private void print(Results results, List<JsonNode> items) throws IOException {
    if (terminal.outIsTerminal()) {
      progress.clear();
    }
    results.items(items);
  }

  private void tell(String what, String why) {
    told++;
    progress.clear();
    if (told <= TOLD) {
      terminal.err().println(terminal.errStyle().red("failed: ") + what + ": " + why);
    } else if (told == TOLD + 1) {
      terminal.err().println("more failures follow; they are counted, and in " + failuresFile);
    }
  }

  private void summary(long total) throws IOException {
    StringBuilder line = new StringBuilder();
    line.append(total).append(" lines: ").append(done).append(" done");
    if (earlier > 0) {
      line.append(", ").append(earlier).append(" finished by an earlier run");
    }
    if (failedEarlier > 0) {
      line.append(", ").append(failedEarlier).append(" failed in an earlier run");
      line.append(" (see ").append(failuresFile).append(")");
    }
    if (failed > 0) {
      line.append(", ").append(failed).append(" failed (in ").append(failuresFile).append(")");
    }
    if (doubtful > 0) {
      line.append(", ").append(doubtful).append(" in doubt");
    }
    if (thereAlready > 0) {
      line.append(", ").append(thereAlready).append(" there already, to be verified");
    }
    long left = total - done - earlier - failedEarlier - failed - doubtful - thereAlready;
    if (left > 0) {
      line.append(", ").append(left).append(" left");
    }
    if (failures != null && Files.size(failuresFile) == 0) {
      Files.delete(failuresFile);
    }
    if (silent >= GIVE_UP) {
      terminal.err().println("gave up: " + GIVE_UP + " requests in a row had no usable answer");
    }
    if (refusal != null) {
      terminal.err().println("stopped, since every line would be refused: " + refusal);
    }
    if (!call.flag(SendOptions.QUIET)) {
      terminal.note(line.toString());
      if (journaled && (left > 0 || stopped)) {
        terminal.note("The same command goes on where this run stopped.");
      }
    }
  }
}
