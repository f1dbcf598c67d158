package dev.chatcontract.cli.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.calls.Connection;
import dev.chatcontract.cli.calls.FieldOptions;
import dev.chatcontract.cli.calls.SendOptions;
import dev.chatcontract.cli.calls.Sender;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.runtime.Operation;
import java.util.function.BiConsumer;

/**
 * How one line becomes a request.
 *
 * @param base members that {@code --body} gave for every line
 */
record BulkLine(
    Call call,
    Operation<?, ?> operation,
    FieldOptions fields,
    ObjectNode base,
    Connection connection,
    StopSignal stop) {

  /** The line wins over {@code --body}, and options win over both. */
  ObjectNode merged(ObjectNode line) {
    ObjectNode body = base.deepCopy();
    body.setAll(line);
    fields.fill(body, call);
    return body;
  }

  /** What {@code --body} and options say for every line, in a form to compare. */
  String options() {
    ObjectNode over = TerminalJson.NODES.objectNode();
    fields.fill(over, call);
    return TerminalJson.compact(base) + "\n" + TerminalJson.compact(over);
  }

  void check(ObjectNode body, String place, BiConsumer<String, String> remarks) {
    try {
      Sender.check(operation, fields, body, call, remark -> remarks.accept(place, remark));
    } catch (CommandFailure e) {
      throw CommandFailure.usage(place + ": " + e.getMessage(), e);
    }
  }

  /** */
  JsonNode send(ObjectNode body) {
    return connection.call(operation, body, Sender.options(call));
  }

  /** Requests a second. */
  long rate() {
    return rate(call, operation);
  }

  /** Whether more was asked for than the contract allows, which a server may grant to some. */
  static boolean beyondContract(Call call, Operation<?, ?> operation) {
    return rate(call, operation) > usualRate(operation);
  }

  private static long rate(Call call, Operation<?, ?> operation) {
    return call.number(SendOptions.RATE, usualRate(operation), 1, 100_000);
  }

  private static long usualRate(Operation<?, ?> operation) {
    return operation.rateLimit().map(l -> Math.max(1L, l.calls() / l.perSeconds())).orElse(50L);
  }

  /** Waits for the next turn; false if the run was stopped. */
  boolean await(RateGate pace, String place) {
    try {
      pace.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return stop.leave(place);
  }
}
