package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the contract promises about every answer, whatever the request. */
final class AnswerRules {
  private static final int FAULTS_TOLD = 8;

  private final Contract contract;
  private final SchemaValidator validator;
  private final Bodies bodies;

  AnswerRules(Contract contract) {
    this.contract = contract;
    this.validator = new SchemaValidator(contract);
    this.bodies = new Bodies(contract);
  }

  /** Returns what is wrong with an answer. */
  List<Breach> breaches(OperationDef operation, JsonNode request, Reply reply) {
    List<Breach> found = new ArrayList<>();
    if (!reply.failure().isEmpty()) {
      found.add(new Breach(reply.failure(), operation.at()));
      return found;
    }
    if (reply.status() != 200) {
      found.add(
          new Breach(
              "HTTP status " + reply.status() + "; every call is answered with 200",
              operation.at()));
    }
    String media = reply.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals("application/json")) {
      found.add(
          new Breach(
              "Content-Type is "
                  + (media.isEmpty() ? "absent" : reply.contentType())
                  + "; the contract has application/json",
              operation.at()));
    }
    if (!reply.unreadable().isEmpty()) {
      found.add(new Breach(reply.unreadable(), operation.response().at()));
      return found;
    }
    if (!(reply.json() instanceof ObjectNode answer)) {
      found.add(new Breach("the answer is not a JSON object", operation.response().at()));
      return found;
    }
    schema(operation, answer, found);
    envelope(operation, answer, found);
    spelling(operation, answer, found);
    if (SchemaValidator.succeeded(operation.envelope(), answer)) {
      items(operation, answer, found);
      batch(operation, request, answer, found);
    }
    return found;
  }

  private void schema(OperationDef operation, ObjectNode answer, List<Breach> found) {
    for (Violation violation : validator.response(operation, answer)) {
      if (violation.isError() && found.size() < FAULTS_TOLD) {
        Place at = bodies.place(operation.response(), violation.pointer());
        found.add(
            new Breach(
                "answer " + violation.pointer() + ": " + violation.message(),
                at == null ? operation.response().at() : at));
      }
    }
  }

  private void envelope(OperationDef operation, ObjectNode answer, List<Breach> found) {
    EnvelopeDef envelope = operation.envelope();
    if (envelope == null) {
      return;
    }
    JsonNode code = answer.path(envelope.code());
    JsonNode status = answer.path(envelope.status());
    if (!code.isIntegralNumber() || !status.isTextual()) {
      return; // the schema check has reported it
    }
    boolean fine = code.canConvertToLong() && code.longValue() == envelope.successCode();
    if (fine != status.textValue().equals(envelope.success())) {
      found.add(
          new Breach(
              envelope.status()
                  + " "
                  + status
                  + " and "
                  + envelope.code()
                  + " "
                  + code
                  + " contradict each other",
              envelope.at()));
    }
    if (!fine) {
      code(operation, code, "code ", operation.at(), found);
    }
  }

  private void code(
      OperationDef operation, JsonNode code, String what, Place at, List<Breach> found) {
    ErrorDef known = code.canConvertToInt() ? contract.error(operation, code.intValue()) : null;
    if (known == null) {
      found.add(new Breach(what + code + " is not in the contract", at));
    } else if (known.writeOnly() && operation.reads()) {
      found.add(new Breach(what + code + " is for writes only", known.at()));
    }
  }

  /** Reports a member whose name differs from a known one only in letter case. */
  private void spelling(OperationDef operation, ObjectNode answer, List<Breach> found) {
    AnswerWalk.over(
        contract,
        operation.response(),
        answer,
        (schema, object, pointer, element) -> {
          for (String name : (Iterable<String>) object::fieldNames) {
            PropertyDef meant = schema.property(name) == null ? misspelt(schema, name) : null;
            if (meant != null && !object.has(meant.name()) && found.size() < FAULTS_TOLD) {
              found.add(
                  new Breach(
                      "answer " + pointer + "/" + name + ": the member is called " + meant.name(),
                      meant.at()));
            }
          }
        });
  }

  private static @Nullable PropertyDef misspelt(SchemaDef schema, String name) {
    return schema.properties().stream()
        .filter(property -> property.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  private void items(OperationDef operation, ObjectNode answer, List<Breach> found) {
    ItemErrorsDef errors = operation.itemErrors();
    if (errors == null) {
      return;
    }
    for (JsonNode item : errors.in(answer)) {
      JsonNode code = errors.code(item);
      if (errors.failed(item) && code.isIntegralNumber()) {
        code(
            operation,
            code,
            errors.ofAnswer() ? "code beside the envelope " : "item code ",
            errors.at(),
            found);
      }
    }
  }

  /**
   * Checks that there is one result for each requested key, and no other; if answers list no
   * results, that the failures are of requested keys.
   */
  private static void batch(
      OperationDef operation, JsonNode request, ObjectNode answer, List<Breach> found) {
    BatchDef batch = operation.batch();
    if (batch == null || !request.path(batch.field()).isArray()) {
      return;
    }
    List<String> asked = new ArrayList<>();
    request.path(batch.field()).forEach(element -> asked.add(batch.keyOf(element).asText()));
    ItemErrorsDef errors = operation.itemErrors();
    if (!batch.hasResults()) {
      if (errors != null) {
        failures(errors, answer, asked, found);
      }
      return;
    }
    List<String> left = new ArrayList<>(asked);
    for (JsonNode item : batch.results(answer)) {
      String key = batch.keyOfResult(item).asText();
      if (!left.remove(key)) {
        found.add(
            new Breach(
                asked.contains(key)
                    ? "/" + batch.items() + " has " + key + " more often than it was asked for"
                    : "/" + batch.items() + " has " + key + ", which was not asked for",
                batch.at()));
      }
    }
    if (errors != null && !batch.isOfResults(errors.items())) {
      errors.in(answer).forEach(item -> left.remove(errors.keyOf(item).asText()));
    }
    if (!left.isEmpty()) {
      found.add(
          new Breach(
              "/" + batch.items() + " says nothing about " + String.join(", ", left), batch.at()));
    }
  }

  private static void failures(
      ItemErrorsDef errors, ObjectNode answer, List<String> asked, List<Breach> found) {
    for (JsonNode item : errors.in(answer)) {
      String key = errors.keyOf(item).asText();
      if (!asked.contains(key)) {
        found.add(
            new Breach(
                "/" + errors.items() + " has " + key + ", which was not asked for", errors.at()));
      }
    }
  }
}
