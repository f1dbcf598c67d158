package dev.chatcontract.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks request and response bodies against the contract and says of each fault which member,
 * which rule, which limit and which measure.
 *
 * <p>The rules are compiled once; checking allocates nothing for a valid value. Safe to share
 * between threads.
 */
public final class SchemaValidator {
  private static final BigDecimal INT32_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal INT32_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final Map<String, Rule> byName = new HashMap<>();

  /** Compiles the rules of all named schemas. */
  public SchemaValidator(Contract contract) {
    contract.schemas().forEach((name, schema) -> byName.put(name, new Rule(schema.value())));
    contract.schemas().forEach((name, schema) -> compiled(name).complete(schema));
  }

  /** Checks a value as part of a request: a member that does not apply is an error. */
  public List<Violation> validate(SchemaDef schema, JsonNode value) {
    return check(schema, value, false, false);
  }

  /** Checks a value against a definition of its own, such as a property's example. */
  public List<Violation> validate(ValueDef def, JsonNode value) {
    Rule rule = new Rule(def);
    rule.completeValue();
    Walk walk = new Walk(false);
    rule.check(walk, value, null, false);
    return walk.found == null ? List.of() : List.copyOf(walk.found);
  }

  /** Checks a request body; an operation without one refuses anything but null. */
  public List<Violation> request(OperationDef operation, JsonNode body) {
    SchemaDef schema = operation.request();
    if (schema == null) {
      return body.isNull() || body.isMissingNode()
          ? List.of()
          : List.of(
              new Violation("", "type", "", operation.name() + " takes no body", Severity.ERROR));
    }
    return check(schema, body, false, false);
  }

  /**
   * Checks a response body. Members that every success has are asked for only if the envelope tells
   * of success; a member that does not apply is a warning.
   */
  public List<Violation> response(OperationDef operation, JsonNode body) {
    return check(operation.response(), body, true, succeeded(operation.envelope(), body));
  }

  /** Whether a response tells of success: status word and code both. Without envelope, always. */
  public static boolean succeeded(@Nullable EnvelopeDef envelope, JsonNode body) {
    if (envelope == null) {
      return true;
    }
    JsonNode code = body.get(envelope.code());
    JsonNode status = body.get(envelope.status());
    return code != null
        && code.isIntegralNumber()
        && code.longValue() == envelope.successCode()
        && status != null
        && envelope.success().equals(status.textValue());
  }

  private List<Violation> check(
      SchemaDef schema, JsonNode value, boolean response, boolean success) {
    Rule rule = byName.get(schema.name());
    if (rule == null) {
      throw new IllegalArgumentException(
          "the schema " + schema.name() + " is not of the contract this validator was made for");
    }
    Walk walk = new Walk(response);
    rule.check(walk, value, null, success);
    return walk.found == null ? List.of() : List.copyOf(walk.found);
  }

  private Rule compiled(String name) {
    Rule rule = byName.get(name);
    if (rule == null) {
      throw new IllegalArgumentException("the schema " + name + " does not exist");
    }
    return rule;
  }

  /**
   * The length of the text in UTF-8; a lone surrogate counts as the one byte encoders put for it.
   */
  public static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes++;
      }
    }
    return bytes;
  }

  /** One check of one value: where it stands now and what it has found. */
  private static final class Walk {
    final boolean response;
    final List<Object> path = new ArrayList<>();
    @Nullable List<Violation> found;

    Walk(boolean response) {
      this.response = response;
    }

    void add(Severity severity, String rule, String message) {
      if (found == null) {
        found = new ArrayList<>();
      }
      StringBuilder pointer = new StringBuilder();
      String property = "";
      for (Object token : path) {
        pointer.append('/').append(Place.escape(token.toString()));
        property = token instanceof String name ? name : property;
      }
      found.add(new Violation(pointer.toString(), rule, property, message, severity));
    }

    /** What the contract says, or else error in a request and warning in a response. */
    Severity severity(@Nullable Severity stated) {
      if (stated != null) {
        return stated;
      }
      return response ? Severity.WARNING : Severity.ERROR;
    }

    void error(String rule, String message) {
      add(Severity.ERROR, rule, message);
    }

    /** How messages call the value that is looked at. */
    String subject() {
      if (path.isEmpty()) {
        return "the body";
      }
      Object last = path.get(path.size() - 1);
      if (last instanceof String name) {
        return name;
      }
      StringBuilder text = new StringBuilder();
      for (int i = path.size() - 1; i >= 0; i--) {
        if (path.get(i) instanceof String name) {
          return text.insert(0, name).toString();
        }
        text.insert(0, "[" + path.get(i) + "]");
      }
      return text.toString();
    }
  }

  /** What is checked of one value. */
  private final class Rule {
    private final ValueDef def;
    private final Measure measure;
    private final List<Conditional> conditionals = new ArrayList<>();
    private @Nullable Rule element;
    private @Nullable Rule entry;
    private @Nullable SchemaDef schema;
    private final Map<String, Rule> members = new LinkedHashMap<>();
    private final List<PropertyDef> needed = new ArrayList<>();

    Rule(ValueDef def) {
      this.def = def;
      this.measure = new Measure(def.limits(), "");
      for (LimitWhen limit : def.limitsWhen()) {
        String why = limit.reason() == null ? "" : " (" + limit.reason() + ")";
        String when = limit.when() == null ? "" : " when " + limit.when();
        conditionals.add(new Conditional(limit, new Measure(limit.limits(), when + why)));
      }
    }

    /** Second step, once every named schema has its rule: an object may contain itself. */
    void complete(SchemaDef schema) {
      completeValue();
      this.schema = schema;
      for (PropertyDef property : schema.properties()) {
        Rule rule = new Rule(property.value());
        rule.completeValue();
        members.put(property.name(), rule);
        if (property.required() || property.requiredOnSuccess()) {
          needed.add(property);
        }
      }
    }

    private void completeValue() {
      ValueDef items = def.items();
      if (items != null) {
        element = new Rule(items);
        element.completeValue();
      }
      ValueDef values = def.values();
      if (values != null) {
        entry = new Rule(values);
        entry.completeValue();
      }
    }

    void check(Walk walk, JsonNode value, @Nullable JsonNode owner, boolean success) {
      if (value.isNull() && (def.nullable() || def.type().equals("any"))) {
        return;
      }
      if (!ofType(value)) {
        walk.error(
            "type",
            walk.subject() + " is " + kind(value) + "; " + article(def.type()) + " is expected");
        return;
      }
      checkFormat(walk, value);
      if (!def.enumeration().isEmpty() && !def.enumeration().contains(value)) {
        walk.error(
            "enum",
            walk.subject() + " is " + shown(value) + "; allowed are " + list(def.enumeration()));
      }
      for (RejectedValue rejected : def.rejectedValues()) {
        if (rejected.value().equals(value)) {
          walk.error(
              "x-rejected-values",
              walk.subject() + " is " + shown(value) + ", which is refused: " + rejected.reason());
        }
      }
      measure.check(walk, value, null, Severity.ERROR);
      for (Conditional conditional : conditionals) {
        Condition when = conditional.limit().when();
        if (when == null || (owner != null && when.ask(owner) == Condition.Answer.YES)) {
          conditional
              .measure()
              .check(walk, value, "x-limits-when", walk.severity(conditional.limit().severity()));
        }
      }
      if (value.isArray()) {
        checkElements(walk, value);
      } else if (value.isObject()) {
        String ref = def.ref();
        Rule rule = schema != null || ref == null ? this : compiled(ref);
        rule.checkMembers(walk, value, success);
      }
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

    private void checkFormat(Walk walk, JsonNode value) {
      String format = def.format();
      if (format == null || !value.isIntegralNumber()) {
        return;
      }
      boolean fits =
          switch (format) {
            case "int32" -> value.canConvertToInt();
            case "int64" -> value.canConvertToLong();
            default -> true;
          };
      if (!fits) {
        walk.error(
            "format",
            walk.subject()
                + " is "
                + value.asText()
                + "; "
                + format
                + " goes from "
                + (format.equals("int32") ? INT32_MIN : Long.toString(Long.MIN_VALUE))
                + " to "
                + (format.equals("int32") ? INT32_MAX : Long.toString(Long.MAX_VALUE)));
      }
    }

    private void checkElements(Walk walk, JsonNode array) {
      if (def.uniqueItems()) {
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
          if (!seen.add(array.get(i))) {
            walk.path.add(i);
            walk.error("uniqueItems", walk.subject() + " repeats " + shown(array.get(i)));
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
        if (property.required()) {
          walk.path.add(property.name());
          walk.error("required", property.name() + " is missing; it is always required");
          walk.path.remove(walk.path.size() - 1);
        } else if (success) {
          walk.path.add(property.name());
          walk.error(
              "x-required-on-success",
              property.name() + " is missing; every successful response has it");
          walk.path.remove(walk.path.size() - 1);
        }
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        walk.path.add(field.getKey());
        Rule rule = members.get(field.getKey());
        if (rule != null) {
          rule.checkApplies(walk, object);
          rule.check(walk, field.getValue(), object, false);
        } else if (schema != null && !schema.open()) {
          walk.error(
              "additionalProperties",
              field.getKey() + " is no member of " + schema.name() + near(field));
        } else if (entry != null) {
          entry.check(walk, field.getValue(), null, false);
        } else if (schema != null && !members.isEmpty()) {
          walk.add(
              Severity.WARNING,
              "unknown-member",
              field.getKey()
                  + " is no member the contract knows of "
                  + schema.name()
                  + near(field));
        }
        walk.path.remove(walk.path.size() - 1);
      }
    }

    private String near(Map.Entry<String, JsonNode> field) {
      String near = Spelling.nearest(field.getKey(), members.keySet());
      return near == null ? "" : "; did you mean " + near + "?";
    }

    private void checkApplies(Walk walk, JsonNode owner) {
      AppliesWhen applies = def.appliesWhen();
      if (applies == null || applies.when().ask(owner) != Condition.Answer.NO) {
        return;
      }
      JsonNode actual = owner.path(applies.when().property());
      walk.add(
          walk.severity(applies.severity()),
          "x-applies-when",
          walk.subject()
              + " applies only when "
              + applies.when()
              + ", which is "
              + shown(actual)
              + (applies.reason() == null ? "" : ": " + applies.reason()));
    }
  }

  /** Limits with their pattern compiled. */
  private static final class Measure {
    private final Limits limits;
    private final @Nullable Pattern pattern;
    private final String when;
    private final boolean unlimited;

    Measure(Limits limits, String when) {
      this.limits = limits;
      String regex = limits.javaPattern();
      this.pattern = regex == null ? null : Pattern.compile(regex);
      this.when = when;
      this.unlimited = limits.equals(Limits.NONE);
    }

    /**
     * Notes each limit that is broken.
     *
     * @param rule the name to report; null means the keyword itself
     */
    void check(Walk walk, JsonNode value, @Nullable String rule, Severity severity) {
      if (unlimited) {
        return;
      }
      if (value.isTextual()) {
        checkText(walk, value.textValue(), rule, severity);
      } else if (value.isNumber()) {
        checkNumber(walk, value.decimalValue(), rule, severity);
      } else if (value.isArray()) {
        atLeast(walk, rule, severity, "minItems", limits.minItems(), value.size(), "items");
        atMost(walk, rule, severity, "maxItems", limits.maxItems(), value.size(), "items");
      }
    }

    private void checkText(Walk walk, String text, @Nullable String rule, Severity severity) {
      if (limits.minLength() != null || limits.maxLength() != null) {
        int length = text.codePointCount(0, text.length());
        atLeast(walk, rule, severity, "minLength", limits.minLength(), length, "characters");
        atMost(walk, rule, severity, "maxLength", limits.maxLength(), length, "characters");
      }
      if (limits.maxBytes() != null) {
        atMost(
            walk,
            rule,
            severity,
            "x-max-bytes",
            limits.maxBytes(),
            utf8Length(text),
            "bytes in UTF-8");
      }
      if (pattern != null && !pattern.matcher(text).find()) {
        walk.add(
            severity,
            rule == null ? "pattern" : rule,
            walk.subject()
                + " is '"
                + cut(text)
                + "', which does not match "
                + limits.pattern()
                + when);
      }
    }

    private void checkNumber(
        Walk walk, BigDecimal number, @Nullable String rule, Severity severity) {
      BigDecimal minimum = limits.minimum();
      if (minimum != null) {
        int sign = number.compareTo(minimum);
        if (sign < 0 || (sign == 0 && limits.exclusiveMinimum())) {
          walk.add(
              severity,
              rule == null ? "minimum" : rule,
              walk.subject()
                  + " is "
                  + number.toPlainString()
                  + "; "
                  + (limits.exclusiveMinimum() ? "more than " : "at least ")
                  + minimum.toPlainString()
                  + " is required"
                  + when);
        }
      }
      BigDecimal maximum = limits.maximum();
      if (maximum != null) {
        int sign = number.compareTo(maximum);
        if (sign > 0 || (sign == 0 && limits.exclusiveMaximum())) {
          walk.add(
              severity,
              rule == null ? "maximum" : rule,
              walk.subject()
                  + " is "
                  + number.toPlainString()
                  + "; "
                  + (limits.exclusiveMaximum() ? "less than " : "at most ")
                  + maximum.toPlainString()
                  + " is allowed"
                  + when);
        }
      }
    }

    private void atLeast(
        Walk walk,
        @Nullable String rule,
        Severity severity,
        String keyword,
        @Nullable Integer limit,
        int actual,
        String unit) {
      if (limit != null && actual < limit) {
        walk.add(
            severity,
            rule == null ? keyword : rule,
            walk.subject()
                + " has "
                + actual
                + " "
                + unit
                + "; at least "
                + limit
                + " are required"
                + when);
      }
    }

    private void atMost(
        Walk walk,
        @Nullable String rule,
        Severity severity,
        String keyword,
        @Nullable Integer limit,
        int actual,
        String unit) {
      if (limit != null && actual > limit) {
        walk.add(
            severity,
            rule == null ? keyword : rule,
            walk.subject()
                + " has "
                + actual
                + " "
                + unit
                + "; at most "
                + limit
                + " are allowed"
                + when);
      }
    }
  }

  private record Conditional(LimitWhen limit, Measure measure) {}

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> "null";
      case STRING -> "a string";
      case NUMBER -> value.isIntegralNumber() ? "an integer" : "a number with a fraction";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      default -> "absent";
    };
  }

  private static String article(String type) {
    return switch (type) {
      case "integer", "object", "array" -> "an " + type;
      default -> "a " + type;
    };
  }

  private static String list(List<JsonNode> values) {
    return String.join(", ", values.stream().map(SchemaValidator::shown).toList());
  }

  private static String shown(JsonNode value) {
    return cut(value.isTextual() ? value.textValue() : value.toString());
  }

  /** Keeps messages short whatever was sent: values are shown up to 60 characters. */
  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 59) + "…";
  }
}
