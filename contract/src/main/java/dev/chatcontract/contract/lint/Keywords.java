package dev.chatcontract.contract.lint;

import dev.chatcontract.contract.Shape;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members OpenAPI 3.0 gives each kind of object, and the name its extensions go by. */
final class Keywords {
  private static final Set<String> SCHEMA =
      Set.of(
          "title",
          "multipleOf",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "maxItems",
          "minItems",
          "uniqueItems",
          "maxProperties",
          "minProperties",
          "required",
          "enum",
          "type",
          "allOf",
          "oneOf",
          "anyOf",
          "not",
          "items",
          "properties",
          "additionalProperties",
          "description",
          "format",
          "default",
          "nullable",
          "discriminator",
          "readOnly",
          "writeOnly",
          "xml",
          "externalDocs",
          "example",
          "deprecated");

  private static final Map<Shape, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry(
              Shape.ROOT,
              Set.of(
                  "openapi",
                  "info",
                  "servers",
                  "paths",
                  "components",
                  "security",
                  "tags",
                  "externalDocs")),
          Map.entry(
              Shape.INFO,
              Set.of("title", "description", "termsOfService", "contact", "license", "version")),
          Map.entry(Shape.SERVER, Set.of("url", "description", "variables")),
          Map.entry(Shape.TAG, Set.of("name", "description", "externalDocs")),
          Map.entry(
              Shape.PATH_ITEM,
              Set.of(
                  "summary",
                  "description",
                  "get",
                  "put",
                  "post",
                  "delete",
                  "options",
                  "head",
                  "patch",
                  "trace",
                  "servers",
                  "parameters")),
          Map.entry(
              Shape.OPERATION,
              Set.of(
                  "tags",
                  "summary",
                  "description",
                  "externalDocs",
                  "operationId",
                  "parameters",
                  "requestBody",
                  "responses",
                  "callbacks",
                  "deprecated",
                  "security",
                  "servers")),
          Map.entry(
              Shape.PARAMETER,
              Set.of(
                  "name",
                  "in",
                  "description",
                  "required",
                  "deprecated",
                  "allowEmptyValue",
                  "style",
                  "explode",
                  "allowReserved",
                  "schema",
                  "example",
                  "examples",
                  "content")),
          Map.entry(Shape.REQUEST_BODY, Set.of("description", "content", "required")),
          Map.entry(Shape.RESPONSE, Set.of("description", "headers", "content", "links")),
          Map.entry(Shape.MEDIA_TYPE, Set.of("schema", "example", "examples", "encoding")),
          Map.entry(Shape.EXAMPLE, Set.of("summary", "description", "value", "externalValue")),
          Map.entry(
              Shape.SECURITY_SCHEME,
              Set.of(
                  "type",
                  "description",
                  "name",
                  "in",
                  "scheme",
                  "bearerFormat",
                  "flows",
                  "openIdConnectUrl")),
          Map.entry(Shape.SCHEMA, SCHEMA),
          Map.entry(Shape.PROPERTY, SCHEMA));

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

  private Keywords() {}

  /** The members allowed without x-, or null where names are the author's. */
  static @Nullable Set<String> allowed(Shape shape) {
    return ALLOWED.get(shape);
  }

  /** The last part of the definition {@code on-<kind>} in the schema of extensions. */
  static String kind(Shape shape) {
    return KIND.getOrDefault(shape, "other");
  }

  /** Whether members are named by the author, so that x- has no meaning in them. */
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
