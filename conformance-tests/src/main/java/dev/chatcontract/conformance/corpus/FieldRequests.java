package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.FieldPath;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests built around one member, so that its conditions are met. */
final class FieldRequests {
  private final Subject subject;
  private final SchemaDef schema;

  FieldRequests(Subject subject, SchemaDef schema) {
    this.subject = subject;
    this.schema = schema;
  }

  /** Returns values of the deciding member for which the condition holds. */
  static List<JsonNode> inside(SchemaDef owner, Condition when) {
    return when.in().isEmpty() ? others(owner, when, when.notIn()) : when.in();
  }

  /** Returns values of the deciding member for which the condition does not hold. */
  static List<JsonNode> outside(SchemaDef owner, Condition when) {
    return when.in().isEmpty() ? when.notIn() : others(owner, when, when.in());
  }

  private static List<JsonNode> others(SchemaDef owner, Condition when, List<JsonNode> not) {
    PropertyDef decider = owner.property(when.property());
    return decider == null
        ? List.of()
        : decider.knownValues().stream()
            .map(KnownValue::value)
            .filter(value -> !not.contains(value))
            .toList();
  }

  /** Returns the smallest request that has this member, with all its conditions met. */
  ObjectNode base(FieldPath field, @Nullable JsonNode value) {
    ObjectNode body = subject.request();
    ObjectNode full = subject.bodies.full(schema);
    List<String> path = field.path();
    for (int depth = 1; depth <= path.size(); depth++) {
      List<String> at = path.subList(0, depth);
      if (Bodies.at(body, at) == null && !path.get(depth - 1).equals("0")) {
        JsonNode made = Bodies.at(full, at);
        body = Bodies.with(body, at, made == null ? Bodies.JSON.nullNode() : made);
      }
    }
    if (value != null) {
      body = Bodies.with(body, path, value);
    }
    AppliesWhen applies = field.property().appliesWhen();
    if (applies != null) {
      List<JsonNode> fitting = inside(field.owner(), applies.when());
      if (!fitting.isEmpty()) {
        List<String> decider = new ArrayList<>(field.parent());
        decider.add(applies.when().property());
        body = Bodies.with(body, decider, fitting.get(0));
      }
    }
    return body;
  }
}
