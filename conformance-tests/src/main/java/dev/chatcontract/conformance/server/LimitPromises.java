package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.RequestMaker;
import dev.chatcontract.conformance.server.dialogue.SeenKeys;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.SchemaDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every limit of a request: its last value is accepted, the first beyond it is rejected with the
 * right code. Each candidate is first checked with the contract's validator; if the validator
 * disagrees, there is no case.
 */
final class LimitPromises {
  static final String KIND = "server-limit";
  private static final String CJK = "\u7fa4"; // 3 bytes in UTF-8

  private final Contract contract;
  private final OperationDef operation;
  private final SchemaDef schema;
  private final SchemaValidator validator;
  private final List<ServerCase> cases = new ArrayList<>();

  private LimitPromises(Contract contract, OperationDef operation, SchemaDef schema) {
    this.contract = contract;
    this.operation = operation;
    this.schema = schema;
    this.validator = new SchemaValidator(contract);
  }

  static List<ServerCase> of(Contract contract, OperationDef operation) {
    if (operation.request() == null || operation.envelope() == null) {
      return List.of();
    }
    LimitPromises made = new LimitPromises(contract, operation, operation.request());
    for (PropertyDef property : made.schema.properties()) {
      made.limits(property, property.limits(), null, null);
      for (LimitWhen when : property.limitsWhen()) {
        Condition condition = when.when();
        if (condition == null) {
          made.limits(property, when.limits(), null, null);
        } else {
          for (JsonNode decided : made.deciding(condition)) {
            made.limits(property, when.limits(), condition.property(), decided);
          }
        }
      }
      for (RejectedValue rejected : property.value().rejectedValues()) {
        made.rejected(property, rejected);
      }
    }
    return made.cases;
  }

  private List<JsonNode> deciding(Condition when) {
    PropertyDef decider = schema.property(when.property());
    if (!when.in().isEmpty() || decider == null) {
      return when.in();
    }
    List<JsonNode> rejected = decider.rejectedValues().stream().map(RejectedValue::value).toList();
    return decider.knownValues().stream()
        .map(KnownValue::value)
        .filter(value -> !when.notIn().contains(value) && !rejected.contains(value))
        .limit(1)
        .toList();
  }

  private void limits(
      PropertyDef property, Limits limits, @Nullable String decider, @Nullable JsonNode decided) {
    String when = decided == null ? "" : "-when-" + decided.asText();
    Edge edge = new Edge(property, decider, decided);
    if (limits.maximum() != null) {
      number(edge, "most" + when, limits.maximum(), 1);
    }
    if (limits.minimum() != null) {
      number(edge, "least" + when, limits.minimum(), -1);
    }
    if (limits.maxItems() != null) {
      items(edge, "most-items" + when, limits.maxItems(), limits.maxItems() + 1);
    }
    if (limits.minItems() != null) {
      items(edge, "fewest-items" + when, limits.minItems(), limits.minItems() - 1);
    }
    if (limits.maxBytes() != null) {
      int most = limits.maxBytes();
      text(edge, "bytes-" + most + when, () -> unique(property, most));
      text(edge, "bytes-" + (most + 1) + when, () -> unique(property, most + 1));
      text(edge, "bytes-cjk-" + most + when, () -> CJK.repeat(most / 3));
      text(edge, "bytes-cjk-over-" + most + when, () -> CJK.repeat(most / 3 + 1));
    }
    if (!limits.patterns().isEmpty()) {
      text(edge, "pattern-control" + when, () -> "a\u0001b");
      text(edge, "pattern-reserved" + when, () -> "@TGS#own");
    }
  }

  private record Edge(PropertyDef property, @Nullable String decider, @Nullable JsonNode decided) {
    void put(ObjectNode request, JsonNode value) {
      if (decider != null) {
        request.set(decider, decided);
      }
      request.set(property.name(), value);
    }
  }

  private void number(Edge edge, String name, BigDecimal limit, int step) {
    JsonNode inside = RequestMaker.JSON.numberNode(limit.toBigInteger());
    JsonNode outside = RequestMaker.JSON.numberNode(limit.toBigInteger().add(step(step)));
    add(edge, name + "-" + inside, () -> inside);
    add(edge, name + "-" + outside, () -> outside);
  }

  private static java.math.BigInteger step(int step) {
    return java.math.BigInteger.valueOf(step);
  }

  private void items(Edge edge, String name, int inside, int outside) {
    add(edge, name + "-" + inside, () -> list(edge.property(), inside));
    if (outside >= 0) {
      add(edge, name + "-" + outside, () -> list(edge.property(), outside));
    }
  }

  /** Returns a list of made-up elements: the size limit applies whether or not they exist. */
  private static JsonNode list(PropertyDef property, int size) {
    ArrayNode list = RequestMaker.JSON.arrayNode();
    boolean texts = property.items() == null || property.items().type().equals("string");
    for (int i = 0; i < size; i++) {
      list.add(
          texts ? RequestMaker.JSON.textNode(SeenKeys.madeUp()) : RequestMaker.JSON.objectNode());
    }
    return list;
  }

  /** Returns a text with this many bytes; a key must be one that does not exist. */
  private String unique(PropertyDef property, int bytes) {
    String start = new SeenKeys(contract).kind(property.value()) == null ? "" : SeenKeys.madeUp();
    return start.length() >= bytes ? "a".repeat(bytes) : start + "a".repeat(bytes - start.length());
  }

  private void text(Edge edge, String name, Supplier<String> text) {
    add(edge, name, () -> RequestMaker.JSON.textNode(text.get()));
  }

  private void add(Edge edge, String name, Supplier<JsonNode> value) {
    ObjectNode sketch = sketch();
    edge.put(sketch, value.get());
    List<Violation> errors =
        validator.request(operation, sketch).stream().filter(Violation::isError).toList();
    PropertyDef property = edge.property();
    if (errors.isEmpty()) {
      kept(edge, name, value);
    } else if (errors.stream().allMatch(error -> error.property().equals(property.name()))) {
      Set<Integer> codes =
          property.type().equals("array")
              ? PromisedCodes.badSize(contract, operation)
              : PromisedCodes.badParameter(contract, operation);
      String what = property.name() + " (" + errors.get(0).message() + ")";
      if (!codes.isEmpty()) {
        refused(edge, name, value, codes, what);
      }
    }
  }

  /** Returns a valid request in which to try values; it is never sent. */
  private ObjectNode sketch() {
    RequestMaker maker = new RequestMaker(contract, new SeenKeys(contract));
    ObjectNode request = RequestMaker.JSON.objectNode();
    try {
      for (PropertyDef property : schema.properties()) {
        if (property.required()) {
          request.set(property.name(), maker.value(property.value(), false, 0));
        }
      }
    } catch (NotApplicableException e) {
      throw new IllegalStateException("made-up keys need no world", e);
    }
    return request;
  }

  private void kept(Edge edge, String name, Supplier<JsonNode> value) {
    PropertyDef property = edge.property();
    add(
        draft(property, name, "may be so")
            .holds(
                talk -> {
                  ObjectNode request = talk.request(operation);
                  edge.put(request, value.get());
                  talk.mustSucceed(operation, request, property.name() + " is within its limits");
                }));
  }

  private void refused(
      Edge edge, String name, Supplier<JsonNode> value, Set<Integer> codes, String what) {
    add(
        draft(edge.property(), name, "must not be so")
            .holds(
                talk -> {
                  ObjectNode request = request(talk);
                  edge.put(request, value.get());
                  talk.mustFail(
                      operation, talk.ask(operation, request), codes, edge.property().at(), what);
                }));
  }

  private ObjectNode request(Dialogue talk) {
    try {
      return talk.request(operation);
    } catch (NotApplicableException e) {
      return sketch();
    }
  }

  private void rejected(PropertyDef property, RejectedValue rejected) {
    Set<Integer> codes = PromisedCodes.rejected(contract, operation);
    if (codes.isEmpty()) {
      return;
    }
    add(
        draft(property, "rejected-" + rejected.value().asText(), "must not be so")
            .at(rejected.at())
            .holds(
                talk -> {
                  ObjectNode request = request(talk);
                  request.set(property.name(), rejected.value());
                  talk.mustFail(
                      operation,
                      talk.ask(operation, request),
                      codes,
                      rejected.at(),
                      property.name() + " " + rejected.value());
                }));
  }

  private Case draft(PropertyDef property, String name, String what) {
    return Case.of(operation, KIND, property.name() + "-" + name, property.name() + " " + what)
        .from(property.source())
        .at(property.at())
        .covers(ServerGoals.limit(operation, property.name()));
  }

  private void add(ServerCase made) {
    if (cases.stream().noneMatch(c -> c.id().equals(made.id()))) {
      cases.add(made);
    }
  }
}
