package dev.chatcontract.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.contract.Library;
import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContractDiffTest {
  private static final ContractDocument LIBRARY = ContractDocument.load(Library.source());

  @TempDir Path directory = Path.of("");

  /**
   * An edit of the library's contract, the worst verdict it must get, and the rule of that verdict.
   */
  private record Pair(
      String name,
      String file,
      String from,
      String to,
      Verdict verdict,
      String rule,
      String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pair> pairs() {
    return Stream.of(
        new Pair(
            "operation removed",
            "openapi.yaml",
            "  /v1/books/add_book:\n    $ref: operations/add_book.yaml\n",
            "",
            Verdict.BREAKING,
            "operation-removed",
            "add_book was removed"),
        new Pair(
            "operation moved",
            "openapi.yaml",
            "/v1/books/add_book:",
            "/v2/books/add_book:",
            Verdict.BREAKING,
            "operation-moved",
            "moved from post /v1/books/add_book"),
        new Pair(
            "operation renamed",
            "operations/add_book.yaml",
            "operationId: add_book",
            "operationId: put_book",
            Verdict.BREAKING,
            "operation-renamed",
            "was add_book and is put_book"),
        new Pair(
            "operation tagged otherwise",
            "operations/add_book.yaml",
            "tags: [books]",
            "tags: [shelves]",
            Verdict.BREAKING,
            "tags",
            "classes are named so"),
        new Pair(
            "tag added",
            "openapi.yaml",
            "tags:\n",
            "tags:\n  - {name: shelves, description: Shelves.}\n",
            Verdict.COMPATIBLE,
            "tags",
            "the tag shelves is new"),
        new Pair(
            "method changed",
            "operations/add_book.yaml",
            "post:",
            "put:",
            Verdict.BREAKING,
            "operation-moved",
            "to put"),
        new Pair(
            "region removed",
            "openapi.yaml",
            "  - url: https://west.library.example/\n    description: West wing\n    x-region: {id: WEST, name: West wing, source: {kind: public, page: map}}\n",
            "",
            Verdict.BREAKING,
            "region",
            "the region WEST was removed"),
        new Pair(
            "region added",
            "openapi.yaml",
            "security:\n",
            "  - {url: 'https://north.example', description: North, x-region: {id: NORTH, name: North, source: {kind: public, page: map}}}\nsecurity:\n",
            Verdict.COMPATIBLE,
            "region",
            "the region NORTH is new"),
        new Pair(
            "region at another host",
            "openapi.yaml",
            "https://east.library",
            "https://orient.library",
            Verdict.BREAKING,
            "region",
            "the host of EAST was"),
        new Pair(
            "another first server",
            "openapi.yaml",
            "id: EAST, name",
            "id: ORIENT, name",
            Verdict.BREAKING,
            "region",
            "stock clients default to it"),
        new Pair(
            "region described anew",
            "openapi.yaml",
            "description: West wing",
            "description: The wing in the west",
            Verdict.INFO,
            "words",
            "the region WEST has a new description"),
        new Pair(
            "security key dropped",
            "openapi.yaml",
            "    stamp: []\n",
            "",
            Verdict.BREAKING,
            "security",
            "requests are signed differently"),
        new Pair(
            "security key renamed",
            "openapi.yaml",
            "name: stamp,",
            "name: seal,",
            Verdict.BREAKING,
            "security",
            "of the key stamp the name"),
        new Pair(
            "secret no longer hidden",
            "openapi.yaml",
            "x-sensitive: true, ",
            "",
            Verdict.BREAKING,
            "x-sensitive",
            "a secret may turn up in logs"),
        new Pair(
            "secret property no longer hidden",
            "schemas/AddBookRequest.yaml",
            "    x-sensitive: true\n",
            "",
            Verdict.BREAKING,
            "x-sensitive",
            "a secret may turn up in logs"),
        new Pair(
            "property hidden",
            "schemas/AddBookRequest.yaml",
            "    description: The title.",
            "    description: The title.\n    x-sensitive: true",
            Verdict.COMPATIBLE,
            "x-sensitive",
            "it is hidden now"),
        new Pair(
            "parameter's range narrowed",
            "parameters/salt.yaml",
            "maximum: 4294967295",
            "maximum: 65535",
            Verdict.BREAKING,
            "maximum",
            "was 4294967295 and is 65535"),
        new Pair(
            "parameter optional",
            "parameters/salt.yaml",
            "required: true",
            "required: false",
            Verdict.COMPATIBLE,
            "required",
            "required was true and is false"),
        new Pair(
            "parameter renamed",
            "parameters/salt.yaml",
            "name: salt",
            "name: pepper",
            Verdict.BREAKING,
            "parameter",
            "the query changes"),
        new Pair(
            "parameter dropped",
            "operations/add_book.yaml",
            "    - $ref: ../parameters/form.yaml\n",
            "",
            Verdict.BREAKING,
            "parameter",
            "query:form was removed"),
        new Pair(
            "parameter of one operation changed",
            "operations/add_book.yaml",
            "    - $ref: ../parameters/form.yaml\n",
            "    - {name: form, in: query, required: true, description: How the body is written., x-auth-role: format, schema: {type: string, enum: [xml]}, example: json, x-source: {kind: seed, page: P0}}\n",
            Verdict.BREAKING,
            "enum",
            "the value \"json\" was removed"),
        new Pair(
            "parameter spelt out",
            "operations/add_book.yaml",
            "    - $ref: ../parameters/form.yaml\n",
            "    - {name: form, in: query, required: true, description: How the body is written., x-auth-role: format, schema: {type: string, enum: [json]}, example: json, x-source: {kind: seed, page: P0}}\n",
            Verdict.INFO,
            "order",
            "listed differently"),
        new Pair(
            "order of parameters",
            "operations/add_book.yaml",
            "    - $ref: ../parameters/salt.yaml\n    - $ref: ../parameters/form.yaml\n",
            "    - $ref: ../parameters/form.yaml\n    - $ref: ../parameters/salt.yaml\n",
            Verdict.INFO,
            "order",
            "listed differently"),
        new Pair(
            "constant changed",
            "parameters/form.yaml",
            "enum: [json]",
            "enum: [xml]",
            Verdict.BREAKING,
            "enum",
            "the value \"json\" was removed"),
        new Pair(
            "request property added",
            "schemas/AddBookRequest.yaml",
            "  Secret:",
            "  Colour: {type: string, description: c., example: red}\n  Secret:",
            Verdict.COMPATIBLE,
            "property-added",
            "the property Colour is new"),
        new Pair(
            "request property removed",
            "schemas/AddBookRequest.yaml",
            "  Copies:\n    type: integer\n    format: int64\n    description: How many there are.\n    example: 3\n    x-limits-when:\n      - when: {property: Kind, not-in: [Series]}\n        maximum: 6000\n        reason: only a series has more\n",
            "",
            Verdict.BREAKING,
            "property-removed",
            "Copies was removed; callers cannot set it"),
        new Pair(
            "response property removed",
            "schemas/Book.yaml",
            "  Lent:\n    type: integer\n    format: int64\n    x-unit: epoch-seconds\n    description: When it was lent last.\n    example: 1700000000\n",
            "",
            Verdict.BREAKING,
            "property-removed",
            "Lent was removed; readers do not get it"),
        new Pair(
            "response property renamed",
            "schemas/Book.yaml",
            "  Title:",
            "  Heading:",
            Verdict.BREAKING,
            "property-renamed",
            "Title is called Heading now"),
        new Pair(
            "request property renamed by a letter",
            "schemas/AddBookRequest.yaml",
            "  Copies:",
            "  Copis:",
            Verdict.BREAKING,
            "property-renamed",
            "Copies is called Copis now"),
        new Pair(
            "response property added",
            "schemas/Book.yaml",
            "  Title:",
            "  Pages: {type: integer, format: int64, description: p., example: 1}\n  Title:",
            Verdict.COMPATIBLE,
            "property-added",
            "Pages is new"),
        new Pair(
            "type changed",
            "schemas/Note.yaml",
            "  Value:\n    type: string",
            "  Value:\n    type: integer",
            Verdict.BREAKING,
            "type",
            "was string and is integer"),
        new Pair(
            "width changed",
            "schemas/ListBooksResponse.yaml",
            "    format: int64\n    description: Where the next",
            "    format: int32\n    description: Where the next",
            Verdict.BREAKING,
            "format",
            "was int64 and is int32"),
        new Pair(
            "request member required",
            "schemas/AddBookRequest.yaml",
            "required: [Kind, Title]",
            "required: [Kind, Title, Number]",
            Verdict.BREAKING,
            "required",
            "Number is required now"),
        new Pair(
            "request member no longer required",
            "schemas/AddBookRequest.yaml",
            "required: [Kind, Title]",
            "required: [Kind]",
            Verdict.BREAKING,
            "required",
            "Title may be left out now; the generated of(...) no longer takes it"),
        new Pair(
            "response member no longer required",
            "schemas/AddBookResponse.yaml",
            "required: [State, Code]",
            "required: [Code]",
            Verdict.BREAKING,
            "required",
            "State may be missing now"),
        new Pair(
            "response member required",
            "schemas/AddBookResponse.yaml",
            "required: [State, Code]",
            "required: [State, Code, Words]",
            Verdict.COMPATIBLE,
            "required",
            "Words is always there now"),
        new Pair(
            "success member dropped",
            "schemas/AddBookResponse.yaml",
            "x-required-on-success: [Number]\n",
            "",
            Verdict.BREAKING,
            "x-required-on-success",
            "Number may be missing from a success"),
        new Pair(
            "success member added",
            "schemas/ListBooksResponse.yaml",
            "[Books]",
            "[Books, Next]",
            Verdict.COMPATIBLE,
            "x-required-on-success",
            "Next comes with every success"),
        new Pair(
            "bytes tightened",
            "schemas/AddBookRequest.yaml",
            "x-max-bytes: 30",
            "x-max-bytes: 20",
            Verdict.BREAKING,
            "x-max-bytes",
            "was 30 and is 20; requests that were right are refused"),
        new Pair(
            "bytes loosened",
            "schemas/AddBookRequest.yaml",
            "x-max-bytes: 30",
            "x-max-bytes: 40",
            Verdict.COMPATIBLE,
            "x-max-bytes",
            "requests may do more"),
        new Pair(
            "bytes of an answer loosened",
            "schemas/Book.yaml",
            "x-max-bytes: 30",
            "x-max-bytes: 40",
            Verdict.BREAKING,
            "x-max-bytes",
            "answers may go beyond"),
        new Pair(
            "bytes of an answer tightened",
            "schemas/Book.yaml",
            "x-max-bytes: 30",
            "x-max-bytes: 20",
            Verdict.COMPATIBLE,
            "x-max-bytes",
            "answers keep within"),
        new Pair(
            "maximum tightened",
            "schemas/ListBooksRequest.yaml",
            "maximum: 1000",
            "maximum: 100",
            Verdict.BREAKING,
            "maximum",
            "was 1000 and is 100"),
        new Pair(
            "minimum loosened",
            "schemas/ListBooksRequest.yaml",
            "minimum: 1",
            "minimum: 0",
            Verdict.COMPATIBLE,
            "minimum",
            "was 1 and is 0"),
        new Pair(
            "minimum gone",
            "schemas/ListBooksRequest.yaml",
            "    minimum: 1\n",
            "",
            Verdict.COMPATIBLE,
            "minimum",
            "minimum was removed"),
        new Pair(
            "maximum new",
            "schemas/AddBookRequest.yaml",
            "    description: How many there are.",
            "    description: How many there are.\n    maximum: 9",
            Verdict.BREAKING,
            "maximum",
            "maximum is new"),
        new Pair(
            "pattern changed",
            "schemas/Note.yaml",
            "'^[a-z_]+$'",
            "'^[a-z]+$'",
            Verdict.BREAKING,
            "pattern",
            "neither contains the other"),
        new Pair(
            "pattern gone",
            "schemas/Note.yaml",
            "    pattern: '^[a-z_]+$'\n",
            "",
            Verdict.COMPATIBLE,
            "pattern",
            "pattern was removed"),
        new Pair(
            "object closed",
            "schemas/Note.yaml",
            "additionalProperties: true",
            "additionalProperties: false",
            Verdict.BREAKING,
            "additionalProperties",
            "unknown members are refused"),
        new Pair(
            "known value added",
            "schemas/Kind.yaml",
            "  - {value: Series",
            "  - {value: Atlas, meaning: Maps.}\n  - {value: Series",
            Verdict.COMPATIBLE,
            "known-value",
            "the known value Atlas is new"),
        new Pair(
            "known value removed",
            "schemas/Kind.yaml",
            "  - {value: Map, meaning: Mostly pictures.}\n",
            "",
            Verdict.BREAKING,
            "known-value",
            "the known value Map was removed"),
        new Pair(
            "known value explained",
            "schemas/Kind.yaml",
            "Mostly pictures.",
            "Pictures.",
            Verdict.INFO,
            "words",
            "the meaning of Map"),
        new Pair(
            "value refused",
            "schemas/AddBookRequest.yaml",
            "reason: maps are kept elsewhere}",
            "reason: maps are kept elsewhere}\n      - {value: Novel, reason: enough}",
            Verdict.BREAKING,
            "x-rejected-values",
            "the value Novel is refused now"),
        new Pair(
            "fewer known values are taken",
            "schemas/AddBookRequest.yaml",
            "    x-rejected-values:\n      - {value: Map, reason: maps are kept elsewhere}\n",
            "    x-rejected-values:\n      - {value: Map, reason: maps are kept elsewhere}\n    x-only-values: [Novel, Map]\n",
            Verdict.BREAKING,
            "x-only-values",
            "requests that were right are refused"),
        new Pair(
            "bytes together",
            "schemas/AddBookRequest.yaml",
            "    description: Free notes.",
            "    description: Free notes.\n    x-max-total-bytes: 90",
            Verdict.BREAKING,
            "x-max-total-bytes",
            "requests that were right are refused"),
        new Pair(
            "bits named",
            "schemas/Book.yaml",
            "    description: 0, or why this book is missing.",
            "    description: 0, or why this book is missing.\n    x-bits: [{bit: 0, name: LOST, meaning: Nobody has it.}]",
            Verdict.COMPATIBLE,
            "known-value",
            "bit 0 has a meaning now"),
        new Pair(
            "item errors with more good codes",
            "operations/get_books.yaml",
            "success-code: 0",
            "success-code: [0, 1]",
            Verdict.BREAKING,
            "x-item-errors",
            "reads other members"),
        new Pair(
            "a budget for each key",
            "operations/get_books.yaml",
            "{calls: 200, per-seconds: 1, source",
            "{calls: 200, per-seconds: 1, per-key: {member: Fields, calls: 5, per-seconds: 1}, source",
            Verdict.BREAKING,
            "x-rate-limit",
            "x-rate-limit"),
        new Pair(
            "value no longer refused",
            "schemas/AddBookRequest.yaml",
            "    x-rejected-values:\n      - {value: Map, reason: maps are kept elsewhere}\n",
            "",
            Verdict.COMPATIBLE,
            "x-rejected-values",
            "the value Map is taken now"),
        new Pair(
            "condition new",
            "schemas/AddBookRequest.yaml",
            "    description: The donor's name.",
            "    description: The donor's name.\n    x-applies-when: {property: Kind, in: [Map]}",
            Verdict.BREAKING,
            "x-applies-when",
            "x-applies-when is new"),
        new Pair(
            "condition gone",
            "schemas/AddBookRequest.yaml",
            "    x-applies-when: {property: Kind, in: [Series], reason: only a series has volumes}\n",
            "",
            Verdict.COMPATIBLE,
            "x-applies-when",
            "x-applies-when was removed"),
        new Pair(
            "condition changed",
            "schemas/AddBookRequest.yaml",
            "in: [Series], reason: only a series has volumes",
            "in: [Map], reason: only a series has volumes",
            Verdict.BREAKING,
            "x-applies-when",
            "belongs elsewhere"),
        new Pair(
            "condition softened",
            "schemas/AddBookRequest.yaml",
            "reason: only a series has volumes",
            "reason: only a series has volumes, severity: warning",
            Verdict.COMPATIBLE,
            "x-applies-when",
            "severity is new: warning"),
        new Pair(
            "limit under a condition tightened",
            "schemas/AddBookRequest.yaml",
            "maximum: 6000",
            "maximum: 500",
            Verdict.BREAKING,
            "maximum",
            "was 6000 and is 500"),
        new Pair(
            "limit under a condition loosened",
            "schemas/AddBookRequest.yaml",
            "maximum: 6000",
            "maximum: 9000",
            Verdict.COMPATIBLE,
            "maximum",
            "was 6000 and is 9000"),
        new Pair(
            "limit under a condition replaced",
            "schemas/AddBookRequest.yaml",
            "{property: Kind, in: [Series]}\n        pattern: '^s-'",
            "{property: Kind, in: [Map]}\n        pattern: '^s-'",
            Verdict.BREAKING,
            "x-limits-when",
            "is new; requests that were right are refused"),
        new Pair(
            "limit under a condition gone",
            "schemas/AddBookRequest.yaml",
            "    x-limits-when:\n      - when: {property: Kind, not-in: [Series]}\n        maximum: 6000\n        reason: only a series has more\n",
            "",
            Verdict.COMPATIBLE,
            "x-limits-when",
            "was removed; requests may do more"),
        new Pair(
            "unit changed",
            "schemas/Book.yaml",
            "x-unit: epoch-seconds",
            "x-unit: seconds",
            Verdict.BREAKING,
            "x-unit",
            "numbers mean something else"),
        new Pair(
            "default new",
            "schemas/ListBooksRequest.yaml",
            "    example: 10",
            "    default: 5\n    example: 10",
            Verdict.BREAKING,
            "default",
            "leaving it out means something else"),
        new Pair(
            "answer may be null",
            "schemas/Book.yaml",
            "    description: The title.",
            "    description: The title.\n    nullable: true",
            Verdict.BREAKING,
            "nullable",
            "null changed its standing"),
        new Pair(
            "request may be null",
            "schemas/AddBookRequest.yaml",
            "    description: The title.",
            "    description: The title.\n    nullable: true",
            Verdict.COMPATIBLE,
            "nullable",
            "nullable is new: true"),
        new Pair(
            "another schema",
            "operations/add_book.yaml",
            "          $ref: ../schemas/AddBookRequest.yaml",
            "          $ref: ../schemas/Book.yaml",
            Verdict.BREAKING,
            "reference",
            "is a Book and was a AddBookRequest"),
        new Pair(
            "deprecated",
            "operations/add_book.yaml",
            "  tags: [books]",
            "  tags: [books]\n  deprecated: true",
            Verdict.COMPATIBLE,
            "deprecated",
            "compilers may warn"),
        new Pair(
            "rate limit tightened",
            "operations/get_books.yaml",
            "calls: 200",
            "calls: 100",
            Verdict.BREAKING,
            "x-rate-limit",
            "callers within the old limit are refused"),
        new Pair(
            "rate limit loosened",
            "operations/list_books.yaml",
            "calls: 1,",
            "calls: 5,",
            Verdict.COMPATIBLE,
            "x-rate-limit",
            "callers may do more"),
        new Pair(
            "same rate, smaller bursts",
            "operations/add_book.yaml",
            "{calls: 10, per-seconds: 2,",
            "{calls: 5, per-seconds: 1,",
            Verdict.BREAKING,
            "x-rate-limit",
            "callers within the old limit are refused"),
        new Pair(
            "higher rate, smaller bursts",
            "operations/add_book.yaml",
            "{calls: 10, per-seconds: 2,",
            "{calls: 6, per-seconds: 1,",
            Verdict.BREAKING,
            "x-rate-limit",
            "callers within the old limit are refused"),
        new Pair(
            "same rate over a time that two bursts fall into",
            "operations/add_book.yaml",
            "{calls: 10, per-seconds: 2,",
            "{calls: 15, per-seconds: 3,",
            Verdict.BREAKING,
            "x-rate-limit",
            "callers within the old limit are refused"),
        new Pair(
            "same rate over twice the time",
            "operations/add_book.yaml",
            "{calls: 10, per-seconds: 2,",
            "{calls: 20, per-seconds: 4,",
            Verdict.COMPATIBLE,
            "x-rate-limit",
            "callers may do more"),
        new Pair(
            "same bursts, sooner",
            "operations/add_book.yaml",
            "{calls: 10, per-seconds: 2,",
            "{calls: 10, per-seconds: 1,",
            Verdict.COMPATIBLE,
            "x-rate-limit",
            "callers may do more"),
        new Pair(
            "rate limit gone",
            "operations/add_book.yaml",
            "  x-rate-limit: {calls: 10, per-seconds: 2, source: {kind: seed, page: P3}}\n",
            "",
            Verdict.COMPATIBLE,
            "x-rate-limit",
            "callers may do more"),
        new Pair(
            "range of codes added",
            "openapi.yaml",
            "x-error-ranges:\n",
            "x-error-ranges:\n  - {from: 200, to: 299, meaning: stairs, source: {kind: inferred}}\n",
            Verdict.COMPATIBLE,
            "error-range",
            "the range of codes from 200 is new"),
        new Pair(
            "range of codes removed",
            "openapi.yaml",
            "  - {from: 100, to: 199, meaning: shelves and books, source: {kind: inferred}}\n",
            "",
            Verdict.BREAKING,
            "error-range",
            "the range of codes from 100 was removed"),
        new Pair(
            "range of codes of another class",
            "openapi.yaml",
            "class: auth, meaning: 'stamps",
            "class: permission, meaning: 'stamps",
            Verdict.BREAKING,
            "error-range",
            "callers branch on the class"),
        new Pair(
            "range of codes in other words",
            "openapi.yaml",
            "meaning: shelves and books",
            "meaning: books and shelves",
            Verdict.INFO,
            "words",
            "of the range of codes from 100 the meaning"),
        new Pair(
            "error code added",
            "operations/add_book.yaml",
            "  requestBody:",
            "    - {code: 122, name: SHELF_FULL, meaning: Full., class: conflict, retry: never, action: Wait., source: {kind: seed, page: P3}}\n  requestBody:",
            Verdict.COMPATIBLE,
            "error-code",
            "the code 122 is new"),
        new Pair(
            "error code added that has another class than its range",
            "operations/add_book.yaml",
            "  requestBody:",
            "    - {code: 922, name: SHELF_FULL, meaning: Full., class: conflict, retry: never, action: Wait., source: {kind: seed, page: P3}}\n  requestBody:",
            Verdict.BREAKING,
            "error-code",
            "of the code 922 the class"),
        new Pair(
            "error code added that has the class of its range",
            "operations/add_book.yaml",
            "  requestBody:",
            "    - {code: 922, name: CARD_LOST, meaning: Lost., class: auth, retry: never, action: Ask., source: {kind: seed, page: P3}}\n  requestBody:",
            Verdict.COMPATIBLE,
            "error-code",
            "the code 922 is new"),
        new Pair(
            "error code added that is repeated",
            "operations/add_book.yaml",
            "  requestBody:",
            "    - {code: 122, name: SHELF_FULL, meaning: M., class: conflict, retry: safe, action: Wait., source: {kind: seed, page: P3}}\n  requestBody:",
            Verdict.BREAKING,
            "error-code",
            "the retry was never and is safe; requests may be sent twice"),
        new Pair(
            "common code taken over with a bolder retry",
            "operations/add_book.yaml",
            "  requestBody:",
            "    - {code: 900, name: STAMP_EXPIRED, meaning: M., class: auth, retry: safe, action: Wait., source: {kind: seed, page: P3}}\n  requestBody:",
            Verdict.BREAKING,
            "error-code",
            "the retry was resign and is safe; requests may be sent twice"),
        new Pair(
            "common code taken over with another class",
            "operations/add_book.yaml",
            "  requestBody:",
            "    - {code: 901, name: TOO_FAST, meaning: M., class: server, retry: safe, action: Wait., source: {kind: seed, page: P3}}\n  requestBody:",
            Verdict.BREAKING,
            "error-code",
            "the class was throttle and is server; callers branch on it"),
        new Pair(
            "common code taken over as it was",
            "operations/add_book.yaml",
            "  requestBody:",
            "    - {code: 901, name: TOO_FAST, meaning: M., class: throttle, retry: safe, action: Wait., source: {kind: seed, page: P3}}\n  requestBody:",
            Verdict.COMPATIBLE,
            "error-code",
            "the code 901 is new"),
        new Pair(
            "error code removed",
            "operations/get_books.yaml",
            "    - code: 104\n      name: NO_SUCH_BOOK\n      meaning: There is no book of that number.\n      class: not-found\n      retry: never\n      action: Correct the number.\n      source: {kind: seed, page: P2}\n",
            "",
            Verdict.BREAKING,
            "error-code",
            "the code 104 was removed"),
        new Pair(
            "error code renamed",
            "operations/get_books.yaml",
            "NO_SUCH_BOOK",
            "BOOK_UNKNOWN",
            Verdict.BREAKING,
            "error-code",
            "a constant is named so"),
        new Pair(
            "error class changed",
            "operations/get_books.yaml",
            "class: not-found",
            "class: conflict",
            Verdict.BREAKING,
            "error-code",
            "callers branch on it"),
        new Pair(
            "retry bolder",
            "operations/get_books.yaml",
            "class: not-found\n      retry: never",
            "class: not-found\n      retry: safe",
            Verdict.BREAKING,
            "error-code",
            "requests may be sent twice"),
        new Pair(
            "retry more careful",
            "operations/list_books.yaml",
            "retry: if-idempotent",
            "retry: never",
            Verdict.COMPATIBLE,
            "error-code",
            "fewer requests are repeated"),
        new Pair(
            "retry forgotten",
            "operations/get_books.yaml",
            "class: not-found\n      retry: never\n",
            "class: not-found\n",
            Verdict.COMPATIBLE,
            "error-code",
            "the retry was removed, it was never"),
        new Pair(
            "order of ranges",
            "openapi.yaml",
            "  - {from: 100, to: 199, meaning: shelves and books, source: {kind: inferred}}\n  - {from: 900, to: 999, class: auth, meaning: 'stamps, and who may read', source: {kind: public, page: codes}}\n",
            "  - {from: 900, to: 999, class: auth, meaning: 'stamps, and who may read', source: {kind: public, page: codes}}\n  - {from: 100, to: 199, meaning: shelves and books, source: {kind: inferred}}\n",
            Verdict.INFO,
            "order",
            "the ranges of codes are in another order"),
        new Pair(
            "unknown keyword of a media type",
            "operations/add_book.yaml",
            "      application/json:\n        schema:\n          $ref: ../schemas/AddBookRequest.yaml",
            "      application/json:\n        encoding: {}\n        schema:\n          $ref: ../schemas/AddBookRequest.yaml",
            Verdict.BREAKING,
            "keyword",
            "encoding is new"),
        new Pair(
            "pause changed",
            "errors/common.yaml",
            "retry-after-seconds: 60",
            "retry-after-seconds: 30",
            Verdict.COMPATIBLE,
            "error-code",
            "the retry-after-seconds was 60 and is 30"),
        new Pair(
            "common code removed",
            "errors/common.yaml",
            "- code: 901",
            "- code: 902",
            Verdict.BREAKING,
            "error-code",
            "the code 901 was removed"),
        new Pair(
            "meaning worded anew",
            "errors/common.yaml",
            "The stamp is too old.",
            "The stamp is out of date.",
            Verdict.INFO,
            "words",
            "of the code 900 the meaning"),
        new Pair(
            "effect changed",
            "operations/get_books.yaml",
            "x-effect: {read: books, key: 'Numbers[]', absent: 104}",
            "x-effect: {read: books, key: 'Numbers[]'}",
            Verdict.COMPATIBLE,
            "x-effect",
            "a simulator answers differently"),
        new Pair(
            "collection added",
            "openapi.yaml",
            "  - {name: copies, below: books}",
            "  - {name: copies, below: books}\n  - {name: readers}",
            Verdict.COMPATIBLE,
            "x-collections",
            "a simulator remembers differently"),
        new Pair(
            "paging added",
            "operations/get_books.yaml",
            "  x-batch:",
            "  x-pagination: {cursor: Fields, next-cursor: Words, first: '', items: Books}\n  x-batch:",
            Verdict.COMPATIBLE,
            "x-pagination",
            "callers gain a way"),
        new Pair(
            "paging stops otherwise",
            "operations/list_books.yaml",
            "next-equals, value: 0",
            "next-equals, value: -1",
            Verdict.BREAKING,
            "x-pagination",
            "reads other members"),
        new Pair(
            "paging removed",
            "operations/list_books.yaml",
            "  x-pagination:\n    cursor: After\n    next-cursor: Next\n    first: 0\n    items: Books\n    page-size: Limit\n    total: Total\n    stop: {when: next-equals, value: 0}\n",
            "",
            Verdict.BREAKING,
            "x-pagination",
            "x-pagination was removed"),
        new Pair(
            "batch smaller",
            "operations/get_books.yaml",
            "max: 50",
            "max: 40",
            Verdict.BREAKING,
            "x-batch",
            "lists are split differently"),
        new Pair(
            "batch larger",
            "operations/get_books.yaml",
            "max: 50",
            "max: 60",
            Verdict.COMPATIBLE,
            "x-batch",
            "batches may be larger"),
        new Pair(
            "batch without its results",
            "operations/get_books.yaml",
            ", items: Books, key: Number}\n  x-item-errors: {items: Books, code: Code, info: Words, key: Number, success-code: 0}",
            "}",
            Verdict.BREAKING,
            "x-batch",
            "lists are split differently"),
        new Pair(
            "list limit tightened",
            "schemas/GetBooksRequest.yaml",
            "maxItems: 50",
            "maxItems: 40",
            Verdict.BREAKING,
            "maxItems",
            "was 50 and is 40"),
        new Pair(
            "item errors elsewhere",
            "operations/get_books.yaml",
            "key: Number, success-code: 0",
            "key: Title, success-code: 0",
            Verdict.BREAKING,
            "x-item-errors",
            "reads other members"),
        new Pair(
            "repeated more often",
            "operations/add_book.yaml",
            "{present: [Number], already-done: 121}",
            "{always: true}",
            Verdict.BREAKING,
            "x-idempotent-when",
            "some requests are now repeated that were not before"),
        new Pair(
            "repeated less often",
            "operations/list_books.yaml",
            "  x-idempotent-when: {always: true}\n",
            "",
            Verdict.COMPATIBLE,
            "x-idempotent-when",
            "fewer requests are repeated"),
        new Pair(
            "never repeated",
            "operations/add_book.yaml",
            "{present: [Number], already-done: 121}",
            "{never: true}",
            Verdict.COMPATIBLE,
            "x-idempotent-when",
            "fewer requests are repeated"),
        new Pair(
            "repetition judged otherwise",
            "operations/add_book.yaml",
            "already-done: 121",
            "already-done: 900",
            Verdict.BREAKING,
            "x-idempotent-when",
            "a repetition is judged differently"),
        new Pair(
            "type no longer supported",
            "operations/add_book.yaml",
            "type: Novel, supported: true",
            "type: Novel, supported: false",
            Verdict.BREAKING,
            "x-group-types",
            "Novel is not supported any more"),
        new Pair(
            "type supported",
            "operations/add_book.yaml",
            "type: Map, supported: false",
            "type: Map, supported: true",
            Verdict.COMPATIBLE,
            "x-group-types",
            "Map is supported now"),
        new Pair(
            "envelope changed",
            "openapi.yaml",
            "success: fine",
            "success: good",
            Verdict.BREAKING,
            "x-envelope",
            "success is recognized differently"),
        new Pair(
            "documented regions",
            "operations/add_book.yaml",
            "[EAST]",
            "[EAST, WEST]",
            Verdict.INFO,
            "x-documented-regions",
            "x-documented-regions was"),
        new Pair(
            "sample added",
            "operations/add_book.yaml",
            "          AB-REQ-2:\n",
            "          again:\n            $ref: ../samples/add_book/novel.request.yaml\n          AB-REQ-2:\n",
            Verdict.COMPATIBLE,
            "sample",
            "the sample again is new"),
        new Pair(
            "sample removed",
            "operations/list_books.yaml",
            "            LB-FAIL-100:\n              $ref: ../samples/list_books/fallen.response.yaml\n",
            "",
            Verdict.COMPATIBLE,
            "sample",
            "the sample LB-FAIL-100 was removed"),
        new Pair(
            "sample changed",
            "samples/list_books/first-page.request.yaml",
            "Limit: 10",
            "Limit: 20",
            Verdict.COMPATIBLE,
            "sample",
            "has another value"),
        new Pair(
            "sample described anew",
            "samples/list_books/first-page.request.yaml",
            "The first ten books",
            "Ten books",
            Verdict.INFO,
            "words",
            "has a new description"),
        new Pair(
            "description",
            "schemas/Book.yaml",
            "The title.",
            "What it is called.",
            Verdict.INFO,
            "words",
            "description was The title."),
        new Pair(
            "source",
            "operations/get_books.yaml",
            "x-source: {kind: seed, page: P2}",
            "x-source: {kind: seed, page: P1}",
            Verdict.INFO,
            "words",
            "x-source was"),
        new Pair(
            "version",
            "openapi.yaml",
            "version: 1.4.0",
            "version: 1.5.0",
            Verdict.INFO,
            "version",
            "version was 1.4.0 and is 1.5.0"),
        new Pair(
            "unknown extension",
            "operations/add_book.yaml",
            "  tags: [books]",
            "  tags: [books]\n  x-new: 1",
            Verdict.COMPATIBLE,
            "extension",
            "x-new is new: 1"),
        new Pair(
            "media type dropped",
            "operations/add_book.yaml",
            "      application/json:\n        schema:\n          $ref: ../schemas/AddBookRequest.yaml",
            "      application/xml:\n        schema:\n          $ref: ../schemas/AddBookRequest.yaml",
            Verdict.BREAKING,
            "media-type",
            "application/json was removed"),
        new Pair(
            "order of properties",
            "schemas/Note.yaml",
            "  Key:\n    type: string\n    description: What the note is about.\n    pattern: '^[a-z_]+$'\n    example: colour\n  Value:\n    type: string\n    description: The note.\n    x-max-bytes: 512\n    example: red\n",
            "  Value:\n    type: string\n    description: The note.\n    x-max-bytes: 512\n    example: red\n  Key:\n    type: string\n    description: What the note is about.\n    pattern: '^[a-z_]+$'\n    example: colour\n",
            Verdict.BREAKING,
            "order",
            "constructors take them in that order"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void givesEachPairItsVerdict(Pair pair) {
    Path root = Library.copyTo(directory);
    Library.edit(directory, pair.file(), pair.from(), pair.to());
    ContractDocument after = ContractDocument.load(root);

    List<Change> changes = ContractDiff.compare(LIBRARY, after);

    assertThat(changes).first().extracting(Change::verdict).isEqualTo(pair.verdict());
    assertThat(changes)
        .anySatisfy(
            change -> {
              assertThat(change.rule()).isEqualTo(pair.rule());
              assertThat(change.verdict()).isEqualTo(pair.verdict());
              assertThat(change.reason()).contains(pair.reason());
              assertThat(change.place().line()).isPositive();
              assertThat(change.affects().isEmpty()).isEqualTo(pair.verdict() == Verdict.INFO);
            });
    assertThat(OpenApiDiffOpinion.unexplained(LIBRARY, after, changes))
        .as("openapi-diff finds nothing breaking that our rules do not")
        .isEmpty();
  }

  /** The fix belongs in the new version; the old one may be a bundle from long ago. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          operations/get_books.yaml | "    - code: 104" | "    - code: 105" | the code 104 was removed | "  x-error-codes:"
          openapi.yaml              | "  - {from: 100," | "  - {from: 101," | codes from 100 was removed | "x-error-ranges:"
          openapi.yaml              | "id: WEST,"       | "id: NORTH,"      | region WEST was removed    | "servers:"
          schemas/Kind.yaml         | "{value: Map,"    | "{value: Atlas,"  | known value Map was removed | "x-extensible-enum:"
          schemas/Book.yaml         | "  Lent:;    type: integer" | "  Since:;    type: string" | property Lent was removed | "properties:"
          operations/add_book.yaml  | "    - $ref: ../parameters/form.yaml" | "" | query:form was removed | "  parameters:"
          """)
  void aRemovalIsReportedAtItsPlaceInTheNewVersion(
      String file, String from, @Nullable String to, String reason, String line) {
    Path root = Library.copyTo(directory);
    Library.edit(directory, file, from.replace(";", "\n"), to == null ? "" : to.replace(";", "\n"));
    assertThat(ContractDiff.compare(LIBRARY, ContractDocument.load(root)))
        .filteredOn(change -> change.reason().contains(reason))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.place().file()).isEqualTo(file);
              assertThat(change.place().line()).isEqualTo(Library.line(directory, file, line));
            });
  }

  @Test
  void amongEqualVerdictsOperationsComeBeforeTheirParts() {
    Path root = Library.copyTo(directory);
    Library.edit(directory, "operations/add_book.yaml", "post:", "put:");
    Library.edit(directory, "schemas/Book.yaml", "  Title:", "  Heading:");
    Library.edit(directory, "schemas/Note.yaml", "type: object", "type: object\ntitle: A note");
    Library.edit(directory, "operations/list_books.yaml", "summary:", "x-new: 1\n  summary:");
    List<Change> changes = ContractDiff.compare(LIBRARY, ContractDocument.load(root));
    assertThat(changes)
        .extracting(Change::rule)
        .containsExactly("operation-moved", "property-renamed", "extension", "words");
  }

  /** Bundles from before known values were plain lists have an entry for each value. */
  @Test
  void findsNoDifferenceBetweenTheFormsOfKnownValues() {
    String entries = LIBRARY.root().toJson().toString();
    String plain = ContractBundle.of(LIBRARY).json();
    assertThat(entries).doesNotContain("x-enum-descriptions");
    assertThat(plain).contains("x-enum-descriptions");
    ContractDocument before = ContractDocument.parse(entries, "before.json");
    ContractDocument after = ContractDocument.parse(plain, "after.json");
    assertThat(ContractDiff.compare(before, after)).isEmpty();
    assertThat(ContractDiff.compare(after, before)).isEmpty();
  }

  @Test
  void findsNoDifferenceBetweenSourceAndCopy() {
    ContractDocument copy = ContractDocument.load(Library.copyTo(directory));
    assertThat(ContractDiff.compare(LIBRARY, copy)).isEmpty();
    assertThat(OpenApiDiffOpinion.unexplained(LIBRARY, copy, List.of())).isEmpty();
  }

  /** Changes each scalar of the document, and removes each member and element, one at a time. */
  @Test
  void everyDifferenceIsReported() {
    List<String> pointers = new ArrayList<>();
    collect(LIBRARY.root(), "", pointers);
    assertThat(pointers).hasSizeGreaterThan(400);
    List<String> silent = new ArrayList<>();
    for (String pointer : pointers) {
      List<String> path = List.of(pointer.substring(1).split("/"));
      for (boolean drop : List.of(false, true)) {
        Node root = Objects.requireNonNull(mutated(LIBRARY.root(), path, drop));
        ContractDocument mutated = new ContractDocument(root, LIBRARY.files());
        if (ContractDiff.compare(LIBRARY, mutated).isEmpty()) {
          silent.add((drop ? "without " : "another ") + pointer);
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  /** Collects pointers to values that may be changed without breaking a reference. */
  private static void collect(Node node, String pointer, List<String> pointers) {
    if (node.isScalar() && !pointer.endsWith("/$ref")) {
      pointers.add(pointer);
    }
    node.members()
        .forEach((name, value) -> collect(value, pointer + "/" + Place.escape(name), pointers));
    for (int i = 0; i < node.elements().size(); i++) {
      collect(node.elements().get(i), pointer + "/" + i, pointers);
    }
  }

  /** Returns the document with another scalar, or none, at the end of the path. */
  private static @Nullable Node mutated(Node node, List<String> path, boolean drop) {
    if (path.isEmpty()) {
      return drop ? null : Node.scalar(node.at(), other(node.toJson()));
    }
    String token = path.get(0).replace("~1", "/").replace("~0", "~");
    List<String> rest = path.subList(1, path.size());
    if (node.isArray()) {
      List<Node> elements = new ArrayList<>(node.elements());
      int index = Integer.parseInt(token);
      elements.set(index, mutated(elements.get(index), rest, drop));
      return Node.array(node.at(), elements.stream().filter(Objects::nonNull).toList());
    }
    Map<String, Node> members = new LinkedHashMap<>(node.members());
    members.computeIfPresent(token, (name, value) -> mutated(value, rest, drop));
    return Node.object(node.at(), members);
  }

  private static JsonNode other(JsonNode value) {
    if (value.isBoolean()) {
      return BooleanNode.valueOf(!value.booleanValue());
    }
    return value.isNumber()
        ? LongNode.valueOf(value.longValue() + 1)
        : TextNode.valueOf(value.asText() + "x");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, 0.1.0, false",
    "0.1.0, 0.1.1, false",
    "0.1.0, 0.2.0, true",
    "0.1.0, 1.0.0, true",
    "1.4.0, 1.4.0, false",
    "1.4.0, 1.5.0, false",
    "1.4.0, 2.0.0, true",
    "2.0.0, 1.0.0, false",
    "1.4.0-beta, 2.0.0-beta, true"
  })
  void aBreakingChangeNeedsTheNextVersion(String before, String after, boolean allowed) {
    Change breaking =
        new Change(Verdict.BREAKING, "r", "/p", LIBRARY.root().at(), "reason", Audience.ALL);
    Change harmless =
        new Change(Verdict.COMPATIBLE, "r", "/p", LIBRARY.root().at(), "reason", Audience.ALL);
    assertThat(new DiffReport(before, after, List.of(breaking)).versionAllows()).isEqualTo(allowed);
    assertThat(new DiffReport(before, after, List.of(harmless)).versionAllows()).isTrue();
  }

  @Test
  void writesTextJsonAndMarkdown() throws JsonProcessingException {
    Path root = Library.copyTo(directory);
    Library.edit(directory, "schemas/Book.yaml", "  Title:", "  Heading:");
    Library.edit(directory, "schemas/Kind.yaml", "What kind of book", "A | <b>kind</b> of book");
    ContractDocument after = ContractDocument.load(root);
    DiffReport report = DiffReport.of(LIBRARY, after, ContractDiff.compare(LIBRARY, after));

    assertThat(report.text())
        .startsWith("BREAKING /components/schemas/Book/properties/Heading: the property Title is")
        .contains("(java, other-languages, simulator) [property-renamed] schemas/Book.yaml:")
        .endsWith("1.4.0 -> 1.4.0: 1 breaking, 0 compatible, 1 informative\n");
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(json.path("breaking").asBoolean()).isTrue();
    assertThat(json.at("/changes/0/affects")).hasSize(3);
    assertThat(json.at("/changes/1/verdict").asText()).isEqualTo("info");
    assertThat(report.markdown())
        .contains("| **breaking** | the property Title is called Heading now")
        .contains("A \\| &lt;b>kind");
  }
}
