package dev.chatcontract.codegen;

import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes members for tools that are driven by the contract, such as a command line. */
final class SpecViews {
  private final Schemas schemas;
  private final Names names;

  SpecViews(Schemas schemas, Names names) {
    this.schemas = schemas;
    this.names = names;
  }

  /** A description for the command line: its facts in one line, then its known values. */
  List<String> spec(PropertyDef property, boolean request, boolean last) {
    ValueDef value = property.value();
    ValueDef items = value.items();
    StringBuilder facts = new StringBuilder("FieldSpec.of(" + JavaText.literal(property.name()));
    if (items == null) {
      facts.append(", FieldSpec.Type.").append(type(value)).append(')').append(nested(value));
    } else {
      facts
          .append(", FieldSpec.Type.ARRAY).items(FieldSpec.of(\"\", FieldSpec.Type.")
          .append(type(items))
          .append(')')
          .append(nested(items))
          .append(".build())");
    }
    if (property.required()) {
      facts.append(".required()");
    }
    if (property.sensitive()) {
      facts.append(".sensitive()");
    }
    List<String> lines = new ArrayList<>();
    List<String> known = new ArrayList<>();
    if (request) {
      limitFacts(value, items == null ? value : items, facts, known);
    }
    if (!property.description().isBlank()) {
      String description = property.description().strip().replaceAll("\\s+", " ");
      facts.append(".description(").append(JavaText.literal(description)).append(')');
    }
    lines.add(facts.toString());
    lines.addAll(known);
    int end = lines.size() - 1;
    lines.set(end, lines.get(end) + ".build()" + (last ? "" : ","));
    return lines;
  }

  private String type(ValueDef value) {
    return schemas.isRecord(value)
        ? "OBJECT"
        : switch (value.type()) {
          case "string" -> "STRING";
          case "integer" -> "int32".equals(value.format()) ? "INT32" : "INT64";
          case "number" -> "DECIMAL";
          case "boolean" -> "BOOLEAN";
          default -> "ANY";
        };
  }

  private String nested(ValueDef value) {
    boolean described = schemas.isRecord(value) && !schemas.holdsItself(value);
    return described ? ".fields(" + names.of(value) + ".fieldSpecs())" : "";
  }

  /** Limits and values are for those who write a request; of answers the description is enough. */
  private static void limitFacts(
      ValueDef value, ValueDef element, StringBuilder facts, List<String> known) {
    fact(facts, "minItems", value.limits().minItems());
    fact(facts, "maxItems", value.limits().maxItems());
    fact(facts, "maxBytes", element.limits().maxBytes());
    bound(facts, "minimum", element.limits().minimum());
    bound(facts, "maximum", element.limits().maximum());
    element.limits().patterns().forEach(p -> fact(facts, "pattern", JavaText.literal(p)));
    String unit = element.unit();
    fact(facts, "unit", unit == null ? null : JavaText.literal(unit));
    // One call for all of them: a chain of a thousand calls is too deep for javac.
    for (KnownValue documented : element.knownValues()) {
      known.add(
          (known.isEmpty() ? "    .knownValues(" : "        ")
              + JavaText.literal(documented.value().asText())
              + ", "
              + JavaText.literal(documented.meaning())
              + ",");
    }
    if (!known.isEmpty()) {
      int last = known.size() - 1;
      known.set(last, known.get(last).replaceFirst(",$", ")"));
    }
  }

  private static void bound(StringBuilder facts, String name, @Nullable BigDecimal bound) {
    fact(facts, name, bound == null ? null : JavaText.literal(bound.toString()));
  }

  private static void fact(StringBuilder facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.append('.').append(name).append('(').append(value).append(')');
    }
  }
}
