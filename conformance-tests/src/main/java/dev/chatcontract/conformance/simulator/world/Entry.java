package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a collection. One of many thousand made for paging holds no members: they are made up
 * when asked for.
 */
public final class Entry {
  private final Entries home;
  private final long number;
  private final String key;
  private volatile @Nullable String type;
  private volatile @Nullable ObjectNode members;
  private volatile @Nullable Map<String, Entries> below;

  Entry(Entries home, long number, String key, @Nullable String type) {
    this.home = home;
    this.number = number;
    this.key = key;
    this.type = type;
  }

  /** What names it; made by the simulator if the collection has no keys. */
  public String key() {
    return key;
  }

  /** Counts up with age, from above what 32 bits hold. */
  public long number() {
    return number;
  }

  /** Its type; null if it has none. */
  public @Nullable String type() {
    return type;
  }

  /** Its members; never to be changed, see {@link Entries#change}. */
  public ObjectNode members() {
    ObjectNode held = members;
    return held == null ? home.madeUp(this) : held;
  }

  /** The collection of that name below this entry, made if there was none. */
  public Entries below(String name) {
    Map<String, Entries> all = below;
    if (all == null) {
      synchronized (this) {
        all = below;
        if (all == null) {
          all = new ConcurrentHashMap<>(2);
          below = all;
        }
      }
    }
    return all.computeIfAbsent(name, home::below);
  }

  /** The collection of that name below this entry; null if nothing was ever put there. */
  public @Nullable Entries findBelow(String name) {
    Map<String, Entries> all = below;
    return all == null ? null : all.get(name);
  }

  void hold(@Nullable String newType, ObjectNode held) {
    type = newType;
    members = held;
  }
}
