package dev.chatcontract.console;

import static dev.chatcontract.contract.source.Place.escape;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text under construction, with the place of each value.
 *
 * @param value the value; null if the text is not JSON
 * @param places line and column by JSON pointer; for a member, where its name begins
 * @param problem why the text is not JSON; null if it is
 * @param problemAt the place of the problem
 */
record Located(
    @Nullable JsonNode value,
    Map<String, Place> places,
    @Nullable String problem,
    Place problemAt) {

  /** A position in the text, counted from 1. */
  record Place(int line, int column) {
    static final Place START = new Place(1, 1);

    static Place of(@Nullable JsonLocation at) {
      return at == null
          ? START
          : new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
  }

  static Located parse(String text) {
    Map<String, Place> places = new HashMap<>();
    try (JsonParser parser = Api.JSON.getFactory().createParser(text)) {
      parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
      if (parser.nextToken() == null) {
        return new Located(null, places, "there is nothing here yet", Place.START);
      }
      JsonNode value = value(parser, "", Place.of(parser.currentTokenLocation()), places);
      if (parser.nextToken() != null) {
        return new Located(
            null,
            places,
            "the value has ended before this",
            Place.of(parser.currentTokenLocation()));
      }
      return new Located(value, places, null, Place.START);
    } catch (JsonProcessingException e) {
      return new Located(null, places, e.getOriginalMessage(), Place.of(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the place of a value, or, if it does not exist, of the innermost existing parent. */
  Place at(String pointer) {
    String at = pointer;
    while (!places.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    return places.getOrDefault(at, Place.START);
  }

  private static JsonNode value(
      JsonParser parser, String pointer, Place place, Map<String, Place> places)
      throws IOException {
    places.put(pointer, place);
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      ObjectNode object = Api.JSON.createObjectNode();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        Place at = Place.of(parser.currentTokenLocation());
        parser.nextToken();
        String below = pointer + "/" + escape(name);
        object.set(name, value(parser, below, at, places));
      }
      return object;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      ArrayNode array = Api.JSON.createArrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String below = pointer + "/" + array.size();
        array.add(value(parser, below, Place.of(parser.currentTokenLocation()), places));
      }
      return array;
    }
    return scalar(parser);
  }

  private static JsonNode scalar(JsonParser parser) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> nodes.numberNode(parser.getIntValue());
            case LONG -> nodes.numberNode(parser.getLongValue());
            default -> nodes.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
      default -> nodes.textNode(parser.getText());
    };
  }
}
