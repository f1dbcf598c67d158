package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/** Adds to a difference in a body the line of the contract that defines the member. */
final class FieldPlaces {
  private final Contract contract;
  private final Bodies bodies;

  FieldPlaces(Contract contract) {
    this.contract = contract;
    this.bodies = new Bodies(contract);
  }

  /** Describes a difference in a request, with the line that defines the member. */
  String ofRequest(String operation, JsonDiff.Difference difference) {
    OperationDef known = contract.operation(operation);
    return difference + line(known == null ? null : known.request(), difference.pointer());
  }

  /** Describes a difference in an answer, with the line that defines the member. */
  String ofAnswer(String operation, JsonDiff.Difference difference) {
    OperationDef known = contract.operation(operation);
    return difference + line(known == null ? null : known.response(), difference.pointer());
  }

  private String line(@Nullable SchemaDef schema, String pointer) {
    Place at = bodies.place(schema, pointer);
    return at == null ? "" : "  [spec/" + at.file() + ":" + at.line() + "]";
  }
}
