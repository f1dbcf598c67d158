package dev.chatcontract.codegen.reference;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of the member tables. */
final class FieldRows {
  /** The depth limit. A schema that contains itself is shown only once on each path. */
  private static final int MAX_DEPTH = 8;

  private final Contract contract;
  private final Set<String> fieldNames = new LinkedHashSet<>();

  FieldRows(Contract contract) {
    this.contract = contract;
  }

  /** Returns the number of different members shown so far. */
  int members() {
    return fieldNames.size();
  }

  /** Returns the members of a schema, each followed by the members of its object. */
  List<ReferenceView.Field> of(SchemaDef schema) {
    List<ReferenceView.Field> rows = new ArrayList<>();
    fields(schema, "", 0, new ArrayList<>(), rows);
    return rows;
  }

  private void fields(
      SchemaDef schema,
      String parent,
      int depth,
      List<String> above,
      List<ReferenceView.Field> rows) {
    if (depth > MAX_DEPTH || above.contains(schema.name())) {
      return;
    }
    above.add(schema.name());
    for (PropertyDef property : schema.properties()) {
      rows.add(field(schema, property, parent, depth));
      ValueDef value = property.value();
      ValueDef items = value.items();
      SchemaDef inner = object(items == null ? value : items);
      if (inner != null) {
        String suffix = items == null ? "." : "[].";
        fields(inner, parent + property.name() + suffix, depth + 1, above, rows);
      }
      if (value.kinds() != null) {
        for (KindsDef.Kind kind : value.kinds().kinds()) {
          SchemaDef one = contract.schema(kind.ref());
          if (one != null) {
            String of = parent + property.name() + "(" + kind.value() + ").";
            fields(one, of, depth + 1, above, rows);
          }
        }
      }
    }
    above.remove(above.size() - 1);
  }

  private @Nullable SchemaDef object(ValueDef value) {
    String ref = value.ref();
    SchemaDef schema = ref == null ? null : contract.schema(ref);
    return schema != null && schema.isObject() ? schema : null;
  }

  private ReferenceView.Field field(
      SchemaDef schema, PropertyDef property, String parent, int depth) {
    ValueDef value = property.value();
    ValueDef items = value.items();
    fieldNames.add(schema.name() + "." + property.name());
    List<String> rules = new ArrayList<>(limits(property.limits()));
    if (items != null) {
      limits(items.limits()).forEach(limit -> rules.add("each: " + limit));
    }
    if (value.unit() != null && !"bytes".equals(value.unit())) {
      rules.add("unit: " + value.unit());
    }
    for (RejectedValue rejected : value.rejectedValues()) {
      rules.add(Html.value(rejected.value()) + " is refused: " + rejected.reason());
    }
    if ((items == null ? value : items).bits()) {
      rules.add("a set of bits; unknown ones are kept");
    }
    if (value.kinds() != null) {
      rules.add("its members depend on " + value.kinds().by());
    }
    AppliesWhen applies = value.appliesWhen();
    if (applies != null) {
      rules.add(
          "only when "
              + applies.when()
              + (applies.reason() == null ? "" : ": " + applies.reason()));
    }
    for (LimitWhen limit : value.limitsWhen()) {
      rules.add(
          String.join(", ", limits(limit.limits()))
              + condition(limit)
              + (limit.reason() == null ? "" : ": " + limit.reason()));
    }
    if (value.sensitive()) {
      rules.add("kept out of logs");
    }
    ValueDef scalar = items == null ? value : items;
    return new ReferenceView.Field(
        parent + property.name(),
        parent,
        property.name(),
        depth,
        type(value),
        property.required() ? "required" : property.requiredOnSuccess() ? "on success" : "optional",
        Html.inline(property.description()),
        rules,
        scalar.knownValues().stream()
            .filter(known -> accepted(value, known))
            .map(FieldRows::known)
            .toList(),
        property.errata());
  }

  // A rule may always apply; then the condition is omitted.
  @SuppressWarnings("ConstantValue")
  private static String condition(LimitWhen limit) {
    return limit.when() == null ? "" : " when " + limit.when();
  }

  /**
   * Returns whether the value is accepted here. A rejected value is listed among the rules, with
   * the reason.
   */
  private static boolean accepted(ValueDef value, KnownValue known) {
    return value.rejectedValues().stream()
        .noneMatch(rejected -> rejected.value().equals(known.value()));
  }

  private static ReferenceView.Value known(KnownValue known) {
    return new ReferenceView.Value(Html.value(known.value()), known.meaning());
  }

  private static String type(ValueDef value) {
    ValueDef items = value.items();
    if (items != null) {
      return "array of " + type(items);
    }
    if ("object".equals(value.type())) {
      return value.ref() == null ? "object" : value.ref();
    }
    return value.format() == null ? value.type() : value.format();
  }

  private static List<String> limits(Limits limits) {
    List<String> out = new ArrayList<>();
    range(out, limits.minimum(), limits.maximum());
    if (limits.maxBytes() != null) {
      out.add("at most " + limits.maxBytes() + " UTF-8 bytes");
    }
    if (limits.maxTotalBytes() != null) {
      out.add("at most " + limits.maxTotalBytes() + " UTF-8 bytes in all texts together");
    }
    if (limits.minLength() != null) {
      out.add("at least " + limits.minLength() + " characters");
    }
    if (limits.maxLength() != null) {
      out.add("at most " + limits.maxLength() + " characters");
    }
    if (limits.minItems() != null) {
      out.add(
          "at least " + limits.minItems() + (limits.minItems() == 1 ? " element" : " elements"));
    }
    if (limits.maxItems() != null) {
      out.add("at most " + limits.maxItems() + " elements");
    }
    limits.patterns().forEach(pattern -> out.add("matches " + pattern));
    return out;
  }

  private static void range(
      List<String> out, @Nullable BigDecimal least, @Nullable BigDecimal most) {
    if (least != null && most != null) {
      out.add(least.toPlainString() + " to " + most.toPlainString());
    } else if (least != null) {
      out.add("at least " + least.toPlainString());
    } else if (most != null) {
      out.add("at most " + most.toPlainString());
    }
  }
}
