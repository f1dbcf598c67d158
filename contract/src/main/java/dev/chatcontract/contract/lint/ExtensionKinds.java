package dev.chatcontract.contract.lint;

import dev.chatcontract.contract.source.Shape;
import java.util.Map;

/** The names, in the schema of extensions, of the kinds of object that may have them. */
final class ExtensionKinds {
  private static final Map<Shape, String> KIND =
      Map.of(
          Shape.ROOT, "root",
          Shape.SERVER, "server",
          Shape.SECURITY_SCHEME, "security-scheme",
          Shape.PARAMETER, "parameter",
          Shape.OPERATION, "operation",
          Shape.SCHEMA, "schema",
          Shape.PROPERTY, "property",
          Shape.EXAMPLE, "example");

  private ExtensionKinds() {}

  /** Returns the last part of the definition {@code on-<kind>} in the schema of extensions. */
  static String kind(Shape shape) {
    return KIND.getOrDefault(shape, "other");
  }

  /**
   * Returns whether the author chooses the names of members, so that the prefix x- has no meaning.
   */
  static boolean namedByAuthor(Shape shape) {
    return switch (shape) {
      case PROPERTY_MAP,
          SCHEMA_MAP,
          EXAMPLE_MAP,
          PARAMETER_MAP,
          REQUEST_BODY_MAP,
          HEADER_MAP,
          SECURITY_SCHEME_MAP ->
          true;
      default -> false;
    };
  }
}
