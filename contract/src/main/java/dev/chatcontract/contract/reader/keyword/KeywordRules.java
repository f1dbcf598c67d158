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
 * Rejects keywords that are not in OpenAPI 3.0 and that other tools would silently ignore.
 *
 * <p>Written by hand: for a misspelt keyword, the official schema reports only that neither a
 * schema nor a reference matches, without place or advice, and every start of a tool would have to
 * compile it.
 */
public final class KeywordRules {
  private static final String SCHEMA =
      "title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength "
          + "minLength pattern maxItems minItems uniqueItems maxProperties minProperties required "
          + "enum type allOf oneOf anyOf not items properties additionalProperties description "
          + "format default nullable discriminator readOnly writeOnly xml externalDocs example "
          + "deprecated";

  private static final String HEADER =
      "description required deprecated allowEmptyValue style explode allowReserved schema "
          + "example examples content";

  private static final Map<Shape, Set<String>> ALLOWED =
      Map.ofEntries(
          on(Shape.ROOT, "openapi info servers paths components security tags externalDocs"),
          on(Shape.INFO, "title description termsOfService contact license version"),
          on(Shape.CONTACT, "name url email"),
          on(Shape.LICENSE, "name url"),
          on(Shape.EXTERNAL_DOCS, "description url"),
          on(
              Shape.COMPONENTS,
              "schemas responses parameters examples requestBodies headers securitySchemes "
                  + "links callbacks"),
          on(Shape.HEADER, HEADER),
          on(Shape.SERVER, "url description variables"),
          on(Shape.TAG, "name description externalDocs"),
          on(
              Shape.PATH_ITEM,
              "summary description get put post delete options head patch trace servers "
                  + "parameters"),
          on(
              Shape.OPERATION,
              "tags summary description externalDocs operationId parameters requestBody "
                  + "responses callbacks deprecated security servers"),
          on(Shape.PARAMETER, "name in " + HEADER),
          on(Shape.REQUEST_BODY, "description content required"),
          on(Shape.RESPONSE, "description headers content links"),
          on(Shape.MEDIA_TYPE, "schema example examples encoding"),
          on(Shape.EXAMPLE, "summary description value externalValue"),
          on(
              Shape.SECURITY_SCHEME,
              "type description name in scheme bearerFormat flows openIdConnectUrl"),
          on(Shape.SCHEMA, SCHEMA),
          on(Shape.PROPERTY, SCHEMA));

  private final Problems problems;

  private static Map.Entry<Shape, Set<String>> on(Shape shape, String keywords) {
    return Map.entry(shape, Set.of(keywords.split(" ", -1)));
  }

  /** Returns the keywords of OpenAPI 3.0 by where they occur. */
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
    new NodeForms(problems).check(document);
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
