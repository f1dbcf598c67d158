package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.CollectionDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The entries of one collection, by key and by age. Thread-safe. */
public final class Entries {
  /** Every entry number is larger, so that no cursor fits into 32 bits. */
  private static final long FIRST_NUMBER = 4_454_685_361L;

  // Otherwise a maker that always returns the same key would cause an endless loop.
  private static final int MOST_TRIES = 1000;

  private final World world;
  private final CollectionDef definition;
  private final Map<String, Entry> byKey = new ConcurrentHashMap<>(2);
  private final ConcurrentSkipListMap<Long, Entry> byAge = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> countByType = new ConcurrentHashMap<>(2);
  private final AtomicLong number = new AtomicLong(FIRST_NUMBER);
  private final AtomicLong newKeys = new AtomicLong();

  Entries(World world, CollectionDef definition) {
    this.world = world;
    this.definition = definition;
  }

  /** Some entries in order of age, and whether more follow. */
  public record Page(List<Entry> entries, boolean more) {}

  /** Returns the contract's definition of the collection. */
  public CollectionDef definition() {
    return definition;
  }

  /** Returns the entry with that key; null if there is none. */
  public @Nullable Entry find(String key) {
    return byKey.get(key);
  }

  /**
   * Returns the entry with that key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Entry get(String key) {
    Entry found = byKey.get(key);
    if (found == null) {
      throw new IllegalArgumentException("there is no entry " + key + " in " + definition.name());
    }
    return found;
  }

  /** Returns whether an entry may have that key. */
  public boolean allows(String key) {
    return world.allows(definition, key);
  }

  /** Returns the number of entries. */
  public long count() {
    return byKey.size();
  }

  /** Returns the number of entries that match the filter. */
  public long count(Filter filter) {
    if (!filter.members().isEmpty()) {
      return byAge.values().stream().filter(filter::takes).count();
    }
    if (filter.type() == null) {
      return byKey.size();
    }
    LongAdder count = countByType.get(filter.type());
    return count == null ? 0 : count.sum();
  }

  /** Returns at most {@code limit} entries that are younger than the one with that number. */
  public Page after(Filter filter, long after, long limit) {
    List<Entry> entries = new ArrayList<>((int) Math.min(limit, 1024));
    for (Entry entry : byAge.tailMap(after, false).values()) {
      if (filter.takes(entry)) {
        if (entries.size() >= limit) {
          return new Page(entries, true);
        }
        entries.add(entry);
      }
    }
    return new Page(entries, false);
  }

  /** Returns at most {@code limit} entries after the first {@code skipped} ones. */
  public Page from(Filter filter, long skipped, long limit) {
    List<Entry> entries = new ArrayList<>((int) Math.min(limit, 1024));
    long left = skipped;
    for (Entry entry : byAge.values()) {
      if (!filter.takes(entry)) {
        continue;
      }
      if (left > 0) {
        left--;
      } else if (entries.size() >= limit) {
        return new Page(entries, true);
      } else {
        entries.add(entry);
      }
    }
    return new Page(entries, false);
  }

  /**
   * Adds an entry whose members are generated when they are read.
   *
   * @throws IllegalArgumentException if there is already one with that key
   */
  public Entry add(String key, String type) {
    return required(key, hold(key, type, null));
  }

  /** Adds an entry with exactly these members. */
  public Entry add(String key, String type, ObjectNode members) {
    return required(key, hold(key, type, keyed(key, members.deepCopy())));
  }

  /** Adds an entry with these members, including its key; if it exists, sets its members. */
  public Entry put(ObjectNode members) {
    String member = definition.key();
    String key = member != null && members.hasNonNull(member) ? members.get(member).asText() : null;
    Entry there = key == null ? null : byKey.get(key);
    if (there != null) {
      change(there, members);
      return there;
    }
    return required(String.valueOf(key), create(key, members, EntryMaker.PLAIN));
  }

  /** Returns the default type of an entry; empty if entries have no types. */
  public String usualType() {
    return world.usualType(definition);
  }

  /** Adds this many entries with generated keys, cheaply, for tests of paging. */
  public void addMany(int count, String type) {
    EntryMaker maker = world.maker(definition);
    for (int i = 0; i < count; i++) {
      hold(newKey(maker, type), type, null);
    }
  }

  /** Returns the entry with that key, and adds it if it does not exist. */
  public Entry ensure(String key) {
    Entry found = byKey.get(key);
    while (found == null) {
      found = hold(key, null, null);
      found = found == null ? byKey.get(key) : found;
    }
    return found;
  }

  /**
   * Adds an entry made from a request.
   *
   * @param key the key; null to generate one
   * @return the entry; null if the key is in use
   */
  public @Nullable Entry create(@Nullable String key, ObjectNode said, EntryMaker maker) {
    String type = typeIn(said);
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      String named = key == null ? newKey(maker, type) : key;
      if (byKey.containsKey(named)) {
        if (key != null) {
          return null;
        }
        continue;
      }
      long next = number.incrementAndGet();
      Entry entry = new Entry(this, next, named, type);
      entry.hold(type, keyed(named, maker.members(world.entry(named, type, next, said))));
      if (put(entry)) {
        return entry;
      } else if (key != null) {
        return null;
      }
    }
    throw new IllegalStateException(
        "every new key that is made for " + definition.name() + " is taken");
  }

  /** Sets members of an entry. */
  public void change(Entry entry, ObjectNode said) {
    synchronized (entry) {
      ObjectNode members = entry.members().deepCopy();
      members.setAll(said);
      keyed(entry.key(), members);
      String before = entry.type();
      String now = definition.type() == null ? before : typeIn(members);
      entry.hold(now, members);
      if (before != null && !before.equals(now)) {
        counter(before).decrement();
      }
      if (now != null && !now.equals(before)) {
        counter(now).increment();
      }
    }
  }

  /** Removes an entry and everything below it; returns false if it did not exist. */
  public boolean remove(String key) {
    Entry removed = byKey.remove(key);
    if (removed == null) {
      return false;
    }
    byAge.remove(removed.number());
    if (removed.type() != null) {
      counter(removed.type()).decrement();
    }
    return true;
  }

  void clear() {
    byKey.clear();
    byAge.clear();
    countByType.clear();
    number.set(FIRST_NUMBER);
    newKeys.set(0);
  }

  Entries below(String name) {
    return world.entriesBelow(definition, name);
  }

  ObjectNode madeUp(Entry entry) {
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    String type = entry.type();
    if (type != null && definition.type() != null) {
      said.put(definition.type(), type);
    }
    return keyed(
        entry.key(),
        world.maker(definition).members(world.earlier(entry.key(), type, entry.number(), said)));
  }

  private @Nullable Entry hold(String key, @Nullable String type, @Nullable ObjectNode members) {
    Entry entry = new Entry(this, number.incrementAndGet(), key, type);
    if (members != null) {
      entry.hold(type, members);
    }
    return put(entry) ? entry : null;
  }

  private boolean put(Entry entry) {
    if (byKey.putIfAbsent(entry.key(), entry) != null) {
      return false;
    }
    byAge.put(entry.number(), entry);
    if (entry.type() != null) {
      counter(entry.type()).increment();
    }
    return true;
  }

  private LongAdder counter(String type) {
    return countByType.computeIfAbsent(type, unused -> new LongAdder());
  }

  private String newKey(EntryMaker maker, @Nullable String type) {
    return maker.newKey(type == null ? "" : type, newKeys.incrementAndGet());
  }

  private @Nullable String typeIn(ObjectNode members) {
    String member = definition.type();
    return member != null && members.hasNonNull(member) ? members.get(member).asText() : null;
  }

  private ObjectNode keyed(String key, ObjectNode members) {
    String member = definition.key();
    // A key that is a number in JSON stays a number.
    if (member != null && !members.path(member).asText("").equals(key)) {
      members.put(member, key);
    }
    return members;
  }

  private Entry required(String key, @Nullable Entry added) {
    if (added == null) {
      throw new IllegalArgumentException(
          "there is an entry " + key + " in " + definition.name() + " already");
    }
    return added;
  }
}
