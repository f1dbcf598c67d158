package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * How a long list is split over several requests.
 *
 * @param field the request member that holds the list
 * @param fieldKey the member of an element of that list that is its key; null if the element is
 * @param max the most elements one request may carry
 * @param items the response member that holds one result for each element
 * @param key the member of a result that equals the key asked for
 */
public record BatchDef(
    String field, @Nullable String fieldKey, int max, String items, String key, Place at) {

  /** The key of an element of a request. */
  public JsonNode keyOf(JsonNode element) {
    return fieldKey == null ? element : element.path(fieldKey);
  }

  /** An element that says no more than its key. */
  public JsonNode element(JsonNode key) {
    return fieldKey == null ? key : JsonNodeFactory.instance.objectNode().set(fieldKey, key);
  }

  /** As {@link #element(JsonNode)}, for a text. */
  public JsonNode element(String key) {
    return element(JsonNodeFactory.instance.textNode(key));
  }
}
