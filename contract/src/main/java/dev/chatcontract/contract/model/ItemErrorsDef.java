package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of a successful response have their own errors.
 *
 * @param items the response member that holds the items; null if the response itself has a code
 *     beside the envelope, and so is the only item
 * @param code the item's member with the error code; null if failed items have none
 * @param info the item's member with the text
 * @param key the item's member that is its key; null if the item itself is the key, or if the
 *     response is the item
 * @param successCodes the codes of items that succeeded; empty if every item in the list failed
 */
public record ItemErrorsDef(
    @Nullable String items,
    @Nullable String code,
    @Nullable String info,
    @Nullable String key,
    List<Long> successCodes,
    Place at) {

  /** Returns whether the response itself is the item. */
  public boolean ofAnswer() {
    return items == null;
  }

  /** Returns the items of a response. */
  public List<JsonNode> in(JsonNode answer) {
    if (items == null) {
      return answer.isObject() ? List.of(answer) : List.of();
    }
    List<JsonNode> found = new ArrayList<>();
    answer.path(items).forEach(found::add);
    return found;
  }

  /** Returns whether the item failed. */
  public boolean failed(JsonNode item) {
    return successCodes.isEmpty()
        || (code(item).isIntegralNumber() && !successCodes.contains(code(item).longValue()));
  }

  /** Returns the item's code; a missing node if it has none. */
  public JsonNode code(JsonNode item) {
    return item.path(code == null ? "" : code);
  }

  /** Returns the key of the item; a missing node if the response is the item. */
  public JsonNode keyOf(JsonNode item) {
    return key == null && items != null ? item : item.path(key == null ? "" : key);
  }
}
