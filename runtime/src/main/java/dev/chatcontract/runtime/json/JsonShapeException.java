package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/**
 * JSON that is well-formed but not of the shape the contract states; names the JSON pointer of the
 * place.
 */
public final class JsonShapeException extends JsonProcessingException {
  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String[] missing;

  private JsonShapeException(JsonParser parser, String problem, List<String> missing) {
    super(place(parser) + ": " + problem, parser.currentTokenLocation());
    this.pointer = pointer(parser);
    this.missing = missing.toArray(String[]::new);
  }

  /** A failure at the parser's current token. */
  public static JsonShapeException at(JsonParser parser, String problem) {
    return new JsonShapeException(parser, problem, List.of());
  }

  /** Required members that the object which ends at the parser's current token lacks. */
  static JsonShapeException missing(JsonParser parser, List<String> names) {
    return new JsonShapeException(
        parser, "required member missing: " + String.join(", ", names), names);
  }

  /** JSON pointer of the offending value; empty for the root. */
  public String pointer() {
    return pointer;
  }

  /** Required members that the object at the pointer lacks; empty when something else is wrong. */
  public List<String> missing() {
    return List.of(missing);
  }

  private static String place(JsonParser parser) {
    String pointer = pointer(parser);
    return pointer.isEmpty() ? "(root)" : pointer;
  }

  private static String pointer(JsonParser parser) {
    return parser.getParsingContext().pathAsPointer().toString();
  }
}
