package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** All groups by ID and by age. Safe for all threads. */
final class Groups {
  /**
   * The documented cursor: every one that the simulator hands out is above it, so none fits into 32
   * bits.
   */
  private static final long FIRST_SEQUENCE = 4_454_685_361L;

  private static final String COMMUNITY = "Community";

  private final Map<String, Group> byId = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Long, Group> byAge = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> countByType = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong(FIRST_SEQUENCE);
  private final AtomicLong generated = new AtomicLong();

  /** A page of the listing; {@code next} 0 when nothing follows. */
  record Page(List<Group> groups, long next) {}

  /** Adds a group; returns null when the ID is taken. */
  @Nullable Group add(String id, String type, @Nullable ObjectNode profile) {
    Group group = new Group(sequence.incrementAndGet(), id, type, profile);
    if (byId.putIfAbsent(id, group) != null) {
      return null;
    }
    byAge.put(group.sequence, group);
    countByType.computeIfAbsent(type, unused -> new LongAdder()).increment();
    return group;
  }

  @Nullable Group find(String id) {
    return byId.get(id);
  }

  long count(@Nullable String type) {
    if (type == null) {
      return byId.size();
    }
    LongAdder count = countByType.get(type);
    return count == null ? 0 : count.sum();
  }

  Page page(@Nullable String type, long after, int limit) {
    List<Group> groups = new ArrayList<>(Math.min(limit, 1024));
    for (Group group : byAge.tailMap(after, false).values()) {
      if (type != null && !type.equals(group.type)) {
        continue;
      }
      if (groups.size() == limit) {
        return new Page(groups, groups.get(limit - 1).sequence);
      }
      groups.add(group);
    }
    return new Page(groups, 0);
  }

  /** An ID in the form that the server gives to a group that came without one. */
  String newId(String type) {
    String unique =
        Long.toString(36L * 36 * 36 * 36 * 36 + generated.incrementAndGet(), 36)
            .toUpperCase(Locale.ROOT);
    return type.equals(COMMUNITY) ? "@TGS#_@TGS#c" + unique + "2CX" : "@TGS#2" + unique + "EL";
  }

  void clear() {
    byId.clear();
    byAge.clear();
    countByType.clear();
    sequence.set(FIRST_SEQUENCE);
    generated.set(0);
  }
}
