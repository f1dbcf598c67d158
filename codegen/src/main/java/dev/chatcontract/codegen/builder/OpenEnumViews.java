package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.syntax.JavaNames;
import dev.chatcontract.codegen.view.Docs;
import dev.chatcontract.codegen.view.KnownValueView;
import dev.chatcontract.codegen.view.OpenEnumView;
import dev.chatcontract.contract.schema.IntegerWidth;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Builder of the views of open enumerations. */
final class OpenEnumViews {
  /**
   * A class file holds 65,535 constants and a 64 kB initializer, which is enough for this many
   * values.
   */
  private static final int MAX_KNOWN_VALUES = 3000;

  private final Names names;
  private final Unservable problems;

  OpenEnumViews(Names names, Unservable problems) {
    this.names = names;
    this.problems = problems;
  }

  OpenEnumView of(SchemaDef schema) {
    boolean text = schema.value().type().equals("string");
    if (schema.value().knownValues().size() > MAX_KNOWN_VALUES) {
      problems.add(
          schema.at(),
          schema.name() + " lists more than " + MAX_KNOWN_VALUES + " known values",
          "list those that callers name");
    }
    if (schema.value().width() == IntegerWidth.UNBOUNDED && !text) {
      problems.add(
          schema.at(),
          schema.name() + " may hold numbers beyond 64 bits",
          "write them as texts, or leave them out");
    }
    String className = names.of(schema);
    // A constant with the name of its class would hide the class.
    JavaNames constants = new JavaNames(Set.of("CODEC", className), "_");
    List<KnownValueView> values = new ArrayList<>();
    for (KnownValue known : schema.value().knownValues()) {
      String value = known.value().asText();
      String otherwise = text ? value : Docs.orElse(known.meaning(), value);
      values.add(
          new KnownValueView(constants.constant(Docs.orElse(known.name(), otherwise)), known));
    }
    return new OpenEnumView(
        className,
        Docs.of(schema),
        text,
        schema.value().bits(),
        schema.value().sensitive(),
        values);
  }
}
