package dev.chatcontract.codegen.builder;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.Set;
import java.util.TreeSet;

/** Resolver for the references of a contract's values. */
final class Schemas {
  private final Contract contract;

  Schemas(Contract contract) {
    this.contract = contract;
  }

  SchemaDef named(String name) {
    SchemaDef schema = contract.schema(name);
    if (schema == null) {
      throw new IllegalStateException("the contract reader let a dangling $ref pass: " + name);
    }
    return schema;
  }

  /** Returns the schema of a value that is a record or an open enumeration. */
  SchemaDef referred(ValueDef value) {
    String ref = value.ref();
    return named(ref == null ? "" : ref);
  }

  /** Returns whether the value is held by a record class. */
  boolean isRecord(ValueDef value) {
    return value.type().equals("object") && value.ref() != null && value.values() == null;
  }

  /** Returns whether the value is held by a class of documented values. */
  boolean isOpenEnum(ValueDef value) {
    SchemaDef schema = value.ref() == null ? null : contract.schema(value.ref());
    return schema != null
        && !schema.value().knownValues().isEmpty()
        && (value.type().equals("string") || value.type().equals("integer"));
  }

  /**
   * Returns whether a record contains, at any depth, another of its kind: its description would
   * never end.
   */
  boolean holdsItself(ValueDef value) {
    SchemaDef schema = referred(value);
    return reaches(schema, schema.name(), new TreeSet<>());
  }

  private boolean reaches(SchemaDef from, String to, Set<String> seen) {
    if (!seen.add(from.name())) {
      return false;
    }
    for (PropertyDef property : from.properties()) {
      ValueDef value = property.value();
      while (value.items() != null) {
        value = value.items();
      }
      if (isRecord(value)) {
        SchemaDef next = referred(value);
        if (next.name().equals(to) || reaches(next, to, seen)) {
          return true;
        }
      }
    }
    return false;
  }
}
