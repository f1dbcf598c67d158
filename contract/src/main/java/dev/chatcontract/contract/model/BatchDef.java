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
 * @param items the response member that holds one result for each element; null if answers list no
 *     results, so that every element of a successful request succeeded unless it is listed as
 *     failed
 * @param key the member of a result that equals the key in the request; null without results
 */
public record BatchDef(
    String field,
    @Nullable String fieldKey,
    int max,
    @Nullable String items,
    @Nullable String key,
    Place at) {

  /** Returns whether answers list a result for each element. */
  public boolean hasResults() {
    return items != null && key != null;
  }

  /** Returns the results of an answer; a missing node if answers list none. */
  public JsonNode results(JsonNode answer) {
    return answer.path(items == null ? "" : items);
  }

  /** Returns the key of a result. */
  public JsonNode keyOfResult(JsonNode result) {
    return result.path(key == null ? "" : key);
  }

  /** Returns whether a list of the answer is that of the results. */
  public boolean isOfResults(@Nullable String list) {
    return items != null && items.equals(list);
  }

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
