package dev.chatcontract.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.codegen.reference.Snippets;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.input.StrictMembers;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks a request while it is written, sends it, and describes the answer. */
final class CallDesk {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_PROBLEMS = 50;

  private final Contract contract;
  private final SchemaValidator validator;
  private final Target simulator;
  private final @Nullable Target live;
  private final Sender sender;
  private final AnswerJson answers;
  private final String program;

  /**
   * Serves one contract.
   *
   * @param program the command that runs chatctl in a shell
   */
  CallDesk(
      Contract contract,
      Target simulator,
      @Nullable Target live,
      Sender sender,
      Veil veil,
      String program) {
    this.program = program;
    this.contract = contract;
    this.validator = new SchemaValidator(contract);
    this.simulator = simulator;
    this.live = live;
    this.sender = sender;
    this.answers = new AnswerJson(contract, validator, veil);
  }

  void routes(Api api) {
    api.on("GET", "/targets", ask -> targets())
        .on("POST", "/check", this::check)
        .on("POST", "/call", this::call)
        .on("POST", "/snippets", this::snippets)
        .on("GET", "/explain", this::explain);
  }

  private ArrayNode targets() {
    ArrayNode list = NODES.arrayNode();
    list.add(target("simulator", simulator));
    if (live != null) {
      list.add(target("live", live));
    }
    return list;
  }

  private static ObjectNode target(String id, Target target) {
    return NODES
        .objectNode()
        .put("id", id)
        .put("url", target.baseUrl().get())
        .put("app", target.appId())
        .put("identifier", target.identifier())
        .put("live", target.live());
  }

  /** The parsed body of a request to this class. */
  private record Order(OperationDef operation, Target target, String text, Located body) {
    /** Returns the bytes to send: the text as written, whether or not it is JSON. */
    byte[] bytes() {
      return operation.request() == null ? new byte[0] : text.getBytes(UTF_8);
    }
  }

  private Order order(Ask ask, String... more) {
    StrictMembers members = ask.members();
    List<String> known = new ArrayList<>(List.of("operation", "target", "text"));
    known.addAll(List.of(more));
    members.only(known.toArray(String[]::new));
    String name = members.text("operation", "");
    OperationDef operation = contract.operation(name);
    if (operation == null) {
      throw members.problem("operation", "is unknown: " + Excerpt.of(name));
    }
    String id = members.text("target", "simulator");
    Target target = id.equals("live") ? live : id.equals("simulator") ? simulator : null;
    if (target == null) {
      throw members.problem(
          "target",
          id.equals("live")
              ? "is off: start with --allow-live to call a region"
              : "is simulator or live, not " + Excerpt.of(id));
    }
    String text = members.text("text", "");
    return new Order(operation, target, text, Located.parse(text));
  }

  private ObjectNode check(Ask ask) {
    Order order = order(ask);
    ObjectNode json = NODES.objectNode();
    json.put("bytes", order.bytes().length);
    json.set("problems", problems(order));
    json.set("request", request(order, order.target().url(order.operation()).shown()));
    return json;
  }

  private ArrayNode problems(Order order) {
    ArrayNode list = NODES.arrayNode();
    if (order.operation().request() == null) {
      return list;
    }
    Located body = order.body();
    if (body.value() == null) {
      add(list, body.problemAt(), "", String.valueOf(body.problem()), "error");
      return list;
    }
    for (Violation violation : validator.request(order.operation(), body.value())) {
      if (list.size() < MOST_PROBLEMS) {
        add(
            list,
            body.at(violation.pointer()),
            violation.pointer(),
            violation.message(),
            violation.isError() ? "error" : "warning");
      }
    }
    return list;
  }

  private static void add(
      ArrayNode list, Located.Place at, String pointer, String message, String severity) {
    list.addObject()
        .put("line", at.line())
        .put("column", at.column())
        .put("pointer", pointer)
        .put("message", message)
        .put("severity", severity);
  }

  private static ObjectNode request(Order order, String shownUrl) {
    ObjectNode json = NODES.objectNode();
    json.put("method", order.operation().method());
    json.put("url", shownUrl);
    json.putObject("headers").put("Content-Type", "application/json");
    json.put("body", new String(order.bytes(), UTF_8));
    json.put("bytes", order.bytes().length);
    return json;
  }

  private ObjectNode call(Ask ask) {
    Order order = order(ask, "confirmedApp");
    Target target = order.target();
    if (target.live() && !ContractJson.reads(order.operation())) {
      String confirmed = ask.members().text("confirmedApp", "");
      if (!confirmed.equals(Long.toString(target.appId()))) {
        throw new SimulatorException(
            order.operation().name()
                + " changes app "
                + target.appId()
                + " at "
                + target.baseUrl().get()
                + ": confirm it with the member confirmedApp, the number of the app as text");
      }
    }
    Target.SignedUrl url = target.url(order.operation());
    Sender.Got got = sender.send(order.operation().method(), url.sent(), order.bytes());
    ObjectNode json = NODES.objectNode();
    json.put("operation", order.operation().name());
    json.put("target", target.live() ? "live" : "simulator");
    json.set("request", request(order, url.shown()));
    json.set("answer", answers.of(order.operation(), order.body().value(), got, url.signature()));
    return json;
  }

  private ObjectNode snippets(Ask ask) {
    Order order = order(ask);
    JsonNode body = order.body().value();
    if (body == null) {
      throw new SimulatorException("there is no JSON to copy yet: " + order.body().problem());
    }
    boolean sound =
        validator.request(order.operation(), body).stream().noneMatch(Violation::isError);
    Target target = order.target();
    ObjectNode json = NODES.objectNode();
    new Snippets(contract, target.baseUrl().get(), target.appId(), target.identifier(), program)
        .programs(order.operation(), body, sound)
        .forEach(json::put);
    return json;
  }

  private ObjectNode explain(Ask ask) {
    OperationDef operation = contract.operation(ask.text("operation"));
    int code = (int) ask.number("code", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return new ContractJson(contract)
        .explained(
            Objects.requireNonNullElseGet(operation, () -> contract.operations().get(0)), code);
  }
}
