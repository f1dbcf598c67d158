package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the extensions of a value: rejected values, conditions and further limits. */
final class ValueExtensions {
  private final Fields fields;
  private final Problems problems;
  private final LimitReader limits;

  ValueExtensions(Fields fields, Problems problems, LimitReader limits) {
    this.fields = fields;
    this.problems = problems;
    this.limits = limits;
  }

  /** Returns the values that any part rejects. */
  List<RejectedValue> rejectedValues(List<Node> parts, String type) {
    List<RejectedValue> values = new ArrayList<>();
    parts.forEach(part -> values.addAll(rejectedValues(part)));
    for (RejectedValue rejected : values) {
      if (!isScalar(rejected.value(), type)) {
        problems.add(
            "wrong-type",
            rejected.at(),
            "the rejected value " + rejected.value() + " does not go with the type " + type,
            "list texts, numbers or booleans that a value of that type may be");
      }
    }
    return List.copyOf(values);
  }

  /** Reads when the object may have the member; only one part may say so. */
  @Nullable AppliesWhen appliesWhen(List<Node> parts) {
    AppliesWhen applies = null;
    for (Node part : parts) {
      AppliesWhen next = appliesWhen(part);
      if (next != null && applies != null) {
        problems.add(
            "contradiction",
            next.at(),
            "x-applies-when appears in two parts of this value",
            "say it in one place");
      }
      applies = next == null ? applies : next;
    }
    return applies;
  }

  /** Returns the further limits of all parts. */
  List<LimitWhen> limitsWhen(List<Node> parts, String type) {
    List<LimitWhen> list = new ArrayList<>();
    for (Node part : parts) {
      limits.refuseIdle(fields.objects(part, "x-limits-when"), type);
      list.addAll(limitsWhen(part));
    }
    for (LimitWhen limit : list) {
      if (limit.limits().equals(Limits.NONE)) {
        problems.add(
            "missing",
            limit.at(),
            "the entry of x-limits-when has no limit",
            "add one, or remove it");
      }
      limits.refuseEmpty(limit.limits(), limit.at());
    }
    return List.copyOf(list);
  }

  private static boolean isScalar(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "any" -> value.isTextual() || value.isNumber() || value.isBoolean();
      default -> false;
    };
  }

  private List<RejectedValue> rejectedValues(Node node) {
    List<RejectedValue> values = new ArrayList<>();
    for (Node entry : fields.objects(node, "x-rejected-values")) {
      Node value = entry.get("value");
      if (value == null) {
        fields.text(entry, "value");
        continue;
      }
      values.add(new RejectedValue(value.toJson(), fields.text(entry, "reason"), entry.at()));
    }
    return List.copyOf(values);
  }

  private @Nullable AppliesWhen appliesWhen(Node node) {
    Node when = fields.object(node, "x-applies-when");
    if (when == null) {
      return null;
    }
    return new AppliesWhen(
        condition(when), fields.optionalText(when, "reason"), severity(when), when.at());
  }

  private @Nullable Severity severity(Node node) {
    String word = fields.optionalText(node, "severity");
    if (word == null) {
      return null;
    }
    switch (word) {
      case "error" -> {
        return Severity.ERROR;
      }
      case "warning" -> {
        return Severity.WARNING;
      }
      default -> {
        problems.add(
            "unknown-value",
            node.at(),
            "severity is " + word + ", which is unknown",
            "use error or warning");
        return null;
      }
    }
  }

  private List<LimitWhen> limitsWhen(Node node) {
    List<LimitWhen> list = new ArrayList<>();
    for (Node entry : fields.objects(node, "x-limits-when")) {
      Node when = fields.object(entry, "when");
      list.add(
          new LimitWhen(
              when == null ? null : condition(when),
              limits.of(entry, "max-bytes"),
              fields.optionalText(entry, "reason"),
              severity(entry),
              entry.at()));
    }
    return List.copyOf(list);
  }

  private Condition condition(Node when) {
    List<JsonNode> in = new ArrayList<>();
    List<JsonNode> notIn = new ArrayList<>();
    fields.list(when, "in").forEach(value -> in.add(value.toJson()));
    fields.list(when, "not-in").forEach(value -> notIn.add(value.toJson()));
    if (in.isEmpty() == notIn.isEmpty()) {
      problems.add(
          "condition",
          when.at(),
          "the condition needs either in or not-in",
          "write property and one list of values");
    }
    return new Condition(fields.text(when, "property"), List.copyOf(in), List.copyOf(notIn));
  }
}
