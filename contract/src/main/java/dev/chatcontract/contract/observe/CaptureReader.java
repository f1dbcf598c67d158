package dev.chatcontract.contract.observe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads captures one exchange at a time, so that their size does not matter: HAR, or JSON values in
 * sequence or in a list.
 */
final class CaptureReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final Consumer<Exchange> each;
  private int number;

  private CaptureReader(String file, Consumer<Exchange> each) {
    this.file = file;
    this.each = each;
  }

  /**
   * Reads all exchanges.
   *
   * @throws CaptureException if the file is not a capture
   */
  static void read(String file, InputStream in, Consumer<Exchange> each) throws IOException {
    CaptureReader reader = new CaptureReader(file, each);
    try (JsonParser parser = JSON.getFactory().createParser(in)) {
      while (parser.nextToken() != null) {
        reader.value(parser);
      }
    } catch (JsonProcessingException e) {
      throw new CaptureException(
          file
              + ": line "
              + (e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr()))
              + " is not JSON; a HAR file or one JSON object per line is expected");
    }
    if (reader.number == 0) {
      throw new CaptureException(
          file + ": no exchange in it; a HAR file or one JSON object per line is expected");
    }
  }

  private void value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      elements(parser);
      return;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new CaptureException(
          file
              + ": line "
              + parser.currentLocation().getLineNr()
              + " is not an object; a HAR file or one JSON object per line is expected");
    }
    ObjectNode object = JSON.createObjectNode();
    boolean list = false;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("log") && token == JsonToken.START_OBJECT) {
        list |= log(parser) || object.isEmpty();
      } else if (isList(name) && token == JsonToken.START_ARRAY) {
        elements(parser);
        list = true;
      } else {
        object.set(name, parser.readValueAsTree());
      }
    }
    if (!list) {
      exchange(object);
    }
  }

  private static boolean isList(String name) {
    return name.equals("requests") || name.equals("entries") || name.equals("exchanges");
  }

  /** Reads the log of a HAR file; returns whether there is a list of entries in it. */
  private boolean log(JsonParser parser) throws IOException {
    boolean found = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean entries = parser.currentName().equals("entries");
      if (parser.nextToken() == JsonToken.START_ARRAY && entries) {
        elements(parser);
        found = true;
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  private void elements(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode element = parser.readValueAsTree();
      exchange(element);
    }
  }

  private void exchange(JsonNode value) {
    number++;
    each.accept(ExchangeForm.read(file, number, value));
  }
}
