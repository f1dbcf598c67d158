package dev.chatcontract.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.schema.ValueDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says the rules of a request's schema as calls that build the run-time's own. */
final class RuleViews {
  private static final int WIDTH = 100;

  private final SchemaDef schema;
  private final List<FieldView> fields;
  private final Predicate<ValueDef> isRecord;
  private final Predicate<ValueDef> isOpenEnum;
  private final Function<ValueDef, String> className;
  private final Map<String, String> splits;

  RuleViews(
      SchemaDef schema,
      List<FieldView> fields,
      Predicate<ValueDef> isRecord,
      Predicate<ValueDef> isOpenEnum,
      Function<ValueDef, String> className,
      Map<String, String> splits) {
    this.splits = splits;
    this.schema = schema;
    this.fields = fields;
    this.isRecord = isRecord;
    this.isOpenEnum = isOpenEnum;
    this.className = className;
  }

  /**
   * The calls after {@code ObjectRule.of(...)}, one or more lines each.
   *
   * @param additionalCodec of members beside the named ones, or null if they may be anything
   */
  List<String> calls(String owner, @Nullable String additionalCodec) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      member(owner, schema.properties().get(i), fields.get(i), lines);
    }
    List<String> hidden =
        fields.stream().filter(FieldView::sensitive).map(FieldView::wire).toList();
    if (!hidden.isEmpty()) {
      lines.add(".hide(" + String.join(", ", hidden) + ")");
    }
    Limits limits = schema.value().limits();
    if (limits.minProperties() != null || limits.maxProperties() != null) {
      lines.add(".properties(" + range(limits.minProperties(), limits.maxProperties()) + ")");
    }
    ValueDef additional = schema.value().values();
    if (!schema.open()) {
      lines.add(".closed()");
    } else if (additional != null && additionalCodec != null) {
      call(".additional(" + additionalCodec + ", ", entry(additional), ")", lines);
    }
    return lines;
  }

  private void member(String owner, PropertyDef property, FieldView field, List<String> lines) {
    ValueDef value = property.value();
    call(
        ".member("
            + field.wire()
            + ", "
            + owner
            + "::"
            + field.name()
            + ", "
            + property.requiredInRequest()
            + ", "
            + value.readOnly()
            + ", ",
        advised(rule(value, value.limits()), splits.get(field.wire())),
        ")",
        lines);
    AppliesWhen applies = value.appliesWhen();
    if (applies != null) {
      lines.add(
          ".appliesWhen(" + condition(applies.when()) + ", " + severity(applies.severity()) + ")");
    }
    for (LimitWhen further : value.limitsWhen()) {
      Condition when = further.when();
      List<String> rule = new ArrayList<>();
      rule.add("ValueRule.of()");
      wire(value, rule);
      limits(further.limits(), rule);
      call(
          ".limitsWhen(" + (when == null ? "null" : condition(when)) + ", ",
          rule,
          ", " + severity(further.severity()) + ")",
          lines);
    }
  }

  /** With the method that splits a list too long for one request, if there is one. */
  private static List<String> advised(List<String> rule, @Nullable String method) {
    if (method != null) {
      rule.add(".advice(" + JavaText.literal("split the request, as " + method + " does") + ")");
    }
    return rule;
  }

  private static String severity(@Nullable Severity severity) {
    return "Fault.Severity." + (severity == null ? Severity.ERROR : severity).name();
  }

  /** A call with a rule in it, broken before each part of the rule where it is too long. */
  private static void call(String start, List<String> rule, String end, List<String> lines) {
    String whole = start + String.join("", rule) + end;
    if (whole.length() <= WIDTH) {
      lines.add(whole);
      return;
    }
    lines.add(start.stripTrailing());
    for (int i = 0; i < rule.size(); i++) {
      String indent = i == 0 ? "    " : "        ";
      lines.add(indent + rule.get(i) + (i == rule.size() - 1 ? end : ""));
    }
  }

  private List<String> rule(ValueDef value, Limits limits) {
    List<String> rule = new ArrayList<>();
    rule.add("ValueRule.of()");
    wire(value, rule);
    if (value.nullable()) {
      rule.add(".nullable()");
    }
    limits(limits, rule);
    if (value.uniqueItems()) {
      rule.add(".unique()");
    }
    if (!value.enumeration().isEmpty()) {
      rule.add(".allowed(" + values(value.enumeration()) + ")");
    }
    for (RejectedValue rejected : value.rejectedValues()) {
      rule.add(
          ".rejected("
              + literal(rejected.value())
              + ", "
              + JavaText.literal(rejected.reason())
              + ")");
    }
    ValueDef inner = value.items() == null ? value.values() : value.items();
    if (isRecord.test(value)) {
      rule.add(".object(" + className.apply(value) + "::rule)");
    } else if (value.type().equals("object") && inner == null) {
      rule.add(".anyObject()");
    } else if (inner != null) {
      List<String> each = entry(inner);
      if (each.size() > 1) {
        rule.add(".each(" + String.join("", each) + ")");
      }
    }
    return rule;
  }

  /** The rule of an element or of a map's value: it has no neighbours that a limit could ask. */
  private List<String> entry(ValueDef value) {
    List<String> rule = rule(value, value.limits());
    for (LimitWhen further : value.limitsWhen()) {
      List<String> more = new ArrayList<>();
      more.add("ValueRule.of()");
      wire(value, more);
      limits(further.limits(), more);
      rule.add(".also(" + String.join("", more) + ", " + severity(further.severity()) + ")");
    }
    return rule;
  }

  private void wire(ValueDef value, List<String> rule) {
    if (isOpenEnum.test(value)) {
      rule.add(".wire(" + className.apply(value) + "::value)");
    }
  }

  private static void limits(Limits limits, List<String> rule) {
    bound("minimum", limits.minimum(), limits.exclusiveMinimum(), rule);
    bound("maximum", limits.maximum(), limits.exclusiveMaximum(), rule);
    for (BigDecimal factor : limits.multiplesOf()) {
      rule.add(".multipleOf(" + JavaText.literal(factor.toString()) + ")");
    }
    if (limits.minLength() != null || limits.maxLength() != null) {
      rule.add(".length(" + range(limits.minLength(), limits.maxLength()) + ")");
    }
    if (limits.maxBytes() != null) {
      rule.add(".maxBytes(" + limits.maxBytes() + ")");
    }
    if (limits.minItems() != null || limits.maxItems() != null) {
      rule.add(".items(" + range(limits.minItems(), limits.maxItems()) + ")");
    }
    if (limits.minProperties() != null || limits.maxProperties() != null) {
      rule.add(".properties(" + range(limits.minProperties(), limits.maxProperties()) + ")");
    }
    for (int i = 0; i < limits.patterns().size(); i++) {
      String contract = JavaText.literal(limits.patterns().get(i));
      String java = JavaText.literal(limits.javaPatterns().get(i));
      rule.add(".pattern(" + contract + ", " + java + ")");
    }
  }

  private static void bound(
      String name, @Nullable BigDecimal bound, boolean exclusive, List<String> rule) {
    if (bound != null) {
      rule.add("." + name + "(" + JavaText.literal(bound.toString()) + ", " + exclusive + ")");
    }
  }

  private static String range(@Nullable Integer min, @Nullable Integer max) {
    return (min == null ? 0 : min) + ", " + (max == null ? "Integer.MAX_VALUE" : max);
  }

  private static String condition(Condition condition) {
    boolean in = !condition.in().isEmpty();
    return "ObjectRule.Condition."
        + (in ? "in" : "notIn")
        + "("
        + JavaText.literal(condition.property())
        + ", "
        + values(in ? condition.in() : condition.notIn())
        + ")";
  }

  private static String values(List<JsonNode> values) {
    return String.join(", ", values.stream().map(RuleViews::literal).toList());
  }

  /** A scalar as the Java value that the run-time compares with. */
  private static String literal(JsonNode value) {
    if (value.isNumber()) {
      return "new BigDecimal(" + JavaText.literal(value.asText()) + ")";
    }
    return value.isBoolean() ? value.asText() : JavaText.literal(value.asText());
  }
}
