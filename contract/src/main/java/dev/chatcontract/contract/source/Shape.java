package dev.chatcontract.contract.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenAPI node is, by the path that leads to it; this decides what a {@code $ref} in it
 * means.
 */
public enum Shape {
  ROOT,
  INFO,
  CONTACT,
  LICENSE,
  EXTERNAL_DOCS,
  SERVER_LIST,
  SERVER,
  TAG_LIST,
  TAG,
  COMPONENTS,
  PATHS,
  PATH_ITEM,
  OPERATION,
  PARAMETER_LIST,
  PARAMETER,
  PARAMETER_MAP,
  REQUEST_BODY,
  REQUEST_BODY_MAP,
  CONTENT,
  MEDIA_TYPE,
  RESPONSES,
  RESPONSE,
  HEADER_MAP,
  HEADER,
  EXAMPLE_MAP,
  EXAMPLE,
  SECURITY_SCHEME_MAP,
  SECURITY_SCHEME,
  SCHEMA_MAP,
  /** A named schema. */
  SCHEMA,
  PROPERTY_MAP,
  PROPERTY_LIST,
  /** A schema in another schema, or that of a parameter or body. */
  PROPERTY,
  /** {@code x-kinds}, the one extension that refers to schemas. */
  KINDS,
  /** An extension: references in it are replaced by their targets. */
  EXTENSION,
  /** A value of the API itself, where {@code $ref} is an ordinary member. */
  DATA,
  /** Anything else; it should not contain references. */
  OTHER;

  /** The members of a path item that are operations. */
  public static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private static final Map<String, Shape> SCHEMA_KEYS =
      Map.ofEntries(
          Map.entry("properties", PROPERTY_MAP),
          Map.entry("items", PROPERTY),
          Map.entry("additionalProperties", PROPERTY),
          Map.entry("not", PROPERTY),
          Map.entry("allOf", PROPERTY_LIST),
          Map.entry("anyOf", PROPERTY_LIST),
          Map.entry("oneOf", PROPERTY_LIST),
          Map.entry("example", DATA),
          Map.entry("default", DATA),
          Map.entry("enum", DATA),
          Map.entry("externalDocs", EXTERNAL_DOCS));

  private static final Map<Shape, Map<String, Shape>> BY_KEY =
      Map.ofEntries(
          Map.entry(
              ROOT,
              Map.of(
                  "paths", PATHS,
                  "components", COMPONENTS,
                  "info", INFO,
                  "servers", SERVER_LIST,
                  "tags", TAG_LIST,
                  "externalDocs", EXTERNAL_DOCS)),
          Map.entry(INFO, Map.of("contact", CONTACT, "license", LICENSE)),
          Map.entry(TAG, Map.of("externalDocs", EXTERNAL_DOCS)),
          Map.entry(
              COMPONENTS,
              Map.of(
                  "schemas", SCHEMA_MAP,
                  "parameters", PARAMETER_MAP,
                  "requestBodies", REQUEST_BODY_MAP,
                  "responses", RESPONSES,
                  "headers", HEADER_MAP,
                  "examples", EXAMPLE_MAP,
                  "securitySchemes", SECURITY_SCHEME_MAP)),
          Map.entry(PATH_ITEM, pathItem()),
          Map.entry(
              OPERATION,
              Map.of(
                  "parameters", PARAMETER_LIST,
                  "requestBody", REQUEST_BODY,
                  "responses", RESPONSES,
                  "externalDocs", EXTERNAL_DOCS)),
          Map.entry(
              PARAMETER,
              Map.of(
                  "schema",
                  PROPERTY,
                  "content",
                  CONTENT,
                  "examples",
                  EXAMPLE_MAP,
                  "example",
                  DATA)),
          Map.entry(HEADER, Map.of("schema", PROPERTY, "examples", EXAMPLE_MAP, "example", DATA)),
          Map.entry(REQUEST_BODY, Map.of("content", CONTENT)),
          Map.entry(RESPONSE, Map.of("content", CONTENT, "headers", HEADER_MAP)),
          Map.entry(
              MEDIA_TYPE, Map.of("schema", PROPERTY, "examples", EXAMPLE_MAP, "example", DATA)),
          Map.entry(EXAMPLE, Map.of("value", DATA)),
          Map.entry(KINDS, Map.of("of", PROPERTY_MAP)),
          Map.entry(SCHEMA, SCHEMA_KEYS),
          Map.entry(PROPERTY, SCHEMA_KEYS));

  private static final Map<Shape, Shape> BY_ANY_KEY =
      Map.ofEntries(
          Map.entry(PATHS, PATH_ITEM),
          Map.entry(PARAMETER_LIST, PARAMETER),
          Map.entry(PARAMETER_MAP, PARAMETER),
          Map.entry(REQUEST_BODY_MAP, REQUEST_BODY),
          Map.entry(CONTENT, MEDIA_TYPE),
          Map.entry(RESPONSES, RESPONSE),
          Map.entry(HEADER_MAP, HEADER),
          Map.entry(EXAMPLE_MAP, EXAMPLE),
          Map.entry(SECURITY_SCHEME_MAP, SECURITY_SCHEME),
          Map.entry(SCHEMA_MAP, SCHEMA),
          Map.entry(PROPERTY_MAP, PROPERTY),
          Map.entry(PROPERTY_LIST, PROPERTY),
          Map.entry(SERVER_LIST, SERVER),
          Map.entry(TAG_LIST, TAG),
          Map.entry(EXTENSION, EXTENSION),
          Map.entry(DATA, DATA));

  private static final Map<Shape, String> SECTION =
      Map.of(
          SCHEMA, "schemas",
          PROPERTY, "schemas",
          PARAMETER, "parameters",
          REQUEST_BODY, "requestBodies",
          RESPONSE, "responses",
          HEADER, "headers",
          EXAMPLE, "examples",
          SECURITY_SCHEME, "securitySchemes");

  /** Returns the shape of the member or element with this key. */
  public Shape child(String key) {
    Shape any = BY_ANY_KEY.get(this);
    boolean namedByAuthor =
        this == SCHEMA_MAP
            || this == PROPERTY_MAP
            || this == EXAMPLE_MAP
            || this == DATA
            || this == EXTENSION;
    if (key.startsWith("x-") && !namedByAuthor) {
      boolean ofSchema = this == SCHEMA || this == PROPERTY;
      return ofSchema && key.equals("x-kinds") ? KINDS : EXTENSION;
    }
    if (any != null) {
      return any;
    }
    Map<String, Shape> byKey = BY_KEY.get(this);
    return byKey == null ? OTHER : byKey.getOrDefault(key, OTHER);
  }

  /** Returns the section of components for targets of this shape, or null if they are inlined. */
  @Nullable String section() {
    return SECTION.get(this);
  }

  /** Returns whether {@code $ref} is a reference here. */
  boolean refers() {
    return this == PATH_ITEM || this == EXTENSION || section() != null;
  }

  private static Map<String, Shape> pathItem() {
    Map<String, Shape> members = new HashMap<>(Map.of("parameters", PARAMETER_LIST));
    METHODS.forEach(method -> members.put(method, OPERATION));
    return Map.copyOf(members);
  }
}
