package dev.chatcontract.codegen;

/** What becomes one Java file of its own: the template that lays it out and the class it makes. */
public sealed interface UnitView permits ModelView, OpenEnumView, ErrorCatalogueView {
  String className();

  /** File name in the template directory. */
  String template();

  /** Whether the file belongs to the model package and not to the client's. */
  boolean model();
}
