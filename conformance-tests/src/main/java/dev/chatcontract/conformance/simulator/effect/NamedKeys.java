package dev.chatcontract.conformance.simulator.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.conformance.simulator.world.Entries;
import dev.chatcontract.conformance.simulator.world.World;
import dev.chatcontract.contract.model.CollectionDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EffectDef;
import dev.chatcontract.contract.model.EffectDef.KeyPath;
import dev.chatcontract.contract.model.EffectDef.Keyed;
import dev.chatcontract.contract.model.EffectDef.Target;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys of entries in the messages of operations that declare no effect. Such an operation is
 * answered with a sample, but fails for a key that does not exist, and the entries that its samples
 * name exist. A key is recognized by its schema, which an operation with an effect uses for the
 * same collection.
 */
final class NamedKeys {
  private final Contract contract;
  private final Map<String, String> collections = new LinkedHashMap<>();

  NamedKeys(Contract contract) {
    this.contract = contract;
    for (OperationDef operation : contract.operations()) {
      EffectDef effect = operation.effect();
      SchemaDef request = operation.request();
      if (effect == null || request == null) {
        continue;
      }
      Target target = effect.target();
      CollectionDef collection = contract.collections().get(target.collection());
      KeyPath key = effect instanceof Keyed keyed ? keyed.key() : null;
      if (target.of() != null && collection != null && collection.below() != null) {
        learn(request.property(target.of().key()), collection.below());
      } else if (target.of() == null && key != null && key.inner() == null) {
        learn(request.property(key.member()), target.collection());
      }
    }
  }

  private void learn(@Nullable PropertyDef property, String collection) {
    if (property != null) {
      ValueDef items = property.value().items();
      String ref = items == null ? property.value().ref() : items.ref();
      if (ref != null) {
        collections.putIfAbsent(ref, collection);
      }
    }
  }

  /** Passes on each key in the samples of the operation, with its collection. */
  void each(OperationDef operation, BiConsumer<String, String> key) {
    SchemaDef request = operation.request();
    if (request != null) {
      Samples.spokenOf(operation.requestSamples())
          .forEach(sample -> walk(request, sample.value(), false, key));
    }
    Samples.spokenOf(operation.responseSamples())
        .forEach(sample -> walk(operation.response(), sample.value(), false, key));
  }

  /** Passes on each key that names an element of an answer, with its collection. */
  void ofElements(OperationDef operation, BiConsumer<String, String> key) {
    Samples.spokenOf(operation.responseSamples())
        .forEach(sample -> walk(operation.response(), sample.value(), true, key));
  }

  /** Returns the collection whose key the member of an element is; null if it is not a key. */
  @Nullable String collection(PropertyDef property) {
    return property.ref() == null ? null : collections.get(property.ref());
  }

  private void walk(
      SchemaDef schema, JsonNode object, boolean namesAlone, BiConsumer<String, String> key) {
    for (PropertyDef property : schema.properties()) {
      JsonNode value = object.get(property.name());
      boolean names = !namesAlone || property.required() || collection(property) == null;
      if (value != null && names) {
        walk(property.value(), value, namesAlone, key);
      }
    }
  }

  private void walk(
      ValueDef definition, JsonNode value, boolean namesAlone, BiConsumer<String, String> key) {
    String ref = definition.ref();
    String collection = ref == null ? null : collections.get(ref);
    SchemaDef schema = ref == null ? null : contract.schema(ref);
    if (collection != null) {
      if (value.isTextual() && isPossible(collection, value.textValue())) {
        key.accept(collection, value.textValue());
      }
    } else if (definition.items() != null) {
      value.forEach(element -> walk(definition.items(), element, namesAlone, key));
    } else if (schema != null) {
      walk(schema, value, namesAlone, key);
    }
  }

  private boolean isPossible(String collection, String key) {
    CollectionDef definition = contract.collections().get(collection);
    String pattern = definition == null ? null : definition.keyPattern();
    return pattern == null ? !key.isEmpty() : key.matches(pattern);
  }

  /**
   * Returns the failure for a request that reads an entry that does not exist; null for any other
   * request, since the members of a write do not show which entries it needs.
   */
  Outcome.@Nullable Failure absent(OperationDef operation, ObjectNode request, World world) {
    SchemaDef schema = operation.request();
    int code = Envelopes.ownCode(operation, ErrorClass.NOT_FOUND, 0);
    if (schema == null || code == 0 || !operation.reads()) {
      return null;
    }
    for (PropertyDef property : schema.properties()) {
      String ref = property.value().ref();
      String collection = property.required() && ref != null ? collections.get(ref) : null;
      JsonNode key = request.path(property.name());
      if (collection != null && key.isTextual()) {
        Entries entries = world.collection(collection);
        if (entries.find(key.textValue()) == null) {
          return new Outcome.Failure(code, null);
        }
      }
    }
    return null;
  }
}
