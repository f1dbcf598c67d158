package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.SourceDef;
import org.jspecify.annotations.Nullable;

/** Descriptions of the contract. */
public final class Docs {
  private Docs() {}

  /** Returns a description, followed by its source in brackets. */
  public static String of(SchemaDef schema) {
    String text = orElse(schema.description(), schema.name() + ".").strip();
    SourceDef source = schema.value().source();
    return source == null ? text : text + " (" + Facts.source(source) + ")";
  }

  public static String orElse(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }
}
