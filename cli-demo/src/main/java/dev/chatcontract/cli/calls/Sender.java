package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Progress;
import dev.chatcontract.cli.output.Results;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.Validation;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.operation.ItemErrors;
import dev.chatcontract.runtime.operation.Paging;
import dev.chatcontract.runtime.text.InertText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A single request: sent as the options say, with its answer written to stdout. */
public final class Sender {
  private final Call call;
  private final Operation<?, ?> operation;
  private final FieldOptions fields;

  public Sender(Call call, Operation<?, ?> operation, FieldOptions fields) {
    this.call = call;
    this.operation = operation;
    this.fields = fields;
  }

  public int send(ObjectNode body) throws IOException {
    Results results = call.results(call.output());
    check(operation, fields, body, call);
    if (call.has(SendOptions.DRY_RUN)) {
      DryRun.print(call, operation, body);
      return ExitCode.OK;
    }
    try (Connection connection = Connection.open(call)) {
      if (call.has(SendOptions.ALL)) {
        return allPages(connection, operation, body, results);
      }
      JsonNode answer = connection.call(operation, body, options(call));
      results.document(answer);
      return itemErrors(answer);
    }
  }

  /** Like the method below; remarks become warnings. */
  private static void check(
      Operation<?, ?> operation, FieldOptions fields, ObjectNode body, Call call) {
    check(operation, fields, body, call, call.terminal()::warn);
  }

  /**
   * Rejects a request that breaks the contract, and names every fault by its option.
   *
   * @param remarks receives what is odd but is sent anyway
   */
  public static <Q> void check(
      Operation<Q, ?> operation,
      FieldOptions fields,
      ObjectNode body,
      Call call,
      Consumer<String> remarks) {
    if (call.has(SendOptions.NO_CHECK)) {
      return;
    }
    if (!call.has(SendOptions.QUIET)) {
      BodyMembers.unknown(operation.requestFields(), body).forEach(remarks);
    }
    List<Fault> faults = new ArrayList<>();
    for (String pointer : BodyMembers.missing(operation.requestFields(), body)) {
      faults.add(new Fault(pointer, "required", "required", Fault.Severity.ERROR));
    }
    if (faults.isEmpty()) {
      faults.addAll(operation.check(decode(operation.request(), body)));
    }
    boolean stops = false;
    for (Fault fault : faults) {
      if (fault.severity() == Fault.Severity.ERROR) {
        stops = true;
      } else if (!call.has(SendOptions.QUIET)) {
        remarks.accept(CallFailures.describe(fault, fields));
      }
    }
    if (stops) {
      throw CallFailures.invalid(operation.name(), faults, fields);
    }
  }

  /** Returns the faults of a body according to the contract. */
  static <Q> List<Fault> faults(Operation<Q, ?> operation, ObjectNode body) {
    return operation.check(decode(operation.request(), body));
  }

  private static <Q> Q decode(JsonCodec<Q> codec, JsonNode body) {
    try {
      return codec.fromTree(body);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "the request does not fit the contract: " + CallFailures.firstLine(e), e);
    }
  }

  public static CallOptions options(Call call) {
    CallOptions options = CallOptions.none();
    if (call.has(SendOptions.DEADLINE)) {
      options =
          options.deadline(Duration.ofSeconds(call.number(SendOptions.DEADLINE, 30, 1, 86_400)));
    }
    if (call.has(SendOptions.RETRIES)) {
      options = options.retries((int) call.number(SendOptions.RETRIES, 0, 0, 20));
    }
    // The request was checked before, with the names of the options.
    return options.validation(Validation.OFF);
  }

  private <Q, R> int allPages(
      Connection connection, Operation<Q, R> operation, ObjectNode body, Results results)
      throws IOException {
    Paging<Q, R, ?, ?> paging = operation.paging().orElseThrow();
    Q first = decode(operation.request(), body);
    long items = 0;
    long pages = 0;
    int exitCode = ExitCode.OK;
    try (Progress progress = Progress.pages(call.terminal(), call.has(SendOptions.QUIET))) {
      for (R page : connection.pages(operation, paging, first, options(call))) {
        JsonNode answer = operation.response().toTree(page);
        JsonNode list = answer.path(paging.itemsName());
        List<JsonNode> chunk = new ArrayList<>(list.size());
        list.forEach(chunk::add);
        if (call.terminal().outIsTerminal()) {
          progress.clear();
        }
        results.page(answer, chunk);
        if (operation.itemErrors().isPresent()) {
          progress.clear();
          exitCode = Math.max(exitCode, itemErrors(answer));
        }
        pages++;
        items += chunk.size();
        progress.step(items, pages);
      }
    } finally {
      results.end();
    }
    if (!call.has(SendOptions.QUIET)) {
      call.terminal().note(items + " items on " + pages + (pages == 1 ? " page" : " pages"));
    }
    return exitCode;
  }

  /** Reports failed items: an answer that succeeded as a whole may contain some. */
  private int itemErrors(JsonNode answer) {
    ItemErrors<?, ?, ?> errors = operation.itemErrors().orElse(null);
    if (errors == null) {
      return ExitCode.OK;
    }
    if (errors.isOfAnswer()) {
      String why = CallFailures.item(operation, errors, answer);
      if (why != null) {
        call.terminal().err().println(call.terminal().errStyle().red("failed: ") + why);
      }
      return why == null ? ExitCode.OK : ExitCode.API;
    }
    int failed = 0;
    JsonNode items = answer.path(errors.itemsName());
    for (JsonNode item : items) {
      String why = CallFailures.item(operation, errors, item);
      if (why != null) {
        failed++;
        call.terminal()
            .err()
            .println(
                call.terminal().errStyle().red("failed: ")
                    + InertText.line(CallFailures.key(errors, item))
                    + ": "
                    + why);
      }
    }
    if (failed > 0) {
      call.terminal().err().println(failed + " of " + items.size() + " items failed");
    }
    return failed > 0 ? ExitCode.API : ExitCode.OK;
  }
}
