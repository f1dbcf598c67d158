package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.RequestMaker;
import dev.chatcontract.conformance.server.dialogue.SeenKeys;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is created exists afterwards with the same content, and cannot be created twice. */
final class WritePromises {
  static final String KIND = "server-write";

  private final Contract contract;
  private final OperationDef operation;

  private WritePromises(Contract contract, OperationDef operation) {
    this.contract = contract;
    this.operation = operation;
  }

  static List<ServerCase> of(Contract contract, OperationDef operation) {
    if (operation.reads()
        || operation.idempotency() == null
        || operation.request() == null
        || operation.envelope() == null) {
      return List.of();
    }
    WritePromises promises = new WritePromises(contract, operation);
    List<ServerCase> cases = new ArrayList<>();
    SeenKeys kinds = new SeenKeys(contract);
    for (String name : operation.idempotency().present()) {
      PropertyDef named = operation.request().property(name);
      if (named == null) {
        continue;
      }
      Set<Integer> conflict = PromisedCodes.conflict(operation);
      if (!conflict.isEmpty()) {
        cases.add(promises.twice(named, conflict));
      }
      PropertyDef echoed = operation.response().property(name);
      if (echoed != null) {
        cases.add(promises.echo(named, echoed));
      }
      String kind = kinds.kind(named.value());
      OperationDef reader = kind == null ? null : promises.reader(kinds, kind);
      if (reader != null && reader.batch() != null) {
        cases.add(promises.readBack(named, reader, reader.batch()));
      }
    }
    return cases;
  }

  /** Returns whether requests can name what they create; without a name, nothing is promised. */
  static boolean names(OperationDef operation) {
    return operation.idempotency() != null && !operation.idempotency().present().isEmpty();
  }

  private @Nullable OperationDef reader(SeenKeys kinds, String kind) {
    for (OperationDef other : contract.operations()) {
      if (other.batch() != null
          && other.batch().hasResults()
          && other.reads()
          && kind.equals(BatchKeys.kind(kinds, contract, other))) {
        return other;
      }
    }
    return null;
  }

  private ServerCase twice(PropertyDef named, Set<Integer> conflict) {
    return write("twice", "What is there already is not made again", named)
        .holds(
            talk -> {
              ObjectNode request = talk.request(operation);
              talk.mustSucceed(operation, request, "what nothing has the name of can be made");
              talk.mustFail(
                  operation,
                  talk.ask(operation, request),
                  conflict,
                  named.at(),
                  "a " + named.name() + " that is taken");
            });
  }

  private ServerCase echo(PropertyDef named, PropertyDef echoed) {
    return write("named", "The answer names what was made", echoed)
        .holds(
            talk -> {
              ObjectNode request = talk.request(operation);
              ObjectNode answer =
                  talk.mustSucceed(operation, request, "what nothing has the name of can be made");
              JsonNode name = answer.path(echoed.name());
              if (!name.equals(request.path(named.name()))) {
                talk.breach(
                    echoed.at(),
                    echoed.name()
                        + " is "
                        + name
                        + "; the request named "
                        + request.path(named.name()));
              }
            });
  }

  private ServerCase readBack(PropertyDef named, OperationDef reader, BatchDef batch) {
    return write("read-back", "What was made is read as it was made", named)
        .holds(
            talk -> {
              ObjectNode request = talk.request(operation);
              talk.mustSucceed(operation, request, "what nothing has the name of can be made");
              ObjectNode reading = RequestMaker.JSON.objectNode();
              reading.putArray(batch.field()).add(batch.element(request.path(named.name())));
              ObjectNode answer =
                  talk.mustSucceed(reader, reading, "a list within its limits is served");
              JsonNode made = batch.results(answer).path(0);
              SchemaDef item = element(reader, batch);
              for (Map.Entry<String, JsonNode> sent : request.properties()) {
                PropertyDef same = item == null ? null : item.property(sent.getKey());
                JsonNode read = made.path(sent.getKey());
                if (same != null && !read.equals(sent.getValue())) {
                  talk.breach(
                      same.at(),
                      sent.getKey()
                          + " was made as "
                          + sent.getValue()
                          + " and is read as "
                          + read);
                }
              }
            });
  }

  private @Nullable SchemaDef element(OperationDef reader, BatchDef batch) {
    PropertyDef items = batch.items() == null ? null : reader.response().property(batch.items());
    return items == null || items.items() == null || items.items().ref() == null
        ? null
        : contract.schema(items.items().ref());
  }

  private Case write(String name, String title, PropertyDef property) {
    return Case.of(operation, KIND, name, title)
        .from(property.source())
        .at(property.at())
        .covers(ServerGoals.promise(operation, KIND));
  }
}
