package dev.chatcontract.codegen.builder;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The wire names of secret members, at any depth. */
final class SecretNames {
  private final Contract contract;
  private final Set<String> names = new TreeSet<>();
  private final Set<String> seen = new TreeSet<>();

  private SecretNames(Contract contract) {
    this.contract = contract;
  }

  /** Returns the names in a schema, sorted. */
  static List<String> of(Contract contract, SchemaDef schema) {
    SecretNames secrets = new SecretNames(contract);
    secrets.add(schema);
    return List.copyOf(secrets.names);
  }

  /** Returns the names in request and response, sorted. */
  static List<String> of(Contract contract, OperationDef operation) {
    SecretNames secrets = new SecretNames(contract);
    SchemaDef request = operation.request();
    if (request != null) {
      secrets.add(request);
    }
    secrets.add(operation.response());
    return List.copyOf(secrets.names);
  }

  private void add(SchemaDef schema) {
    if (!seen.add(schema.name())) {
      return;
    }
    for (PropertyDef property : schema.properties()) {
      if (property.sensitive() || schema.value().sensitive()) {
        names.add(property.name());
      }
      add(property.value());
    }
    add(schema.value());
  }

  private void add(ValueDef value) {
    for (ValueDef inner : Arrays.asList(value.items(), value.values())) {
      if (inner != null) {
        add(inner);
      }
    }
    if (value.kinds() != null) {
      value.kinds().kinds().forEach(kind -> add(contract.schemas().get(kind.ref())));
    }
    SchemaDef schema = value.ref() == null ? null : contract.schema(value.ref());
    if (schema != null) {
      add(schema);
    }
  }
}
