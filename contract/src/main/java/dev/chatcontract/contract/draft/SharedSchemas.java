package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.page.layout.LimitKind;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds schemas of the contract that a member of the same name can refer to. */
final class SharedSchemas {
  private static final String ACCOUNT = "_Account";

  private final Contract contract;
  private final SchemaValidator validator;
  private final Map<String, String> outcome = new HashMap<>();
  private final Map<String, Set<String>> byName = new HashMap<>();
  private final Map<String, Set<String>> elementsByName = new HashMap<>();

  SharedSchemas(Contract contract) {
    this.contract = contract;
    this.validator = new SchemaValidator(contract);
    EnvelopeDef envelope = contract.envelope();
    if (envelope != null) {
      for (OperationDef operation : contract.operations()) {
        for (String name : List.of(envelope.status(), envelope.code(), envelope.info())) {
          PropertyDef property = operation.response().property(name);
          if (property != null && property.ref() != null) {
            outcome.putIfAbsent(name, property.ref());
          }
        }
      }
    }
    for (SchemaDef schema : contract.schemas().values()) {
      for (PropertyDef property : schema.properties()) {
        note(byName, property.name(), property.value());
        ValueDef items = property.items();
        if (items != null) {
          note(elementsByName, property.name(), items);
        }
      }
    }
  }

  private static void note(Map<String, Set<String>> names, String name, ValueDef value) {
    String ref = value.ref() == null ? "" : value.ref();
    names.computeIfAbsent(name + " " + value.type(), n -> new TreeSet<>()).add(ref);
    int last = name.lastIndexOf('_');
    if (last > 0) {
      note(names, name.substring(last), value);
    }
  }

  /** Returns the schema of a member of the envelope, or null. */
  @Nullable String ofEnvelope(String name) {
    return outcome.get(name);
  }

  /** Returns the schema that every member of the same name refers to if it fits; otherwise null. */
  @Nullable String of(Member member, String type) {
    String name = named(byName, member.name, type);
    SchemaDef schema = name == null ? null : contract.schema(name);
    return schema != null && agrees(schema, member) && takes(schema, member.samples) ? name : null;
  }

  /** Returns the same for the elements of an array. */
  @Nullable String ofElements(Member member, String type) {
    String name = named(elementsByName, member.name, type);
    if (name == null && type.equals("string") && member.name.endsWith(ACCOUNT)) {
      name = named(byName, ACCOUNT, type);
    }
    SchemaDef schema = name == null ? null : contract.schema(name);
    List<JsonNode> elements = new ArrayList<>();
    member.samples.forEach(list -> list.forEach(elements::add));
    return schema != null && agrees(schema, member) && takes(schema, elements) ? name : null;
  }

  private boolean takes(SchemaDef schema, List<JsonNode> samples) {
    return samples.stream().allMatch(sample -> validator.validate(schema, sample).isEmpty());
  }

  /**
   * Returns the schema that all members of the same name and type refer to; null unless it is the
   * same one.
   */
  private static @Nullable String named(
      Map<String, Set<String>> names, String member, String type) {
    int last = member.lastIndexOf('_');
    Set<String> found = names.get(member + " " + type);
    if (found == null && last > 0) {
      found = names.get(member.substring(last) + " " + type);
    }
    String only = found != null && found.size() == 1 ? found.iterator().next() : "";
    return only.isEmpty() ? null : only;
  }

  /** Returns whether the schema lists values that the page does not. */
  boolean hasMore(String name, Member member) {
    SchemaDef schema = contract.schema(name);
    return schema != null
        && !schema.value().bits()
        && schema.value().knownValues().stream()
            .anyMatch(known -> !member.values.contains(known.value().asText()));
  }

  private boolean agrees(SchemaDef schema, Member member) {
    Set<String> known =
        schema.value().knownValues().stream()
            .map(KnownValue::value)
            .map(v -> v.asText())
            .collect(Collectors.toSet());
    if (!known.containsAll(member.values)) {
      return false;
    }
    Limits limits = schema.value().limits();
    for (Map.Entry<LimitKind, Long> limit : member.limits.entrySet()) {
      boolean elementsOnly = limit.getKey() == LimitKind.MAX_ITEMS;
      if (!elementsOnly && !Objects.equals(limit.getValue(), value(limits, limit.getKey()))) {
        return false;
      }
    }
    for (PropertyDef property : schema.properties()) {
      Member same = member.members.get(property.name());
      if (property.required() && (same == null || !same.isAlwaysIn(member))) {
        return false;
      }
    }
    for (Member inner : member.members.values()) {
      PropertyDef property = schema.property(inner.name);
      if (property == null || !fits(property, inner)) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(PropertyDef property, Member inner) {
    MemberType type = MemberType.of(inner);
    if (type.question() != null || !property.type().equals(type.type())) {
      return false;
    }
    ValueDef items = property.items();
    String ref = items != null ? items.ref() : property.ref();
    SchemaDef schema = ref == null ? null : contract.schema(ref);
    if (items != null && !inner.elementKinds.stream().allMatch(items.type()::equals)) {
      return false;
    }
    if (property.value().kinds() != null) {
      return true; // Samples are checked against the kinds.
    }
    return schema == null ? inner.members.isEmpty() : agrees(schema, inner);
  }

  private static @Nullable Long value(Limits limits, LimitKind kind) {
    Number value =
        switch (kind) {
          case MAX_BYTES -> limits.maxBytes();
          case MAX_LENGTH -> limits.maxLength();
          case MAXIMUM -> limits.maximum();
          case MAX_ITEMS -> null;
        };
    return value == null ? null : value.longValue();
  }
}
