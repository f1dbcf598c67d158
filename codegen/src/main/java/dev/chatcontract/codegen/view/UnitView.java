package dev.chatcontract.codegen.view;

/** What becomes one Java file of its own: the template that lays it out and the class it makes. */
public sealed interface UnitView
    permits ModelView, CompanionView, OpenEnumView, ErrorCatalogueView, OperationView {
  /** The package of a file. */
  enum Home {
    API,
    MODEL,
    INTERNAL
  }

  String className();

  /** File name in the template directory. */
  String template();

  Home home();

  /** Tells files of one name in two packages apart. */
  default String key() {
    return home() == Home.INTERNAL ? "internal." + className() : className();
  }
}
