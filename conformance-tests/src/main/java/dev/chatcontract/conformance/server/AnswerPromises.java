package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Origin;
import dev.chatcontract.conformance.server.dialogue.Reply;
import dev.chatcontract.conformance.server.dialogue.RequestMaker;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;

/**
 * A correct request is served, even with unknown members; a documented request is not rejected
 * unexamined.
 */
final class AnswerPromises {
  static final String ANSWER = "server-answer";
  static final String SAMPLE = "server-sample";
  static final String UNKNOWN_MEMBER = "server-unknown-member";
  private static final String UNKNOWN = "ZzNotInTheContract";

  private AnswerPromises() {}

  static List<ServerCase> of(Contract contract, OperationDef operation) {
    List<ServerCase> cases = new ArrayList<>();
    cases.add(
        Case.of(operation, ANSWER, "smallest", "The smallest request succeeds")
            .covers(ServerGoals.promise(operation, ANSWER))
            .holds(
                talk ->
                    talk.mustSucceed(
                        operation,
                        talk.request(operation),
                        "a request that breaks no rule succeeds")));
    for (SampleDef sample : operation.requestSamples()) {
      if (sample.violates().isEmpty()) {
        cases.add(sample(operation, sample));
      }
    }
    SchemaDef schema = operation.request();
    if (schema != null) {
      cases.add(unknownMember(operation, schema, "root", List.of()));
      for (PropertyDef property : schema.properties()) {
        if (property.type().equals("object")
            && property.ref() != null
            && contract.schema(property.ref()) != null) {
          cases.add(
              unknownMember(
                  operation,
                  contract.schema(property.ref()),
                  property.name(),
                  List.of(property.name())));
        }
      }
    }
    return cases;
  }

  private static ServerCase sample(OperationDef operation, SampleDef sample) {
    return Case.of(operation, SAMPLE, sample.id(), sample.summary())
        .printed(Origin.of(sample.provenance()), sample.where())
        .at(sample.at())
        .covers(ServerGoals.promise(operation, SAMPLE))
        .holds(talk -> talk.notRefused(operation, talk.ask(operation, sample.value())));
  }

  private static ServerCase unknownMember(
      OperationDef operation, SchemaDef schema, String where, List<String> path) {
    return Case.of(
            operation,
            UNKNOWN_MEMBER,
            where,
            "A member that nobody knows is not a reason to refuse")
        .at(schema.at())
        .covers(ServerGoals.promise(operation, UNKNOWN_MEMBER))
        .holds(
            talk -> {
              ObjectNode request = talk.request(operation);
              ObjectNode holder = request;
              for (String step : path) {
                holder = holder.withObjectProperty(step);
              }
              holder.set(UNKNOWN, unknown());
              // The same request must succeed without that member, or the comparison means nothing.
              talk.mustSucceed(
                  operation, talk.request(operation), "a request that breaks no rule succeeds");
              Reply reply = talk.ask(operation, request);
              if (!talk.succeeded(operation, reply)) {
                talk.breach(
                    schema.at(),
                    "a request with the unknown member "
                        + UNKNOWN
                        + " is refused; "
                        + schema.name()
                        + " is open to members that the contract does not know");
              }
            });
  }

  private static JsonNode unknown() {
    return RequestMaker.JSON.objectNode().put("a", 1);
  }
}
