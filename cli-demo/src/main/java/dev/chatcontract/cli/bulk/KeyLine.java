package dev.chatcontract.cli.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.TerminalJson;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key as a line of a list. A key that would be read as something else if it were written as it
 * is, such as a comment or two lines, is written as a JSON text.
 */
record KeyLine(String key) {
  private static final String QUOTE = "\"";

  /**
   * What a list of keys does not read as a key: comments, bodies, quoted keys, the first row of a
   * table, white space at the ends, line feeds and byte order marks.
   */
  private static final Pattern OTHER =
      Pattern.compile("(?s)|[#{\"\ufeff].*|.*[,;\\p{Cntrl}\ufffd\\p{Cs}].*");

  /** Reads a line of a list. */
  static KeyLine of(String line) {
    String quoted = quoted(line);
    return new KeyLine(quoted == null ? line : quoted);
  }

  /** Returns whether the line is a key that was written as a JSON text. */
  static boolean isQuoted(String line) {
    return quoted(line) != null;
  }

  private static @Nullable String quoted(String line) {
    if (!line.startsWith(QUOTE) || !line.endsWith(QUOTE)) {
      return null;
    }
    try {
      JsonNode text = TerminalJson.parse(line, "a key");
      return text.isTextual() ? text.textValue() : null;
    } catch (CommandFailure e) {
      return null; // a key that happens to begin with a quote
    }
  }

  /** Returns the line that {@link #of} reads as this key, in any list and at any place in it. */
  String line() {
    boolean plain = !OTHER.matcher(key).matches() && key.strip().length() == key.length();
    return plain ? key : TerminalJson.compact(TerminalJson.NODES.textNode(key));
  }
}
