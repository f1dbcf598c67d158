package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The known values of a member that a request may contain. */
final class KnownValues {
  private final List<FieldSpec> fields;
  private final Function<ObjectNode, List<Fault>> check;

  /**
   * @param fields the members of the whole request
   * @param check returns the faults of a body
   */
  KnownValues(List<FieldSpec> fields, Function<ObjectNode, List<Fault>> check) {
    this.fields = fields;
    this.check = check;
  }

  /** Returns the known values that a request may contain. */
  List<String> of(RequestMember member) {
    FieldSpec items = member.field().items();
    FieldSpec scalar = items == null ? member.field() : items;
    List<String> known = new ArrayList<>();
    for (FieldSpec.KnownValue value : scalar.knownValues()) {
      if (!refused(member, scalar, value.value())) {
        known.add(value.value());
      }
    }
    return known;
  }

  private boolean refused(RequestMember member, FieldSpec scalar, String value) {
    ObjectNode body = TerminalJson.NODES.objectNode();
    for (FieldSpec field : fields) {
      if (field.required()) {
        body.set(field.name(), anything(field));
      }
    }
    JsonNode node = FieldText.of(scalar, value, value);
    member.set(body, scalar == member.field() ? node : TerminalJson.NODES.arrayNode().add(node));
    List<Fault> faults;
    try {
      faults = check.apply(body);
    } catch (CommandFailure e) {
      return false; // another member is at fault, so nothing is known
    }
    return faults.stream()
        .anyMatch(
            fault -> fault.severity() == Fault.Severity.ERROR && member.holds(fault.pointer()));
  }

  /** Returns a value of the right type, so that the rest of a request can be checked. */
  private static JsonNode anything(FieldSpec field) {
    FieldSpec items = field.items();
    return switch (field.type()) {
      case STRING -> TerminalJson.NODES.textNode("1");
      case BOOLEAN -> TerminalJson.NODES.booleanNode(true);
      case INT32, INT64, DECIMAL -> TerminalJson.NODES.numberNode(1);
      case OBJECT, ANY -> TerminalJson.NODES.objectNode();
      case ARRAY -> {
        ArrayNode array = TerminalJson.NODES.arrayNode();
        yield items == null ? array : array.add(anything(items));
      }
    };
  }
}
