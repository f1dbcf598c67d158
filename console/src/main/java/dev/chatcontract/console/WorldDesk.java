package dev.chatcontract.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.input.StrictMembers;
import dev.chatcontract.conformance.simulator.world.Entries;
import dev.chatcontract.conformance.simulator.world.Entry;
import dev.chatcontract.conformance.simulator.world.Filter;
import dev.chatcontract.contract.model.CollectionDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The simulator's data: view, add, remove, import and reset. */
final class WorldDesk {
  /** Member of an imported entry: the collections below it. */
  private static final String BELOW = "$below";

  private static final int MOST_ON_A_PAGE = 500;
  private static final int MOST_AT_ONCE = 1_000_000;
  private static final int MOST_SUMMARY = 400;

  private final Simulator simulator;
  private final Map<String, CollectionDef> definitions;

  WorldDesk(Simulator simulator) {
    this.simulator = simulator;
    this.definitions = simulator.contract().collections();
  }

  void routes(Api api) {
    api.on("GET", "/world", ask -> collections())
        .on("GET", "/world/entries", this::entries)
        .on("GET", "/world/entry", this::entry)
        .on("POST", "/world/entries", this::put)
        .on("DELETE", "/world/entries", this::remove)
        .on("POST", "/world/many", this::many)
        .on("POST", "/world/import", this::importJson)
        .on("POST", "/world/reset", ask -> reset());
  }

  private ArrayNode collections() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (CollectionDef definition : definitions.values()) {
      ObjectNode json = list.addObject();
      json.put("name", definition.name());
      json.put("below", definition.below());
      json.put("key", definition.key());
      json.put("type", definition.type());
      if (definition.below() == null) {
        Entries entries = simulator.world().collection(definition.name());
        json.put("count", entries.count());
        json.put("usualType", entries.usualType());
      }
    }
    return list;
  }

  /**
   * Returns the collection that the query names; null if it is below an entry that has no such
   * collection yet.
   */
  private @Nullable Entries found(Ask ask) {
    CollectionDef definition = definition(ask.text("collection"));
    if (definition.below() == null) {
      return simulator.world().collection(definition.name());
    }
    return parent(definition, ask.text("of")).findBelow(definition.name());
  }

  private CollectionDef definition(String name) {
    CollectionDef definition = definitions.get(name);
    if (definition == null) {
      throw new SimulatorException(
          "there is no collection " + Excerpt.of(name) + "; there are " + definitions.keySet());
    }
    return definition;
  }

  private Entry parent(CollectionDef definition, String key) {
    CollectionDef above = definitions.get(definition.below());
    if (above == null || above.below() != null) {
      throw new SimulatorException(
          definition.name() + " is nested too deeply to be shown here; two levels are");
    }
    Entry parent = simulator.world().collection(above.name()).find(key);
    if (parent == null) {
      throw new SimulatorException("there is no entry " + Excerpt.of(key) + " in " + above.name());
    }
    return parent;
  }

  private ObjectNode entries(Ask ask) {
    long offset = ask.number("offset", 0, 0, Integer.MAX_VALUE);
    int limit = (int) ask.number("limit", 100, 1, MOST_ON_A_PAGE);
    String search = ask.text("search").toLowerCase(Locale.ROOT);
    Entries entries = found(ask);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("entries");
    long count = 0;
    if (entries != null && search.isEmpty()) {
      count = entries.count();
      entries
          .from(Filter.NONE, offset, limit)
          .entries()
          .forEach(e -> list.add(line(entries.definition(), e)));
    } else if (entries != null) {
      for (Entry entry : entries.from(Filter.NONE, 0, Integer.MAX_VALUE).entries()) {
        if (!matches(entry, search)) {
          continue;
        }
        if (count >= offset && list.size() < limit) {
          list.add(line(entries.definition(), entry));
        }
        count++;
      }
    }
    json.put("count", count);
    return json;
  }

  private static boolean matches(Entry entry, String search) {
    return entry.key().toLowerCase(Locale.ROOT).contains(search)
        || entry.members().toString().toLowerCase(Locale.ROOT).contains(search);
  }

  /** Describes an entry for a list; its key and type have separate columns. */
  private static ObjectNode line(CollectionDef definition, Entry entry) {
    ObjectNode others = entry.members().deepCopy();
    others.remove(
        List.of(
            Objects.requireNonNullElse(definition.key(), ""),
            Objects.requireNonNullElse(definition.type(), "")));
    return JsonNodeFactory.instance
        .objectNode()
        .put("key", entry.key())
        .put("type", entry.type())
        .put("summary", TrafficRows.cut(others.toString(), MOST_SUMMARY));
  }

  private ObjectNode entry(Ask ask) {
    Entries entries = found(ask);
    Entry entry = entries == null ? null : entries.find(ask.text("key"));
    if (entry == null) {
      throw new SimulatorException("there is no entry " + Excerpt.of(ask.text("key")));
    }
    ObjectNode json = line(entries.definition(), entry);
    json.set("members", entry.members());
    ArrayNode below = json.putArray("below");
    for (CollectionDef definition : definitions.values()) {
      if (entries.definition().name().equals(definition.below())) {
        Entries inner = entry.findBelow(definition.name());
        below
            .addObject()
            .put("name", definition.name())
            .put("count", inner == null ? 0 : inner.count());
      }
    }
    return json;
  }

  private JsonNode put(Ask ask) {
    StrictMembers members = ask.members();
    members.only("collection", "of", "members");
    JsonNode said = members.get("members");
    if (!(said instanceof ObjectNode object)) {
      throw members.problem("members", "has to be a JSON object: what the entry holds");
    }
    CollectionDef definition = definition(members.text("collection", ""));
    Entries entries =
        definition.below() == null
            ? simulator.world().collection(definition.name())
            : parent(definition, members.text("of", "")).below(definition.name());
    checkKey(definition, object, "/members");
    return line(definition, entries.put(object));
  }

  private void checkKey(CollectionDef definition, ObjectNode members, String at) {
    String name = definition.key();
    if (name != null && members.hasNonNull(name)) {
      JsonNode key = members.get(name);
      if (key.isContainerNode() || !simulator.world().allows(definition, key.asText())) {
        throw new SimulatorException(
            at
                + "/"
                + name
                + " cannot be a key of "
                + definition.name()
                + ": "
                + Excerpt.of(key.toString()));
      }
    }
  }

  private JsonNode remove(Ask ask) {
    Entries entries = found(ask);
    if (entries == null || !entries.remove(ask.text("key"))) {
      throw new SimulatorException("there is no entry " + Excerpt.of(ask.text("key")));
    }
    return collections();
  }

  private JsonNode many(Ask ask) {
    StrictMembers members = ask.members();
    members.only("collection", "count", "type");
    CollectionDef definition = definition(members.text("collection", ""));
    if (definition.below() != null) {
      throw members.problem("collection", "is below another: add its entries one by one");
    }
    Entries entries = simulator.world().collection(definition.name());
    entries.addMany(
        members.integer("count", 1, 1, MOST_AT_ONCE), members.text("type", entries.usualType()));
    return collections();
  }

  /**
   * Imports all entries or none, as far as structure and keys are concerned: these are checked
   * first.
   */
  private JsonNode importJson(Ask ask) {
    StrictMembers members = ask.members();
    List<Runnable> changes = new ArrayList<>();
    for (String name : members.names()) {
      CollectionDef definition = definition(name);
      if (definition.below() != null) {
        throw members.problem(name, "is below another: put it into " + BELOW + " of an entry");
      }
      JsonNode list = members.get(name);
      if (list == null || !list.isArray()) {
        throw members.problem(name, "has to be a list of entries");
      }
      Entries entries = simulator.world().collection(name);
      for (int i = 0; i < list.size(); i++) {
        changes.add(change(entries, list.get(i), "/" + name + "/" + i));
      }
    }
    changes.forEach(Runnable::run);
    return collections();
  }

  private Runnable change(Entries entries, JsonNode json, String at) {
    if (!(json instanceof ObjectNode given)) {
      throw new SimulatorException(at + " has to be a JSON object, an entry");
    }
    ObjectNode object = given.deepCopy();
    JsonNode below = object.remove(BELOW);
    Map<String, ArrayNode> inner = new LinkedHashMap<>();
    checkKey(entries.definition(), object, at);
    if (below != null && !below.isNull()) {
      if (!below.isObject()) {
        throw new SimulatorException(
            at + "/" + BELOW + " has to be a JSON object, a list for each collection");
      }
      for (Map.Entry<String, JsonNode> each : below.properties()) {
        CollectionDef definition = definition(each.getKey());
        boolean fits = entries.definition().name().equals(definition.below());
        if (!fits || !(each.getValue() instanceof ArrayNode list)) {
          throw new SimulatorException(
              at
                  + "/"
                  + BELOW
                  + "/"
                  + each.getKey()
                  + " has to be a list, of a collection below "
                  + entries.definition().name());
        }
        String there = at + "/" + BELOW + "/" + each.getKey();
        list.forEach(
            element -> {
              if (!(element instanceof ObjectNode members)) {
                throw new SimulatorException(there + " has an element that is not an object");
              }
              checkKey(definition, members, there);
            });
        inner.put(each.getKey(), list);
      }
    }
    return () -> {
      Entry entry = entries.put(object);
      inner.forEach(
          (collection, list) ->
              list.forEach(element -> entry.below(collection).put((ObjectNode) element)));
    };
  }

  private JsonNode reset() {
    simulator.world().reset();
    return collections();
  }
}
