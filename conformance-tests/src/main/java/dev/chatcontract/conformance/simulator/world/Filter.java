package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects entries.
 *
 * @param type their type; null for any
 * @param members values that their members must equal
 */
public record Filter(@Nullable String type, Map<String, JsonNode> members) {
  /** All entries. */
  public static final Filter NONE = new Filter(null, Map.of());

  boolean takes(Entry entry) {
    if (type != null && !type.equals(entry.type())) {
      return false;
    }
    for (Map.Entry<String, JsonNode> wanted : members.entrySet()) {
      if (!wanted.getValue().equals(entry.members().get(wanted.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
