package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of a successful response carry errors of their own.
 *
 * @param items the response member that holds the items
 * @param code the item's member with the error code; null if failed items have none
 * @param info the item's member with the text
 * @param key the item's member that names it; null if the item is the key
 * @param successCodes the codes of good items; empty if all items of the list failed
 */
public record ItemErrorsDef(
    String items,
    @Nullable String code,
    @Nullable String info,
    @Nullable String key,
    List<Long> successCodes,
    Place at) {

  /** Whether an item says that it failed. */
  public boolean failed(JsonNode item) {
    return successCodes.isEmpty()
        || (code(item).isIntegralNumber() && !successCodes.contains(code(item).longValue()));
  }

  /** The item's code; missing if it has none. */
  public JsonNode code(JsonNode item) {
    return item.path(code == null ? "" : code);
  }

  /** What names the item. */
  public JsonNode keyOf(JsonNode item) {
    return key == null ? item : item.path(key);
  }
}
