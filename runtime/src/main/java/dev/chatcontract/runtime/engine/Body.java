package dev.chatcontract.runtime.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatcontract.runtime.json.Json;
import java.io.IOException;
import java.util.Optional;
import okio.Buffer;

/** The bytes of an answer, as JSON; readers must not change them. */
final class Body {
  private Body() {}

  /** Creates a parser; a small answer is in one segment, which is read in place. */
  static JsonParser parser(Buffer buffer) throws IOException {
    try (Buffer.UnsafeCursor cursor = buffer.readUnsafe(new Buffer.UnsafeCursor())) {
      if (cursor.next() == buffer.size()) {
        return Json.parser(cursor.data, cursor.start, cursor.end - cursor.start);
      }
    }
    return Json.parser(new SegmentStream(buffer));
  }

  /** Returns a text or number at the top level; empty if there is none with that name. */
  static Optional<String> member(Buffer buffer, String name) {
    try (JsonParser p = parser(buffer)) {
      if (p.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String at = p.nextFieldName(); at != null; at = p.nextFieldName()) {
        JsonToken value = p.nextToken();
        if (at.equals(name)) {
          return value.isScalarValue() && value != JsonToken.VALUE_NULL
              ? Optional.of(p.getText())
              : Optional.empty();
        }
        p.skipChildren();
      }
    } catch (IOException notJson) {
      // It has no members then.
    }
    return Optional.empty();
  }
}
