package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * How to split a long list over several requests.
 *
 * @param field the request member that holds the list
 * @param fieldKey the member of an element that is its key; null if the element itself is the key
 * @param max the largest number of elements of one request
 * @param items the response member that holds one result for each element
 * @param key the member of a result that equals the key in the request
 */
public record BatchDef(
    String field, @Nullable String fieldKey, int max, String items, String key, Place at) {

  /** Returns the key of an element of a request. */
  public JsonNode keyOf(JsonNode element) {
    return fieldKey == null ? element : element.path(fieldKey);
  }

  /** Returns an element that consists only of its key. */
  public JsonNode element(JsonNode key) {
    return fieldKey == null ? key : JsonNodeFactory.instance.objectNode().set(fieldKey, key);
  }

  /** Returns {@link #element(JsonNode)} for a text. */
  public JsonNode element(String key) {
    return element(JsonNodeFactory.instance.textNode(key));
  }
}
