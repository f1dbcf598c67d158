package dev.chatcontract.codegen;

import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.SourceDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Descriptions of the contract as Javadoc. */
final class Docs {
  static final int WIDTH = 116;

  private Docs() {}

  /** A description with its source in brackets behind it. */
  static List<String> of(SchemaDef schema) {
    String text = orElse(schema.description(), schema.name() + ".").strip();
    SourceDef source = schema.value().source();
    return JavaText.lines(source == null ? text : text + " (" + Facts.source(source) + ")", WIDTH);
  }

  static String orElse(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }
}
