package dev.chatcontract.contract.checker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.IntegerWidth;
import dev.chatcontract.contract.schema.JsonValues;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The compiled rules of one value. */
final class ValueCheck {
  private final ValueDef def;
  private final Function<String, ValueCheck> named;
  private final List<JsonNode> allowed;
  private final Measure measure;
  private final List<Conditional> conditionals = new ArrayList<>();
  private @Nullable ValueCheck element;
  private @Nullable ValueCheck entry;
  private @Nullable SchemaDef schema;
  private final Map<String, ValueCheck> members = new LinkedHashMap<>();
  private final List<PropertyDef> needed = new ArrayList<>();

  ValueCheck(ValueDef def, Function<String, ValueCheck> named) {
    this.def = def;
    this.named = named;
    this.allowed = def.enumeration().stream().map(JsonValues::canonical).toList();
    this.measure = new Measure(def.limits(), "");
    for (LimitWhen limit : def.limitsWhen()) {
      String why = limit.reason() == null ? "" : " (" + limit.reason() + ")";
      String when = limit.when() == null ? "" : " when " + limit.when();
      conditionals.add(new Conditional(limit, new Measure(limit.limits(), when + why)));
    }
  }

  /**
   * Completes the rules once every named schema has an object for them: an object may contain
   * itself.
   */
  void complete(SchemaDef schema) {
    completeValue();
    this.schema = schema;
    for (PropertyDef property : schema.properties()) {
      ValueCheck rule = new ValueCheck(property.value(), named);
      rule.completeValue();
      members.put(property.name(), rule);
      if (property.required() || property.requiredOnSuccess()) {
        needed.add(property);
      }
    }
  }

  void completeValue() {
    ValueDef items = def.items();
    if (items != null) {
      element = new ValueCheck(items, named);
      element.completeValue();
    }
    ValueDef values = def.values();
    if (values != null) {
      entry = new ValueCheck(values, named);
      entry.completeValue();
    }
  }

  void check(Walk walk, JsonNode value, @Nullable JsonNode owner, boolean success) {
    int secret = def.sensitive() ? 1 : 0;
    walk.secrets += secret;
    checkValue(walk, value, owner, success);
    walk.secrets -= secret;
  }

  private void checkValue(Walk walk, JsonNode value, @Nullable JsonNode owner, boolean success) {
    if (value.isNull() && (def.nullable() || def.type().equals("any"))) {
      return;
    }
    if (!ofType(value)) {
      walk.error(
          CheckedRule.TYPE,
          walk.subject()
              + " is "
              + Shown.kind(value)
              + "; "
              + Shown.article(def.type())
              + " is expected");
      return;
    }
    checkWidth(walk, value);
    if (!allowed.isEmpty() && !allowed.contains(JsonValues.canonical(value))) {
      walk.error(
          CheckedRule.ENUM,
          walk.subject()
              + " is "
              + walk.shown(value)
              + "; allowed are "
              + Shown.list(def.enumeration()));
    }
    for (RejectedValue rejected : def.rejectedValues()) {
      if (JsonValues.same(rejected.value(), value)) {
        walk.error(
            CheckedRule.REJECTED_VALUES,
            walk.subject()
                + " is "
                + walk.shown(value)
                + ", which is refused: "
                + rejected.reason());
      }
    }
    measure.check(walk, value, null, Severity.ERROR);
    for (Conditional conditional : conditionals) {
      Condition when = conditional.limit().when();
      if (when == null || (owner != null && when.ask(owner) == Condition.Answer.YES)) {
        conditional
            .measure()
            .check(
                walk,
                value,
                CheckedRule.LIMITS_WHEN,
                walk.severity(conditional.limit().severity()));
      }
    }
    if (value.isArray()) {
      checkElements(walk, value);
    } else if (value.isObject()) {
      String ref = def.kinds() == null ? def.ref() : kind(def.kinds(), owner);
      ValueCheck rule = schema != null || ref == null ? this : named.apply(ref);
      if (rule != this) {
        // This rule has the limits of this place, the other rule those of the schema everywhere.
        rule.measure.check(walk, value, null, Severity.ERROR);
      }
      rule.checkMembers(walk, value, success);
    }
  }

  private static @Nullable String kind(KindsDef kinds, @Nullable JsonNode owner) {
    return owner == null ? null : kinds.ref(owner.path(kinds.by()));
  }

  private boolean ofType(JsonNode value) {
    return switch (def.type()) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private void checkWidth(Walk walk, JsonNode value) {
    if (!def.type().equals("integer") || def.width().holds(value.decimalValue())) {
      return;
    }
    boolean narrow = def.width() == IntegerWidth.INT32;
    walk.error(
        CheckedRule.FORMAT,
        walk.subject()
            + " is "
            + walk.shown(value)
            + "; "
            + (narrow ? "int32" : "int64")
            + " goes from "
            + (narrow ? Integer.MIN_VALUE : Long.MIN_VALUE)
            + " to "
            + (narrow ? Integer.MAX_VALUE : Long.MAX_VALUE));
  }

  private void checkElements(Walk walk, JsonNode array) {
    if (def.uniqueItems()) {
      Set<JsonNode> seen = new HashSet<>();
      for (int i = 0; i < array.size(); i++) {
        if (!seen.add(JsonValues.canonical(array.get(i)))) {
          walk.path.add(i);
          boolean secret = element != null && element.def.sensitive();
          String repeated = secret ? Shown.HIDDEN : walk.shown(array.get(i));
          walk.error(CheckedRule.UNIQUE_ITEMS, walk.subject() + " repeats " + repeated);
          walk.path.remove(walk.path.size() - 1);
        }
      }
    }
    if (element == null) {
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      walk.path.add(i);
      element.check(walk, array.get(i), null, false);
      walk.path.remove(walk.path.size() - 1);
    }
  }

  private void checkMembers(Walk walk, JsonNode object, boolean success) {
    for (PropertyDef property : needed) {
      if (object.has(property.name())) {
        continue;
      }
      if (walk.response ? property.requiredInResponse() : property.requiredInRequest()) {
        walk.path.add(property.name());
        walk.error(CheckedRule.REQUIRED, property.name() + " is missing; it is always required");
        walk.path.remove(walk.path.size() - 1);
      } else if (success && property.requiredOnSuccess()) {
        walk.path.add(property.name());
        walk.error(
            CheckedRule.REQUIRED_ON_SUCCESS,
            property.name() + " is missing; every successful response has it");
        walk.path.remove(walk.path.size() - 1);
      }
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      walk.path.add(field.getKey());
      ValueCheck rule = members.get(field.getKey());
      if (rule != null) {
        rule.checkDirection(walk);
        rule.checkApplies(walk, object, members);
        rule.check(walk, field.getValue(), object, false);
      } else if (schema != null && !schema.open()) {
        walk.error(
            CheckedRule.ADDITIONAL_PROPERTIES,
            field.getKey() + " is not a member of " + schema.name() + near(field));
      } else if (entry != null) {
        entry.check(walk, field.getValue(), null, false);
      } else if (schema != null && !members.isEmpty()) {
        walk.add(
            Severity.WARNING,
            CheckedRule.UNKNOWN_MEMBER,
            field.getKey()
                + " is not a member that the contract knows of "
                + schema.name()
                + near(field));
      }
      walk.path.remove(walk.path.size() - 1);
    }
  }

  private void checkDirection(Walk walk) {
    if (walk.response ? def.writeOnly() : def.readOnly()) {
      walk.error(
          walk.response ? CheckedRule.WRITE_ONLY : CheckedRule.READ_ONLY,
          walk.subject() + " is part of " + (walk.response ? "requests" : "responses") + " only");
    }
  }

  private String near(Map.Entry<String, JsonNode> field) {
    String near = Spelling.nearest(field.getKey(), members.keySet());
    return near == null ? "" : "; did you mean " + near + "?";
  }

  private void checkApplies(Walk walk, JsonNode owner, Map<String, ValueCheck> neighbours) {
    AppliesWhen applies = def.appliesWhen();
    if (applies == null || applies.when().ask(owner) != Condition.Answer.NO) {
      return;
    }
    JsonNode actual = owner.path(applies.when().property());
    ValueCheck asked = neighbours.get(applies.when().property());
    boolean secret = asked != null && asked.def.sensitive();
    walk.add(
        walk.severity(applies.severity()),
        CheckedRule.APPLIES_WHEN,
        walk.subject()
            + " applies only when "
            + applies.when()
            + ", which is "
            + (secret ? Shown.HIDDEN : walk.shown(actual))
            + (applies.reason() == null ? "" : ": " + applies.reason()));
  }

  private record Conditional(LimitWhen limit, Measure measure) {}
}
