package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.contract.model.CollectionDef;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stored data of the simulated API: the collections of the contract, with the entries that
 * operations and tests add. Thread-safe.
 */
public final class World {
  private final Map<String, CollectionDef> definitions;
  private final Map<String, EntryMaker> makers;
  private final Map<String, String> usualTypes;
  private final Map<String, Pattern> keyPatterns = new HashMap<>();
  private final Map<String, Entries> collections = new LinkedHashMap<>();
  private final SimulatedApp app;
  private final Clock clock;
  private final Consumer<World> seeder;
  private volatile Instant began = Instant.EPOCH;

  /**
   * Creates a world and seeds it.
   *
   * @param makers makers of entries, by collection; plain ones where there is none
   * @param usualTypes the default type of an entry, by collection
   * @param seeder adds the initial entries
   */
  public World(
      Map<String, CollectionDef> definitions,
      Map<String, EntryMaker> makers,
      Map<String, String> usualTypes,
      SimulatedApp app,
      Clock clock,
      Consumer<World> seeder) {
    this.definitions = definitions;
    this.makers = Map.copyOf(makers);
    this.usualTypes = Map.copyOf(usualTypes);
    this.app = app;
    this.clock = clock;
    this.seeder = seeder;
    for (CollectionDef definition : definitions.values()) {
      if (definition.below() == null) {
        collections.put(definition.name(), new Entries(this, definition));
      }
      if (definition.keyPattern() != null) {
        keyPatterns.put(definition.name(), Pattern.compile(definition.keyPattern()));
      }
    }
    reset();
  }

  /** Returns the top-level collections, in the order of the contract. */
  public Map<String, Entries> collections() {
    return Collections.unmodifiableMap(collections);
  }

  /**
   * Returns a top-level collection.
   *
   * @throws IllegalArgumentException if there is none; the message names those that exist
   */
  public Entries collection(String name) {
    Entries found = collections.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no collection " + name + "; there are " + collections.keySet());
    }
    return found;
  }

  /** Deletes everything, then seeds the world again. */
  public void reset() {
    collections.values().forEach(Entries::clear);
    began = clock.instant();
    for (Entries entries : collections.values()) {
      if (entries.definition().administrators()) {
        app.administrators().forEach(entries::ensure);
      }
    }
    seeder.accept(this);
  }

  Entries entriesBelow(CollectionDef above, String name) {
    CollectionDef definition = definitions.get(name);
    if (definition == null || !above.name().equals(definition.below())) {
      throw new IllegalArgumentException("no collection " + name + " stands below " + above.name());
    }
    return new Entries(this, definition);
  }

  EntryMaker maker(CollectionDef definition) {
    return makers.getOrDefault(definition.name(), EntryMaker.PLAIN);
  }

  String usualType(CollectionDef definition) {
    return usualTypes.getOrDefault(definition.name(), "");
  }

  /** Returns whether an entry of a collection may have that key. */
  public boolean allows(CollectionDef definition, String key) {
    Pattern pattern = keyPatterns.get(definition.name());
    return pattern == null ? !key.isEmpty() : pattern.matcher(key).find();
  }

  NewEntry entry(String key, @Nullable String type, long number, ObjectNode said) {
    return new NewEntry(key, type == null ? "" : type, number, said, clock.instant(), app.appId());
  }

  /**
   * Returns an entry as of the start, so that its members are the same each time they are
   * generated.
   */
  NewEntry earlier(String key, @Nullable String type, long number, ObjectNode said) {
    return new NewEntry(key, type == null ? "" : type, number, said, began, app.appId());
  }
}
