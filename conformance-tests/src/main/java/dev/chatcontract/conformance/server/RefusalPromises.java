package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.Access;
import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.RequestMaker;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests that break the rules are rejected with the right code: bodies, types, missing members.
 */
final class RefusalPromises {
  static final String BODY = "server-body";
  static final String MISSING = "server-missing";
  static final String WRONG_TYPE = "server-wrong-type";

  private RefusalPromises() {}

  static List<ServerCase> of(Contract contract, OperationDef operation) {
    SchemaDef schema = operation.request();
    List<ServerCase> cases = new ArrayList<>();
    if (schema == null || operation.envelope() == null) {
      return cases;
    }
    Set<Integer> unreadable = PromisedCodes.unreadable(contract);
    if (!unreadable.isEmpty()) {
      bodies()
          .forEach(
              (name, body) ->
                  cases.add(
                      Case.of(operation, BODY, name, "A body that is not a JSON object is refused")
                          .at(schema.at())
                          .covers(ServerGoals.promise(operation, BODY))
                          .holds(
                              talk ->
                                  talk.mustFail(
                                      operation,
                                      talk.ask(
                                          operation,
                                          MissingNode.getInstance(),
                                          body,
                                          Access.PROPER),
                                      unreadable,
                                      schema.at(),
                                      "a body that is " + name.replace('-', ' ')))));
    }
    Set<Integer> bad = PromisedCodes.badParameter(contract, operation);
    Set<Integer> wrong = PromisedCodes.wrongType(contract, operation);
    for (PropertyDef property : schema.properties()) {
      if (property.required() && !bad.isEmpty()) {
        cases.add(refused(operation, property, MISSING, property.name(), "is missing", null, bad));
        cases.add(
            refused(
                operation,
                property,
                MISSING,
                property.name() + "-null",
                "is null",
                RequestMaker.JSON.nullNode(),
                wrong));
      }
      JsonNode other = otherType(property.type());
      if (other != null && !wrong.isEmpty()) {
        cases.add(
            refused(
                operation,
                property,
                WRONG_TYPE,
                property.name(),
                "is " + other + " instead of a value of type " + property.type(),
                other,
                wrong));
      }
    }
    return cases;
  }

  private static Map<String, byte[]> bodies() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("empty", new byte[0]);
    bodies.put("cut-off", utf8("{\"a\":"));
    bodies.put("not-json", utf8("<xml/>"));
    bodies.put("a-list", utf8("[]"));
    bodies.put("a-text", utf8("\"text\""));
    bodies.put("followed-by-more", utf8("{} {"));
    bodies.put("not-utf-8", new byte[] {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'});
    return bodies;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a value that cannot be taken for one of that type. */
  private static @Nullable JsonNode otherType(String type) {
    return switch (type) {
      case "string" -> RequestMaker.JSON.objectNode().put("a", 1);
      case "integer", "number", "boolean" -> RequestMaker.JSON.arrayNode().add("a");
      case "array", "object" -> RequestMaker.JSON.textNode("zz");
      default -> null;
    };
  }

  private static ServerCase refused(
      OperationDef operation,
      PropertyDef property,
      String kind,
      String name,
      String how,
      @Nullable JsonNode value,
      Set<Integer> codes) {
    String what = property.name() + " that " + how;
    return Case.of(operation, kind, name, "A " + what + " is refused")
        .from(property.source())
        .at(property.at())
        .covers(ServerGoals.promise(operation, kind))
        .holds(
            talk -> {
              ObjectNode request = wellMade(talk, operation);
              if (value == null) {
                request.remove(property.name());
              } else {
                request.set(property.name(), value);
              }
              talk.mustFail(operation, talk.ask(operation, request), codes, property.at(), what);
            });
  }

  /**
   * Returns a well-formed request; its keys may be made up, since a request with a wrong form is
   * rejected whatever keys it has.
   */
  static ObjectNode wellMade(Dialogue talk, OperationDef operation) throws NotApplicableException {
    try {
      return talk.request(operation);
    } catch (NotApplicableException e) {
      RequestMaker maker = new RequestMaker(talk.contract(), talk.world());
      ObjectNode request = RequestMaker.JSON.objectNode();
      for (PropertyDef property : operation.request().properties()) {
        if (property.required()) {
          request.set(property.name(), maker.value(property.value(), false, 0));
        }
      }
      return request;
    }
  }
}
