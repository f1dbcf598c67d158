package dev.chatcontract.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A contract whose names all collide: with Java, the run-time, generated code or each other. */
final class CrowdedContract {
  /** Too long for any line. */
  static final String LONG = "Very" + "Long".repeat(35);

  static final List<String> NAMES =
      List.of(
          "List",
          "Map",
          "Set",
          "Optional",
          "Objects",
          "Operation",
          "Operations",
          "String",
          "Void",
          "Object",
          "Override",
          "Long",
          "Class",
          "Nullable",
          "Generated",
          "JsonCodec",
          "JsonReads",
          "JsonNode",
          "Json",
          "Reader",
          "SetupContext",
          "Fault",
          "FieldSpec",
          "ObjectRule",
          "BigDecimal",
          "Builder",
          "Known",
          "OpenBuilder",
          "Pager",
          "CallOptions",
          "Predicate",
          "Paging",
          "ErrorEntry",
          "ChatClient",
          "Region",
          "BooksClient",
          "ItemErrors",
          "A",
          "AJson",
          "T",
          "Q",
          "R",
          LONG);

  /**
   * Schemas that clients name as well, as requests and responses; the others are parts of these.
   */
  private static final List<String> ASKED =
      List.of(
          "List",
          "Optional",
          "Operation",
          "String",
          "Object",
          "Override",
          "Long",
          "Generated",
          "JsonNode",
          "Pager",
          "CallOptions",
          "Predicate",
          "Paging",
          "ErrorEntry",
          "T",
          LONG);

  private CrowdedContract() {}

  /** Writes it as {@code openapi.yaml} and returns the file. */
  static Path write(Path directory) throws IOException {
    StringBuilder paths = new StringBuilder();
    StringBuilder schemas = new StringBuilder();
    int code = 1;
    for (String name : ASKED) {
      paths.append(operation("use_" + name.toLowerCase(Locale.ROOT), "books", name, code++));
    }
    StringBuilder members = new StringBuilder();
    for (String name : NAMES) {
      schemas.append(record(name));
      members.append(", m" + name + ": {$ref: '#/components/schemas/" + name + "'}");
    }
    paths.append(operation("item", "books_async", "Q", code + 1));
    paths.append(operation("q", "default_books", "Q", code + 2));
    paths.append(operation("common", "chat", "R", code + 3));
    paths.append(paged(code + 4));
    paths.append(
        operation(
            "mute", "books", "Find", "Found", code + 5, "      x-batch: {field: keys, max: 5}\n"));
    paths.append(
        operation(
            "tell",
            "books",
            "Find",
            "Void",
            code + 6,
            "      x-item-errors: {code: number, info: text, success-code: [0, 1]}\n"));
    String words = "a text of so many words that a line has no room for them all, ".repeat(9);
    return Files.writeString(
        Files.createDirectories(directory).resolve("openapi.yaml"),
        """
        openapi: 3.0.3
        info: {title: Crowded, version: 1.0.0}
        servers:
          - {url: 'https://one.example', x-region: {id: ONE, name: '%1$s', source: {kind: toolkit}}}
        tags: [{name: books, description: '%1$s'}, {name: books_async}, {name: default_books}, {name: chat}]
        paths:
        %2$scomponents:
          schemas:
            Byte: {type: string, description: '%1$s', x-extensible-enum: [{value: byte, meaning: '%1$s'}, {value: %3$s, meaning: B}]}
            V: {type: integer, description: An enumeration., x-extensible-enum: [{value: 1, name: V, meaning: Its own name.}]}
            Find: {type: object, description: Asks., required: [options], properties: {from: {type: string, description: F.}, options: {type: string, description: O.}, keys: {type: array, description: K., items: {type: string}}%5$s}}
            Found: {type: object, description: Answers., properties: {next: {type: string, description: N.}, items: {type: array, description: I., items: {$ref: '#/components/schemas/String'}}}}
        %4$s"""
            .formatted(words, paths, LONG, schemas, members));
  }

  private static String operation(String name, String tag, String schema, int code) {
    return operation(name, tag, schema, schema, code, "");
  }

  private static String paged(int code) {
    return operation(
        "find",
        "books",
        "Find",
        "Found",
        code,
        """
              x-pagination: {cursor: from, next-cursor: next, first: '', items: items, stop: {when: next-absent}}
              x-batch: {field: keys, max: 5, items: items, key: text}
              x-item-errors: {items: items, code: number, info: text, key: text, success-code: 0}
        """
            .indent(0));
  }

  private static String operation(
      String name, String tag, String request, String response, int code, String more) {
    return """
          /%1$s:
            post:
              operationId: %1$s
              summary: %1$s
              tags: [%2$s]
        %6$s      x-error-codes:
                - {code: %5$d, name: %7$s, meaning: '%8$s', class: server, retry: never, action: Wait., source: {kind: toolkit}}
              requestBody:
                required: true
                content: {application/json: {schema: {$ref: '#/components/schemas/%3$s'}}}
              responses:
                '200':
                  description: The answer.
                  content: {application/json: {schema: {$ref: '#/components/schemas/%4$s'}}}
        """
        .formatted(
            name,
            tag,
            request,
            response,
            code,
            more,
            "N" + LONG.toUpperCase(Locale.ROOT),
            "long ".repeat(50));
  }

  private static String record(String name) {
    return """
            %1$s:
              type: object
              description: A record.
              required: [text]
              properties:
                text: {type: string, description: T., maxLength: 9, pattern: '%2$s'}
                number: {type: integer, description: N., minimum: 0, exclusiveMaximum: true, maximum: 9}
                decimal: {type: number, nullable: true, description: D.}
                truth: {type: boolean, description: B.}
                big: {type: integer, description: B., maximum: 18446744073709551615}
                tree: {type: object, description: T., additionalProperties: true}
                same: {type: array, description: S., items: {$ref: '#/components/schemas/%1$s'}}
                holes: {type: array, description: H., items: {type: string, nullable: true}}
                lists: {type: array, description: L., items: {type: array, items: {$ref: '#/components/schemas/List'}}}
                maps: {type: object, description: M., additionalProperties: {$ref: '#/components/schemas/Map'}}
                byte: {$ref: '#/components/schemas/Byte'}
                v: {$ref: '#/components/schemas/V'}
                a: {$ref: '#/components/schemas/A'}
                %3$s: {$ref: '#/components/schemas/%3$s'}
        """
        .formatted(name, "^" + "[a-z]".repeat(40) + "?$", LONG)
        .indent(0);
  }
}
