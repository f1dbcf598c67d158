package dev.chatcontract.codegen.view;

/** Anything that becomes a separate Java file: its template and its class. */
public sealed interface UnitView
    permits ModelView, CompanionView, OpenEnumView, ErrorCatalogueView, OperationView {
  /** The package of a file. */
  enum Home {
    API,
    MODEL,
    INTERNAL
  }

  String className();

  /** Returns the file name in the template directory. */
  String template();

  Home home();

  /** Returns a key that distinguishes files with the same name in two packages. */
  default String key() {
    return home() == Home.INTERNAL ? "internal." + className() : className();
  }
}
