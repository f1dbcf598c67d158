package dev.chatcontract.contract.reader.keyword;

import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Shape;
import dev.chatcontract.contract.source.Spelling;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what OpenAPI 3.0 does not know: a tool that reads on would drop it without a word.
 *
 * <p>By hand, because the official schema says of one misspelt keyword only that neither a schema
 * nor a reference fits, without place or advice, and would be compiled on each start of a tool.
 */
public final class KeywordRules {
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
          Map.entry(Shape.CONTACT, Set.of("name", "url", "email")),
          Map.entry(Shape.LICENSE, Set.of("name", "url")),
          Map.entry(Shape.EXTERNAL_DOCS, Set.of("description", "url")),
          Map.entry(
              Shape.COMPONENTS,
              Set.of(
                  "schemas",
                  "responses",
                  "parameters",
                  "examples",
                  "requestBodies",
                  "headers",
                  "securitySchemes",
                  "links",
                  "callbacks")),
          Map.entry(
              Shape.HEADER,
              Set.of(
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

  private final Problems problems;

  /** What OpenAPI 3.0 knows, by where it occurs. */
  public static Map<Shape, Set<String>> known() {
    return ALLOWED;
  }

  public KeywordRules(Problems problems) {
    this.problems = problems;
  }

  public void check(ContractDocument document) {
    Node root = document.root();
    Node version = root.get("openapi");
    if (!String.valueOf(root.text("openapi")).matches("3\\.0\\.[0-9]+")) {
      problems.add(
          "openapi-version",
          version == null ? root.at() : version.at(),
          "the document says openapi: " + root.text("openapi"),
          "write openapi: 3.0.3, which every generator reads");
    }
    document.visit(this::check);
    new ExtensionPlaces(problems).check(document);
  }

  private void check(Shape shape, Node node) {
    @Nullable Set<String> allowed = ALLOWED.get(shape);
    if (allowed == null || node.get("$ref") != null) {
      return;
    }
    node.members()
        .forEach(
            (key, value) -> {
              if (!key.startsWith("x-") && !allowed.contains(key)) {
                problems.add(
                    "unknown-keyword",
                    value.at(),
                    key + " is not a keyword of OpenAPI 3.0 here and would be ignored",
                    Spelling.advice(key, allowed));
              }
            });
  }
}
