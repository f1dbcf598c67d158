package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of a successful response have their own errors.
 *
 * @param items the response member that holds the items
 * @param code the item's member with the error code; null if failed items have none
 * @param info the item's member with the text
 * @param key the item's member that is its key; null if the item itself is the key
 * @param successCodes the codes of items that succeeded; empty if every item in the list failed
 */
public record ItemErrorsDef(
    String items,
    @Nullable String code,
    @Nullable String info,
    @Nullable String key,
    List<Long> successCodes,
    Place at) {

  /** Returns whether the item failed. */
  public boolean failed(JsonNode item) {
    return successCodes.isEmpty()
        || (code(item).isIntegralNumber() && !successCodes.contains(code(item).longValue()));
  }

  /** Returns the item's code; a missing node if it has none. */
  public JsonNode code(JsonNode item) {
    return item.path(code == null ? "" : code);
  }

  /** Returns the key of the item. */
  public JsonNode keyOf(JsonNode item) {
    return key == null ? item : item.path(key);
  }
}
