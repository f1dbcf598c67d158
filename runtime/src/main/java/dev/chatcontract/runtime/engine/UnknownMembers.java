package dev.chatcontract.runtime.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import okio.Buffer;

/** Finds the members of an answer that the contract does not have, by name. */
final class UnknownMembers {
  /** Otherwise an answer of unknown members alone would fill the log. */
  private static final int MOST = 100;

  private final Set<String> found = new TreeSet<>();

  private UnknownMembers() {}

  static Set<String> in(Buffer body, List<FieldSpec> fields) {
    UnknownMembers unknown = new UnknownMembers();
    if (fields.isEmpty()) {
      return unknown.found;
    }
    try (JsonParser p = Body.parser(body)) {
      if (p.nextToken() == JsonToken.START_OBJECT) {
        unknown.object(p, "", fields);
      }
    } catch (IOException notJson) {
      // Nothing more can be found in it.
    }
    return unknown.found;
  }

  private void object(JsonParser p, String prefix, List<FieldSpec> fields) throws IOException {
    Map<String, FieldSpec> known = new HashMap<>();
    fields.forEach(field -> known.put(field.name(), field));
    Map<String, String> scalars = new HashMap<>();
    Map<FieldSpec, JsonNode> held = new HashMap<>();
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      JsonToken token = p.nextToken();
      FieldSpec field = known.get(name);
      if (field != null && !field.kinds().isEmpty() && token == JsonToken.START_OBJECT) {
        held.put(field, JsonCodec.NODE.read(p));
      } else if (field != null) {
        if (token.isScalarValue()) {
          scalars.put(name, p.getText());
        }
        value(p, token, prefix + name, field);
      } else {
        if (found.size() < MOST) {
          found.add(prefix + name);
        }
        p.skipChildren();
      }
    }
    // The member that names the kind may follow the object.
    for (Map.Entry<FieldSpec, JsonNode> each : held.entrySet()) {
      for (FieldSpec.Kind kind : each.getKey().kinds()) {
        if (kind.value().equals(scalars.get(kind.by()))) {
          tree(each.getValue(), prefix + each.getKey().name() + ".", kind.fields().get());
        }
      }
    }
  }

  private void tree(JsonNode object, String prefix, List<FieldSpec> fields) throws IOException {
    try (JsonParser p = object.traverse()) {
      p.nextToken();
      object(p, prefix, fields);
    }
  }

  private void value(JsonParser p, JsonToken token, String path, FieldSpec field)
      throws IOException {
    FieldSpec items = field.items();
    if (token == JsonToken.START_OBJECT && !field.fields().isEmpty()) {
      object(p, path + ".", field.fields());
    } else if (token == JsonToken.START_ARRAY && items != null) {
      for (JsonToken each = p.nextToken(); each != JsonToken.END_ARRAY; each = p.nextToken()) {
        value(p, each, path, items);
      }
    } else {
      // Free-form objects, and values of another type than the contract's.
      p.skipChildren();
    }
  }
}
