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
 * @param base the members that {@code --body} gives to every line
 */
record BulkLine(
    Call call,
    Operation<?, ?> operation,
    FieldOptions fields,
    ObjectNode base,
    Connection connection,
    StopSignal stop) {

  /** Merges the members: the line overrides {@code --body}, and options override both. */
  ObjectNode merged(ObjectNode line) {
    ObjectNode body = base.deepCopy();
    body.setAll(line);
    fields.fill(body, call);
    return body;
  }

  /**
   * Returns the members that {@code --body} and options add to every line, in a comparable form.
   */
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

  /** Sends one request and returns the answer. */
  JsonNode send(ObjectNode body) {
    return connection.call(operation, body, Sender.options(call));
  }

  /** Returns the rate in requests per second. */
  long rate() {
    return rate(call, operation);
  }

  /**
   * Returns whether the requested rate exceeds the contract's, which a server may allow some users.
   */
  static boolean beyondContract(Call call, Operation<?, ?> operation) {
    return rate(call, operation) > usualRate(operation);
  }

  private static long rate(Call call, Operation<?, ?> operation) {
    return call.number(SendOptions.RATE, usualRate(operation), 1, 100_000);
  }

  private static long usualRate(Operation<?, ?> operation) {
    return operation.rateLimit().map(l -> Math.max(1L, l.calls() / l.perSeconds())).orElse(50L);
  }

  /** Waits for the next turn; returns false if the run was stopped. */
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
