package dev.chatcontract.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * JSON that is well-formed but not of the shape the contract states; names the JSON pointer of the
 * place.
 */
public final class JsonShapeException extends JsonProcessingException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  private JsonShapeException(String pointer, String message, JsonParser parser) {
    super(message, parser.currentTokenLocation());
    this.pointer = pointer;
  }

  /** A failure at the parser's current token. */
  public static JsonShapeException at(JsonParser parser, String problem) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return new JsonShapeException(
        pointer, (pointer.isEmpty() ? "(root)" : pointer) + ": " + problem, parser);
  }

  /** JSON pointer of the offending value; empty for the root. */
  public String pointer() {
    return pointer;
  }
}
