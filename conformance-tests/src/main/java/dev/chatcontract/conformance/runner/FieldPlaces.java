package dev.chatcontract.conformance.runner;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/** Adds to a difference in a body the line of the contract that defines the member. */
final class FieldPlaces {
  private final Contract contract;

  FieldPlaces(Contract contract) {
    this.contract = contract;
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
    Place at = pointer.isEmpty() ? null : find(schema, pointer);
    return at == null ? "" : "  [spec/" + at.file() + ":" + at.line() + "]";
  }

  /** Returns the place of the deepest member on the path that is in the contract. */
  private @Nullable Place find(@Nullable SchemaDef start, String pointer) {
    SchemaDef schema = start;
    Place at = null;
    for (String token : pointer.substring(1).split("/", -1)) {
      if (token.matches("[0-9]+")) {
        continue; // the schema of an element is the one that its list names
      }
      PropertyDef property = schema == null ? null : schema.property(token);
      if (property == null) {
        return at;
      }
      at = property.at();
      ValueDef value = property.value();
      ValueDef inner = value.items() == null ? value : value.items();
      schema = inner.ref() == null ? null : contract.schema(inner.ref());
    }
    return at;
  }
}
