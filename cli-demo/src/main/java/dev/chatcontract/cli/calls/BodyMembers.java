package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the members of a body with those of the contract. */
final class BodyMembers {
  private BodyMembers() {}

  /** Returns pointers of required members that a body lacks. */
  static List<String> missing(List<FieldSpec> fields, JsonNode body) {
    List<String> pointers = new ArrayList<>();
    missing(body, fields, "", pointers);
    return pointers;
  }

  private static void missing(
      JsonNode value, List<FieldSpec> fields, String pointer, List<String> pointers) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        missing(value.get(i), fields, pointer + "/" + i, pointers);
      }
    }
    if (!value.isObject()) {
      return;
    }
    for (FieldSpec field : fields) {
      String at = pointer + "/" + field.name();
      JsonNode member = value.get(field.name());
      if (member == null || member.isNull()) {
        if (field.required()) {
          pointers.add(at);
        }
      } else {
        FieldSpec items = field.items();
        missing(member, items == null ? field.fields() : items.fields(), at, pointers);
      }
    }
  }

  /** Returns the members that are not in the contract; they are sent anyway, with a warning. */
  static List<String> unknown(List<FieldSpec> fields, JsonNode body) {
    List<String> remarks = new ArrayList<>();
    unknown(body, fields, "", remarks);
    return remarks;
  }

  private static void unknown(
      JsonNode value, List<FieldSpec> fields, String pointer, List<String> remarks) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        unknown(value.get(i), fields, pointer + "/" + i, remarks);
      }
      return;
    }
    if (!value.isObject() || fields.isEmpty()) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      FieldSpec known = null;
      for (FieldSpec field : fields) {
        if (field.name().equals(member.getKey())) {
          known = field;
        }
      }
      String at = pointer + "/" + member.getKey();
      if (known == null) {
        List<String> names = fields.stream().map(FieldSpec::name).toList();
        remarks.add(at + " is not in the contract" + Suggestions.hint(member.getKey(), names));
      } else {
        FieldSpec items = known.items();
        unknown(member.getValue(), items == null ? known.fields() : items.fields(), at, remarks);
      }
    }
  }
}
