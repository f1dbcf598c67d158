package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A group of the world. One of many thousand made for paging keeps no profile: it is made up when
 * asked for.
 */
final class Group {
  /** Counts up with the time of creation, from above what 32 bits hold; the listing's cursor. */
  final long sequence;

  final String id;
  final String type;
  private final @Nullable ObjectNode profile;
  private final Map<String, String> attributes = new ConcurrentHashMap<>(2);

  Group(long sequence, String id, String type, @Nullable ObjectNode profile) {
    this.sequence = sequence;
    this.id = id;
    this.type = type;
    this.profile = profile;
  }

  /** Never changed after it was handed over; null when it has to be made up. */
  @Nullable ObjectNode profile() {
    return profile;
  }

  void attribute(String key, String value) {
    attributes.put(key, value);
  }

  /** In the order of the keys, so that two answers are alike. */
  Map<String, String> attributes() {
    Map<String, String> sorted = new LinkedHashMap<>();
    attributes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
