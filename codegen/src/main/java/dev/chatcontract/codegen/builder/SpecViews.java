package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.view.SpecView;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Descriptions of members for tools that the contract drives, such as a command line. */
final class SpecViews {
  private final Schemas schemas;
  private final Names names;

  SpecViews(Schemas schemas, Names names) {
    this.schemas = schemas;
    this.names = names;
  }

  /**
   * Describes a member. Limits and values are included only for requests, since nobody has to write
   * a response.
   */
  SpecView of(PropertyDef property, boolean request) {
    ValueDef value = property.value();
    ValueDef items = value.items();
    ValueDef element = items == null ? value : items;
    List<KnownValue> known = request ? element.knownValues() : List.of();
    return new SpecView(
        property.name(),
        items == null ? type(value) : "ARRAY",
        items == null ? null : element(items),
        items == null ? fieldsOf(value) : null,
        property.required(),
        property.sensitive(),
        request ? value.limits() : Limits.NONE,
        request ? element.limits() : Limits.NONE,
        request ? element.unit() : null,
        known,
        property.description().strip().replaceAll("\\s+", " "));
  }

  private SpecView element(ValueDef items) {
    return new SpecView(
        "",
        type(items),
        null,
        fieldsOf(items),
        false,
        false,
        Limits.NONE,
        Limits.NONE,
        null,
        List.of(),
        "");
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

  private @Nullable String fieldsOf(ValueDef value) {
    return schemas.isRecord(value) && !schemas.holdsItself(value) ? names.of(value) : null;
  }
}
