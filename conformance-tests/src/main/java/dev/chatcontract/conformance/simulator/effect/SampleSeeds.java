package dev.chatcontract.conformance.simulator.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.conformance.simulator.world.Entries;
import dev.chatcontract.conformance.simulator.world.Entry;
import dev.chatcontract.conformance.simulator.world.World;
import dev.chatcontract.contract.model.CollectionDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EffectDef;
import dev.chatcontract.contract.model.EffectDef.Create;
import dev.chatcontract.contract.model.EffectDef.KeyPath;
import dev.chatcontract.contract.model.EffectDef.Keyed;
import dev.chatcontract.contract.model.EffectDef.ListEntries;
import dev.chatcontract.contract.model.EffectDef.Parent;
import dev.chatcontract.contract.model.EffectDef.Read;
import dev.chatcontract.contract.model.EffectDef.Shows;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills a world with the entries that the contract's samples mention, so that the sample requests
 * work; for an operation with documented samples, only these count. Reads come first, then lists,
 * then entries below other entries, then what writes and operations without an effect need.
 */
final class SampleSeeds {
  private final Contract contract;
  private final NamedKeys keys;

  /**
   * The fullest printed entry of each collection; other printed entries are filtered views of it.
   */
  private final Map<String, ObjectNode> fullest = new HashMap<>();

  SampleSeeds(Contract contract) {
    this.contract = contract;
    this.keys = new NamedKeys(contract);
    for (Source<Read> reader : with(Read.class)) {
      for (ObjectNode item : items(reader)) {
        fullest.merge(reader.collection(), item, SampleSeeds::fuller);
      }
    }
  }

  private static ObjectNode fuller(ObjectNode one, ObjectNode other) {
    return other.size() > one.size() ? other : one;
  }

  void plant(World world) {
    fullest.forEach((name, item) -> plant(world, name, keyOf(name, item)));
    for (Source<Read> reader : with(Read.class)) {
      plantAsked(world, reader.operation(), reader.effect());
    }
    for (Source<ListEntries> lister : with(ListEntries.class)) {
      if (lister.of() == null) {
        items(lister).forEach(item -> plantListed(world, lister.collection(), item));
      }
    }
    for (Source<ListEntries> lister : with(ListEntries.class)) {
      if (lister.of() != null) {
        plantBelow(world, lister, lister.of());
        keys.ofElements(lister.operation(), (collection, key) -> plant(world, collection, key));
      }
    }
    for (OperationDef operation : contract.operations()) {
      if (operation.effect() == null) {
        keys.each(operation, (collection, key) -> plant(world, collection, key));
      } else {
        plantNeeded(world, operation, operation.effect());
      }
    }
  }

  private void plantListed(World world, String name, ObjectNode item) {
    String key = keyOf(name, item);
    if (fullest.containsKey(name) || key.isEmpty() || world.collection(name).find(key) != null) {
      plant(world, name, key);
    } else {
      world.collection(name).put(item);
    }
  }

  /**
   * Adds the entry to which a write, or a read below another entry, is sent; not what it creates.
   */
  private void plantNeeded(World world, OperationDef operation, EffectDef effect) {
    CollectionDef collection = collection(effect.target().collection());
    Parent of = effect.target().of();
    for (JsonNode request : spokenOf(operation.requestSamples())) {
      if (of != null && collection.below() != null) {
        plant(world, collection.below(), request.path(of.key()).asText());
      } else if (effect instanceof Keyed keyed && !(effect instanceof Create)) {
        asked(keyed.key(), request).forEach(key -> plant(world, collection.name(), key));
      }
    }
  }

  private static List<String> asked(@Nullable KeyPath path, JsonNode request) {
    if (path == null) {
      return List.of();
    }
    JsonNode named = request.path(path.member());
    return (path.list() ? named.valueStream() : Stream.of(named))
        .map(element -> path.inner() == null ? element : element.path(path.inner()))
        .map(JsonNode::asText)
        .toList();
  }

  private void plantAsked(World world, OperationDef operation, Read effect) {
    String collection = effect.target().collection();
    for (JsonNode request : spokenOf(operation.requestSamples())) {
      asked(effect.key(), request).forEach(key -> plant(world, collection, key));
    }
  }

  /** Gives each entry in the printed requests all printed items, unless it already has some. */
  private void plantBelow(World world, Source<ListEntries> lister, Parent of) {
    OperationDef operation = lister.operation();
    CollectionDef collection = collection(lister.collection());
    if (collection.below() == null) {
      return;
    }
    for (JsonNode request : spokenOf(operation.requestSamples())) {
      String key = request.path(of.key()).asText();
      plant(world, collection.below(), key);
      Entry parent = world.collection(collection.below()).find(key);
      if (parent == null || parent.findBelow(collection.name()) != null) {
        continue;
      }
      for (ObjectNode item : items(lister)) {
        filled(world, lister, item);
        put(parent.below(collection.name()), item);
      }
      lister
          .effect()
          .also()
          .forEach(
              (member, other) ->
                  spokenOf(operation.responseSamples())
                      .forEach(
                          answer ->
                              answer
                                  .path(member)
                                  .forEach(item -> put(parent.below(other), (ObjectNode) item))));
    }
  }

  /**
   * Adds members that a filter uses but an item does not show; their values come from the entry
   * that the item names.
   */
  private void filled(World world, Source<ListEntries> lister, ObjectNode item) {
    SchemaDef element = element(lister);
    for (String member : lister.effect().where().values()) {
      for (PropertyDef property : element == null ? List.<PropertyDef>of() : element.properties()) {
        String named = item.has(member) ? null : keys.collection(property);
        Entry entry =
            named == null
                ? null
                : world.collection(named).find(item.path(property.name()).asText());
        if (entry != null && entry.members().has(member)) {
          item.set(member, entry.members().get(member));
        }
      }
    }
  }

  private static void put(Entries entries, ObjectNode item) {
    String key = entries.definition().key();
    if (key == null || entries.find(item.path(key).asText()) == null) {
      entries.put(item);
    }
  }

  private void plant(World world, String name, String key) {
    Entries entries = world.collection(name);
    if (key.isEmpty() || entries.find(key) != null) {
      return;
    }
    ObjectNode full = fullest.get(name);
    if (full == null) {
      entries.ensure(key);
      return;
    }
    String type = collection(name).type();
    entries.add(key, type == null ? "" : full.path(type).asText(), full);
    plantNamed(world, full, name);
  }

  /** Adds what a printed entry names to the collection that is seeded by it. */
  private void plantNamed(World world, ObjectNode item, String of) {
    for (Source<Read> reader : with(Read.class)) {
      SchemaDef element = element(reader);
      if (!reader.collection().equals(of) || element == null) {
        continue;
      }
      for (CollectionDef collection : contract.collections().values()) {
        if (collection.seededBy() != null) {
          List<String> keys = new ArrayList<>();
          named(element, item, collection.seededBy(), keys);
          keys.forEach(world.collection(collection.name())::ensure);
        }
      }
    }
  }

  private void named(SchemaDef schema, JsonNode object, String wanted, List<String> keys) {
    for (PropertyDef property : schema.properties()) {
      JsonNode value = object.get(property.name());
      if (value != null) {
        named(property.value(), value, wanted, keys);
      }
    }
  }

  private void named(ValueDef definition, JsonNode value, String wanted, List<String> keys) {
    if (wanted.equals(definition.ref())) {
      if (!value.asText().isEmpty()) {
        keys.add(value.asText());
      }
    } else if (definition.items() != null) {
      value.forEach(element -> named(definition.items(), element, wanted, keys));
    } else if (definition.ref() != null && contract.schema(definition.ref()) != null) {
      named(contract.schema(definition.ref()), value, wanted, keys);
    }
  }

  /** Returns the items printed in the answers of an operation, without their error codes. */
  private static List<ObjectNode> items(Source<?> source) {
    List<ObjectNode> items = new ArrayList<>();
    OperationDef operation = source.operation();
    String member = source.member();
    if (member == null) {
      return items;
    }
    for (JsonNode answer : spokenOf(operation.responseSamples())) {
      JsonNode listed = answer.path(member);
      for (JsonNode item : listed.isArray() ? listed : List.of(listed)) {
        if (item instanceof ObjectNode object) {
          ObjectNode own = object.deepCopy();
          ItemErrorsDef errors = operation.itemErrors();
          if (errors != null && member.equals(errors.items())) {
            own.remove(Stream.of(errors.code(), errors.info()).filter(Objects::nonNull).toList());
          }
          items.add(own);
        }
      }
    }
    return items;
  }

  private @Nullable SchemaDef element(Source<?> source) {
    String member = source.member();
    PropertyDef property = member == null ? null : source.operation().response().property(member);
    if (property == null) {
      return null;
    }
    ValueDef items = property.items();
    String ref = items == null ? property.ref() : items.ref();
    return ref == null ? null : contract.schema(ref);
  }

  private String keyOf(String name, ObjectNode item) {
    String key = collection(name).key();
    return key == null ? "" : item.path(key).asText();
  }

  private CollectionDef collection(String name) {
    CollectionDef found = contract.collections().get(name);
    if (found == null) {
      throw new IllegalStateException("the reader let an unknown collection through: " + name);
    }
    return found;
  }

  /** Returns the operations with such an effect, without those that read below other entries. */
  private <E extends Shows> List<Source<E>> with(Class<E> kind) {
    return contract.operations().stream()
        .filter(operation -> kind.isInstance(operation.effect()))
        .map(operation -> new Source<>(operation, kind.cast(operation.effect())))
        .filter(source -> source.of() == null || kind == ListEntries.class)
        .toList();
  }

  private static List<JsonNode> spokenOf(List<SampleDef> samples) {
    return Samples.spokenOf(samples).stream().map(SampleDef::value).toList();
  }

  /** An operation that returns entries. */
  private record Source<E extends Shows>(OperationDef operation, E effect) {
    String collection() {
      return effect.target().collection();
    }

    @Nullable Parent of() {
      return effect.target().of();
    }

    /** Returns the member of the answer for the entry or the list. */
    @Nullable String member() {
      if (effect.into() != null) {
        return effect.into();
      }
      if (operation.pagination() != null) {
        return operation.pagination().items();
      }
      if (operation.batch() != null && operation.batch().hasResults()) {
        return operation.batch().items();
      }
      ItemErrorsDef errors = operation.itemErrors();
      return errors == null || errors.successCodes().isEmpty() ? null : errors.items();
    }
  }
}
