package dev.chatcontract.codegen.builder;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The schemas that operations use, and the directions in which each is sent. */
final class Reach {
  private static final List<String> METHODS = List.of("POST", "PUT", "PATCH");

  private final Schemas schemas;
  private final Set<String> reached = new TreeSet<>();
  private final Set<String> inRequests = new TreeSet<>();
  private final Set<String> inResponses = new TreeSet<>();

  private Reach(Schemas schemas) {
    this.schemas = schemas;
  }

  /** Follows every operation of a contract and records those that the run-time cannot call. */
  static Reach of(Contract contract, Schemas schemas, Unservable problems) {
    Reach reach = new Reach(schemas);
    for (OperationDef operation : contract.operations()) {
      reach.add(operation, problems);
    }
    return reach;
  }

  private void add(OperationDef operation, Unservable problems) {
    SchemaDef request = operation.request();
    if (request == null || !request.isObject()) {
      problems.add(
          operation.at(),
          "operation " + operation.name() + " has no JSON object as request body",
          "declare one; it may be an object without properties");
    } else {
      add(request, true);
    }
    if (!operation.response().isObject()) {
      problems.add(
          operation.response().at(),
          "the response of " + operation.name() + " is not an object",
          "wrap it in an object schema");
    }
    add(operation.response(), false);
    if (!METHODS.contains(operation.method())) {
      problems.add(
          operation.at(),
          "operation " + operation.name() + " uses " + operation.method(),
          "the run-time sends POST, PUT and PATCH only");
    }
  }

  private void add(SchemaDef schema, boolean request) {
    reached.add(schema.name());
    if (!(request ? inRequests : inResponses).add(schema.name())) {
      return;
    }
    for (PropertyDef property : schema.properties()) {
      add(property.value(), request);
    }
    if (schema.value().values() != null) {
      add(schema.value().values(), request);
    }
  }

  private void add(ValueDef value, boolean request) {
    if (value.kinds() != null) {
      value.kinds().kinds().forEach(kind -> add(schemas.named(kind.ref()), request));
    } else if (value.items() != null) {
      add(value.items(), request);
    } else if (value.values() != null) {
      add(value.values(), request);
    } else if (schemas.isRecord(value)) {
      add(schemas.referred(value), request);
    } else if (schemas.isOpenEnum(value)) {
      reached.add(schemas.referred(value).name());
    }
  }

  /** Returns the names of the schemas that become classes, sorted. */
  Set<String> schemas() {
    return Collections.unmodifiableSet(reached);
  }

  /** Returns whether the schema is a request or part of one. */
  boolean inRequest(SchemaDef schema) {
    return inRequests.contains(schema.name());
  }

  /** Returns whether the member is present in every direction in which the schema is sent. */
  boolean isAlwaysThere(SchemaDef schema, PropertyDef property) {
    return property.required()
        && (property.requiredInRequest() || !inRequests.contains(schema.name()))
        && (property.requiredInResponse() || !inResponses.contains(schema.name()));
  }
}
