package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Thrown when JSON is well-formed but does not have the shape that the contract requires; names the
 * JSON pointer.
 */
public final class JsonShapeException extends JsonProcessingException {
  private static final long serialVersionUID = 1L;

  /** Names of members come from outside: they must not begin a line or fill a log. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{C}\\u2028\\u2029]");

  private static final int LONGEST_PLACE = 200;

  private final String pointer;
  private final String[] missing;

  private JsonShapeException(JsonParser parser, String problem, List<String> missing) {
    super(place(parser) + ": " + problem, parser.currentTokenLocation());
    this.pointer = pointer(parser);
    this.missing = missing.toArray(String[]::new);
  }

  /** Creates a failure at the parser's current token. */
  public static JsonShapeException at(JsonParser parser, String problem) {
    return new JsonShapeException(parser, problem, List.of());
  }

  /** Creates a failure of the object that ends at the current token and lacks required members. */
  static JsonShapeException missing(JsonParser parser, List<String> names) {
    return new JsonShapeException(
        parser, "required member missing: " + String.join(", ", names), names);
  }

  /** Returns the JSON pointer of the offending value; empty for the root. */
  public String pointer() {
    return pointer;
  }

  /** Returns required members that the object at the pointer lacks; empty for any other failure. */
  public List<String> missing() {
    return List.of(missing);
  }

  private static String place(JsonParser parser) {
    String pointer = pointer(parser);
    if (pointer.isEmpty()) {
      return "(root)";
    }
    boolean whole = pointer.length() <= LONGEST_PLACE;
    String place = whole ? pointer : pointer.substring(0, LONGEST_PLACE);
    // Half a surrogate pair at the cut is replaced as well.
    return CONTROL.matcher(place).replaceAll("?") + (whole ? "" : "...");
  }

  private static String pointer(JsonParser parser) {
    return parser.getParsingContext().pathAsPointer().toString();
  }
}
