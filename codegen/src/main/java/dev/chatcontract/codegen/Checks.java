package dev.chatcontract.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.AppliesWhen;
import dev.chatcontract.contract.Condition;
import dev.chatcontract.contract.LimitWhen;
import dev.chatcontract.contract.Limits;
import dev.chatcontract.contract.PropertyDef;
import dev.chatcontract.contract.RejectedValue;
import dev.chatcontract.contract.SchemaDef;
import dev.chatcontract.contract.Severity;
import dev.chatcontract.contract.ValueDef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns the limits of a request's schema into calls on the run-time's fault collector. */
final class Checks {
  private final SchemaDef schema;
  private final List<FieldView> fields;
  private final List<String> patterns;
  private final Predicate<ValueDef> isRecord;
  private final Predicate<ValueDef> isOpenEnum;
  private final Map<String, String> splits;
  private final List<CheckView> checks = new ArrayList<>();
  private final Set<String> texts = new TreeSet<>();

  Checks(
      SchemaDef schema,
      List<FieldView> fields,
      List<String> patterns,
      Predicate<ValueDef> isRecord,
      Predicate<ValueDef> isOpenEnum,
      Map<String, String> splits) {
    this.splits = splits;
    this.schema = schema;
    this.fields = fields;
    this.patterns = patterns;
    this.isRecord = isRecord;
    this.isOpenEnum = isOpenEnum;
  }

  /** Every check of the schema, in the order of its members. */
  List<CheckView> all() {
    for (int i = 0; i < fields.size(); i++) {
      of(schema.properties().get(i), fields.get(i));
    }
    return checks;
  }

  /** Names of the members that the checks want as text. */
  List<String> texts() {
    return List.copyOf(texts);
  }

  private void of(PropertyDef property, FieldView field) {
    ValueDef value = property.value();
    String wire = field.wire();
    if (property.required()) {
      add("", "required(" + wire + ", " + field.name() + ")");
    }
    limits("", wire, field.name(), value, value.limits());
    for (LimitWhen when : value.limitsWhen()) {
      Condition condition = when.when();
      limits(
          condition == null ? "" : condition(condition, true),
          wire,
          field.name(),
          value,
          when.limits());
    }
    for (RejectedValue rejected : value.rejectedValues()) {
      add(
          "",
          "rejected(%s, %s, %s, %s)",
          wire,
          text(field),
          JavaText.literal(rejected.value().asText()),
          JavaText.literal(rejected.reason()));
    }
    if (!value.enumeration().isEmpty()) {
      add(
          text(field) + " != null && !" + in(text(field), value.enumeration()),
          "add(%s, \"enum\", %s)",
          wire,
          JavaText.literal(
              "must be one of "
                  + String.join(
                      ", ", value.enumeration().stream().map(JsonNode::asText).toList())));
    }
    AppliesWhen applies = value.appliesWhen();
    if (applies != null) {
      add(
          "",
          "appliesWhen(%s, %s, %s, %s, Fault.Severity.%s)",
          wire,
          field.name(),
          condition(applies.when(), false),
          JavaText.literal(applies.when().toString()),
          (applies.severity() == null ? Severity.ERROR : applies.severity()).name());
    }
    nested(value, field);
  }

  private void nested(ValueDef value, FieldView field) {
    ValueDef items = value.items();
    if (isRecord.test(value)) {
      add("", "object(%s, %s, %s::check)", field.wire(), field.name(), field.type());
    } else if (items != null && isRecord.test(items)) {
      add("", "each(%s, %s, %s::check)", field.wire(), field.name(), field.element());
    } else if (items != null) {
      int before = checks.size();
      limits("", "\"\"", "v", items, items.limits());
      // A condition asks about neighbours in an object, which an element does not have.
      for (LimitWhen when : items.limitsWhen()) {
        if (when.when() == null) {
          limits("", "\"\"", "v", items, when.limits());
        }
      }
      List<CheckView> each = new ArrayList<>(checks.subList(before, checks.size()));
      checks.subList(before, checks.size()).clear();
      for (CheckView check : each) {
        add("", "each(%s, %s, (v, at) -> at.%s)", field.wire(), field.name(), check.call());
      }
    }
  }

  private void limits(String condition, String wire, String name, ValueDef value, Limits limits) {
    switch (value.type()) {
      case "string" -> {
        String text =
            isOpenEnum.test(value) ? (name.equals("v") ? "v.value()" : textOf(name)) : name;
        if (limits.maxBytes() != null) {
          add(condition, "maxBytes(%s, %s, %s)", wire, text, limits.maxBytes());
        }
        if (limits.minLength() != null) {
          add(condition, "minLength(%s, %s, %s)", wire, text, limits.minLength());
        }
        if (limits.maxLength() != null) {
          add(condition, "maxLength(%s, %s, %s)", wire, text, limits.maxLength());
        }
        for (String pattern : limits.javaPatterns()) {
          add(condition, "pattern(%s, %s, %s)", wire, text, pattern(pattern));
        }
      }
      case "array" -> {
        if (limits.minItems() != null || limits.maxItems() != null) {
          String method = splits.get(wire);
          add(
              condition,
              "items(%s, %s, %s, %s%s)",
              wire,
              name,
              Objects.requireNonNullElse(limits.minItems(), 0),
              limits.maxItems() == null ? "Integer.MAX_VALUE" : limits.maxItems(),
              method == null ? "" : ", \"split the request, as " + method + " does\"");
        }
      }
      case "integer" -> {
        if (limits.minimum() != null || limits.maximum() != null) {
          add(
              condition,
              "range(%s, %s, %s, %s)",
              wire,
              isOpenEnum.test(value)
                  ? "%s == null ? null : %s.value()".formatted(name, name)
                  : name,
              bound(limits.minimum(), limits.exclusiveMinimum(), 1, "Long.MIN_VALUE"),
              bound(limits.maximum(), limits.exclusiveMaximum(), -1, "Long.MAX_VALUE"));
        }
      }
      case "number" -> {
        if (limits.minimum() != null || limits.maximum() != null) {
          add(
              condition,
              "range(%s, %s, %s, %s)",
              wire,
              name,
              decimal(limits.minimum()),
              decimal(limits.maximum()));
        }
      }
      default -> {}
    }
  }

  private static String bound(
      @Nullable BigDecimal limit, boolean exclusive, int inward, String none) {
    if (limit == null) {
      return none;
    }
    boolean whole = limit.stripTrailingZeros().scale() <= 0;
    long inside =
        limit.setScale(0, inward > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR).longValue();
    return (exclusive && whole ? inside + inward : inside) + "L";
  }

  private static String decimal(@Nullable BigDecimal limit) {
    return limit == null ? "null" : "new BigDecimal(\"" + limit.toPlainString() + "\")";
  }

  /** The pattern's constant; equal patterns share one. */
  private String pattern(String regex) {
    String literal = JavaText.literal(regex);
    int index = patterns.indexOf(literal);
    if (index < 0) {
      patterns.add(literal);
      index = patterns.size() - 1;
    }
    return "PATTERN_" + (index + 1);
  }

  /** A Java condition; a neighbour that is absent counts as yes only if {@code strict} is off. */
  private String condition(Condition condition, boolean strict) {
    FieldView neighbour =
        fields.stream()
            .filter(f -> f.wire().equals(JavaText.literal(condition.property())))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the contract reader let a condition on "
                            + condition.property()
                            + " pass, which "
                            + schema.name()
                            + " does not have"));
    String text = text(neighbour);
    boolean positive = !condition.in().isEmpty();
    String in = in(text, positive ? condition.in() : condition.notIn());
    if (positive) {
      return strict ? in : text + " == null || " + in;
    }
    return strict ? text + " != null && !" + in : "!" + in;
  }

  private static String in(String text, List<JsonNode> values) {
    return "Faults.in("
        + text
        + ", "
        + ContractViews.literals(values.stream().map(JsonNode::asText).toList())
        + ")";
  }

  private String text(FieldView field) {
    return field.type().equals("String") ? field.name() : textOf(field.name());
  }

  private String textOf(String name) {
    texts.add(name);
    // Members never have an underscore inside, so this hides none of them.
    return name + "_text";
  }

  private void add(String condition, String call) {
    checks.add(new CheckView(condition, call));
  }

  private void add(String condition, String call, Object... arguments) {
    add(condition, String.format(java.util.Locale.ROOT, call, arguments));
  }
}
