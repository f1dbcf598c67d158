package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.chatcontract.contract.schema.JsonValues;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code x-extensible-enum}, {@code x-bits} and {@code x-only-values}.
 *
 * @param taken the documented values that are accepted here
 * @param bits whether each of them is one bit of a set
 * @param rejected the values that are rejected, including documented values that are not accepted
 *     here
 */
record KnownValues(List<KnownValue> taken, boolean bits, List<RejectedValue> rejected) {
  /** The sign bit of a 64-bit number is not part of a set. */
  private static final int HIGHEST_BIT = 62;

  static KnownValues of(
      List<Node> parts, String type, Fields fields, Problems problems, ValueExtensions extensions) {
    List<KnownValue> values = List.of();
    boolean bits = false;
    Node only = null;
    for (Node part : parts) {
      Node listed = part.get("x-extensible-enum");
      Node set = part.get("x-bits");
      if (listed != null && set != null) {
        problems.add(
            "contradiction",
            set.at(),
            "x-bits and x-extensible-enum both say what the numbers mean",
            "keep one of the two");
      }
      if (listed != null) {
        values = listed(part, fields, problems);
        bits = false;
      } else if (set != null) {
        values = bits(part, fields, problems);
        bits = true;
      }
      only = part.get("x-only-values") == null ? only : part;
    }
    for (KnownValue known : values) {
      boolean fits =
          switch (type) {
            case "string" -> known.value().isTextual();
            case "integer" -> known.value().isIntegralNumber();
            default -> false;
          };
      if (!fits) {
        problems.add(
            "wrong-type",
            known.at(),
            (bits ? "a bit" : "the known value " + known.value())
                + " does not go with the type "
                + type,
            bits
                ? "write type: integer"
                : "list texts for a string and whole numbers for an integer");
      }
    }
    List<RejectedValue> rejected = new ArrayList<>(extensions.rejectedValues(parts, type));
    if (only != null) {
      return narrowed(values, bits, rejected, only, fields, problems);
    }
    return new KnownValues(values, bits, List.copyOf(rejected));
  }

  /**
   * Rejects values that the schema lists and {@code x-only-values} does not; unknown values are
   * still accepted.
   */
  private static KnownValues narrowed(
      List<KnownValue> values,
      boolean bits,
      List<RejectedValue> rejected,
      Node part,
      Fields fields,
      Problems problems) {
    List<JsonNode> only = new ArrayList<>();
    for (Node value : fields.list(part, "x-only-values")) {
      only.add(value.toJson());
      if (values.stream().noneMatch(known -> JsonValues.same(known.value(), value.toJson()))) {
        problems.add(
            "unknown-value",
            value.at(),
            "x-only-values lists " + value.toJson() + ", which is not a known value",
            values.isEmpty()
                ? "refer to a schema with x-extensible-enum"
                : Spelling.advice(
                    value.toJson().asText(),
                    values.stream().map(known -> known.value().asText()).toList()));
      }
    }
    Node at = part.get("x-only-values");
    if (bits && at != null) {
      problems.add(
          "contradiction", at.at(), "x-only-values cannot narrow a set of bits", "remove it");
    }
    String reason =
        "only "
            + only.stream().map(JsonNode::asText).collect(Collectors.joining(", "))
            + " can be used here";
    List<KnownValue> taken = new ArrayList<>();
    for (KnownValue known : values) {
      if (JsonValues.contains(only, known.value())) {
        taken.add(known);
      } else if (rejected.stream().noneMatch(r -> JsonValues.same(r.value(), known.value()))) {
        rejected.add(new RejectedValue(known.value(), reason, at == null ? known.at() : at.at()));
      }
    }
    return new KnownValues(List.copyOf(taken), bits, List.copyOf(rejected));
  }

  private static List<KnownValue> listed(Node node, Fields fields, Problems problems) {
    List<KnownValue> values = new ArrayList<>();
    for (Node entry : fields.objects(node, "x-extensible-enum")) {
      Node value = entry.get("value");
      if (value == null) {
        fields.text(entry, "value");
        continue;
      }
      if (values.stream().anyMatch(known -> JsonValues.same(known.value(), value.toJson()))) {
        problems.add(
            "duplicate-value",
            value.at(),
            "the known value " + value.toJson() + " is listed twice",
            "merge the two entries");
      }
      values.add(known(value.toJson(), fields.optionalText(entry, "name"), entry, fields));
    }
    return List.copyOf(values);
  }

  private static List<KnownValue> bits(Node node, Fields fields, Problems problems) {
    List<KnownValue> values = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (Node entry : fields.objects(node, "x-bits")) {
      int bit = fields.integer(entry, "bit");
      if (bit < 0 || bit > HIGHEST_BIT || !seen.add(bit)) {
        problems.add(
            "bits",
            entry.at(),
            "bit " + bit + (seen.contains(bit) ? " is listed twice" : " does not exist"),
            "list each bit from 0 to " + HIGHEST_BIT + " once");
        continue;
      }
      values.add(known(LongNode.valueOf(1L << bit), fields.text(entry, "name"), entry, fields));
    }
    return List.copyOf(values);
  }

  private static KnownValue known(
      JsonNode value, @Nullable String name, Node entry, Fields fields) {
    return new KnownValue(value, name, fields.text(entry, "meaning"), entry.at());
  }
}
