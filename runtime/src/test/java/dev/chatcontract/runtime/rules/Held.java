package dev.chatcontract.runtime.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.json.JsonNames;
import dev.chatcontract.runtime.json.JsonReads;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record with any members, like the one that generated code has for each schema. */
record Held(Map<String, Object> known, Map<String, JsonNode> others) {
  private static final JsonNames NAMES =
      JsonNames.of(
          new SerializedString("Id"), new SerializedString("Name"), new SerializedString("Sub"));

  /** Reads a required Id, a required Name, and a Sub of the same type. */
  static final JsonCodec<Held> CODEC =
      JsonCodec.of(
          Held::read,
          (v, g) -> {
            throw new IOException("only read here");
          });

  static Held of(Object... namesAndValues) {
    Map<String, Object> known = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      known.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Held(known, Map.of());
  }

  Held and(String name, String json) {
    Map<String, JsonNode> more = new LinkedHashMap<>(others);
    more.put(name, Noted.tree(json));
    return new Held(known, more);
  }

  static ObjectRule<Held> rule() {
    return ObjectRule.of(Held::others);
  }

  @Nullable Object get(String name) {
    return known.get(name);
  }

  private static Held read(JsonParser p) throws IOException {
    JsonReads.startObject(p);
    Map<String, Object> known = new LinkedHashMap<>();
    Map<String, JsonNode> others = null;
    long seen = 0;
    for (int m = NAMES.next(p, JsonNames.END); m != JsonNames.END; m = NAMES.next(p, m)) {
      if (m == 3) {
        others = JsonReads.other(p, others);
        continue;
      }
      seen = JsonReads.once(p, seen, m);
      String name = p.currentName();
      Object value = m == 2 ? JsonReads.object(p, CODEC) : JsonReads.string(p);
      if (value == null) {
        others = JsonReads.keepNull(p, others);
      } else {
        known.put(name, value);
      }
    }
    NAMES.required(p, seen, 0b11, 0);
    return new Held(known, JsonReads.others(others));
  }
}
