package dev.chatcontract.contract.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.contract.Library;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.EcmaPattern;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.ContractDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidatorTest {
  private static final Contract LIBRARY = ContractReader.load(Library.source());
  private static final SchemaValidator VALIDATOR = new SchemaValidator(LIBRARY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AddBookRequest  | {"Kind":"Novel"}                            | /Title       | required          | Title is missing; it is always required
          AddBookRequest  | {"Kind":1,"Title":"a"}                      | /Kind        | type              | Kind is an integer; a string is expected
          AddBookRequest  | {"Kind":null,"Title":"a"}                   | /Kind        | type              | Kind is null; a string is expected
          AddBookRequest  | {"Kind":"Map","Title":"a"}                  | /Kind        | x-rejected-values | Kind is Map, which is refused: maps are kept elsewhere
          AddBookRequest  | {"Kind":"Novel","Title":"字字字字字字字字字字a"}     | /Title       | x-max-bytes       | Title has 31 bytes in UTF-8; at most 30 are allowed
          AddBookRequest  | {"Kind":"Novel","Title":"a","Number":"B7"}  | /Number      | pattern           | Number is 'B7', which does not match ^[a-z]-[0-9]+$
          AddBookRequest  | {"Kind":"Series","Title":"a","Number":"b-7"} | /Number     | x-limits-when     | Number is 'b-7', which does not match ^s- when Kind is Series (a series has numbers of its own)
          AddBookRequest  | {"Kind":"Novel","Title":"a","Copies":6001}  | /Copies      | x-limits-when     | Copies is 6001; at most 6000 is allowed when Kind is not Series (only a series has more)
          AddBookRequest  | {"Kind":"Novel","Title":"a","Volumes":1}    | /Volumes     | x-applies-when    | Volumes applies only when Kind is Series, which is Novel: only a series has volumes
          AddBookRequest  | {"Kind":"Series","Title":"a","Volumes":2147483648} | /Volumes | format         | Volumes is 2147483648; int32 goes from -2147483648 to 2147483647
          AddBookRequest  | {"Kind":"Novel","Title":"a","Notes":[{"Key":"a"},{}]} | /Notes/1/Key | required | Key is missing; it is always required
          AddBookRequest  | {"Kind":"Novel","Title":"a","Notes":[7]}    | /Notes/0     | type              | Notes[0] is an integer; an object is expected
          AddBookRequest  | []                                          | ''           | type              | the body is an array; an object is expected
          GetBooksRequest | {"Numbers":[]}                              | /Numbers     | minItems          | Numbers has 0 items; at least 1 are required
          GetBooksRequest | {"Numbers":[""]}                            | /Numbers/0   | minLength         | Numbers[0] has 0 characters; at least 1 are required
          ListBooksRequest | {"Limit":1001}                             | /Limit       | maximum           | Limit is 1001; at most 1000 is allowed
          ListBooksRequest | {"Limit":0}                                | /Limit       | minimum           | Limit is 0; at least 1 is required
          ListBooksRequest | {"Limit":1.5}                              | /Limit       | type              | Limit is a number with a fraction; an integer is expected
          ListBooksRequest | {"After":9223372036854775808}              | /After       | format            | After is 9223372036854775808; int64 goes from -9223372036854775808 to 9223372036854775807
          """)
  void namesTheMemberTheRuleAndTheLimit(
      String schema, String body, String pointer, String rule, String message) throws Exception {
    assertThat(VALIDATOR.validate(LIBRARY.schema(schema), json(body)))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.pointer()).isEqualTo(pointer);
              assertThat(violation.rule().wire()).isEqualTo(rule);
              assertThat(violation.message()).isEqualTo(message);
              assertThat(violation.isError()).isTrue();
            });
  }

  private static final String SECRETS =
      """
      openapi: 3.0.3
      info: {title: Secrets, version: 1.0.0}
      servers: [{url: 'https://secrets.example', x-region: {id: ONE, name: One, source: {kind: toolkit}}}]
      tags: [{name: things, description: T.}]
      paths:
        /ask:
          post:
            operationId: ask
            summary: Asks
            tags: [things]
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}}
            responses:
              '200':
                description: Done.
                content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}
      components:
        schemas:
          Key: {type: string, format: password, description: K., pattern: '^k'}
          Safe: {type: object, description: S., properties: {in: {type: string, pattern: '^k'}}}
          Ask:
            type: object
            description: A.
            properties:
              text: {type: string, x-sensitive: true, pattern: '^k'}
              listed: {type: string, x-sensitive: true, enum: [k]}
              refused: {type: integer, x-sensitive: true, x-rejected-values: [{value: 777, reason: R.}]}
              further: {type: string, x-sensitive: true, x-limits-when: [{pattern: '^k', reason: R.}]}
              number: {type: integer, x-sensitive: true, minimum: 800}
              most: {type: integer, x-sensitive: true, maximum: 5}
              multiple: {type: number, x-sensitive: true, multipleOf: 5}
              narrow: {type: integer, format: int32, x-sensitive: true}
              named: {allOf: [{$ref: '#/components/schemas/Key'}], description: N.}
              lists: {type: array, items: {type: array, items: {$ref: '#/components/schemas/Key'}}}
              map: {type: object, x-sensitive: true, additionalProperties: {type: string, pattern: '^k'}}
              safe: {allOf: [{$ref: '#/components/schemas/Safe'}], x-sensitive: true}
              unique: {type: array, uniqueItems: true, items: {type: string, x-sensitive: true}}
              asks: {type: string, x-applies-when: {property: text, in: [k]}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"S777"}           | /text
          {"listed":"S777"}         | /listed
          {"refused":777}           | /refused
          {"further":"S777"}        | /further
          {"number":777}            | /number
          {"most":777}              | /most
          {"multiple":777}          | /multiple
          {"narrow":7770000000000}  | /narrow
          {"named":"S777"}          | /named
          {"lists":[["S777"]]}      | /lists/0/0
          {"map":{"a":"S777"}}      | /map/a
          {"safe":{"in":"S777"}}    | /safe/in
          {"unique":["S777","S777"]} | /unique/1
          {"text":"kS777","asks":"a"} | /asks
          """)
  void noMessageShowsASensitiveValue(String body, String pointer) throws Exception {
    Contract secrets = ContractReader.of(ContractDocument.parse(SECRETS, "openapi.yaml"));
    assertThat(new SchemaValidator(secrets).validate(secrets.schema("Ask"), json(body)))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.pointer()).isEqualTo(pointer);
              assertThat(violation.message()).contains("hidden").doesNotContain("777");
            });
  }

  @Test
  void aPatternsEndMatchesOnlyTheEndOfTheText() throws Exception {
    assertThat(
            VALIDATOR.validate(
                LIBRARY.schema("AddBookRequest"),
                json("{\"Kind\":\"Novel\",\"Title\":\"a\",\"Number\":\"b-7\\n\"}")))
        .extracting(violation -> violation.rule().wire())
        .containsExactly("pattern");
  }

  @ParameterizedTest
  @CsvSource({
    "^a$,^a\\z",
    "a$|b$,a\\z|b\\z",
    "a\\$,a\\$",
    "[$[$]$]$,[$\\[$]\\z\\]\\z",
    "[\\]$],[\\]$]",
    "]$,\\]\\z"
  })
  void onlyADollarThatIsAnAnchorIsRewritten(String pattern, String java) {
    assertThat(EcmaPattern.toJava(pattern)).isEqualTo(java);
    assertThat(Limits.NONE.javaPatterns()).isEmpty();
  }

  @Test
  void tooManyItems() throws Exception {
    String numbers = "\"b\",".repeat(50) + "\"b\"";
    assertThat(
            VALIDATOR.validate(
                LIBRARY.schema("GetBooksRequest"), json("{\"Numbers\":[" + numbers + "]}")))
        .extracting(Violation::message)
        .containsExactly("Numbers has 51 items; at most 50 are allowed");
  }

  @Test
  void reportsAllFaultsAtOnce() throws Exception {
    assertThat(
            VALIDATOR.validate(
                LIBRARY.schema("AddBookRequest"),
                json("{\"Kind\":\"Map\",\"Number\":7,\"Volumes\":\"x\"}")))
        .extracting(violation -> violation.rule().wire())
        .containsExactly("required", "x-rejected-values", "type", "x-applies-when", "type");
  }

  @Test
  void anUnknownMemberIsAWarningWithTheLikelyName() throws Exception {
    List<Violation> found =
        VALIDATOR.validate(
            LIBRARY.schema("AddBookRequest"),
            json("{\"Kind\":\"Novel\",\"Title\":\"a\",\"Copeis\":1}"));
    assertThat(found)
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.severity()).isEqualTo(Severity.WARNING);
              assertThat(violation.message()).endsWith("did you mean Copies?");
            });
  }

  @Test
  void membersPromisedOnSuccessMayBeAbsentFromAFailure() throws Exception {
    OperationDef list = LIBRARY.operation("list_books");
    assertThat(VALIDATOR.response(list, json("{\"State\":\"bad\",\"Code\":100}"))).isEmpty();
    assertThat(VALIDATOR.response(list, json("{\"State\":\"bad\",\"Code\":0}"))).isEmpty();
    assertThat(VALIDATOR.response(list, json("{\"State\":\"fine\",\"Code\":0}")))
        .extracting(violation -> violation.rule().wire())
        .containsExactly("x-required-on-success");
  }

  @Test
  void aLimitThatDependsOnAMissingMemberIsNotChecked() throws Exception {
    assertThat(
            VALIDATOR.validate(
                LIBRARY.schema("AddBookRequest"), json("{\"Title\":\"a\",\"Copies\":9999}")))
        .extracting(violation -> violation.rule().wire())
        .containsExactly("required");
  }

  @Test
  void bytesAreCountedInUtf8() {
    assertThat(SchemaValidator.utf8Length("aé字😀")).isEqualTo(1 + 2 + 3 + 4);
    assertThat(SchemaValidator.utf8Length("\ud83d")).isEqualTo(3);
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
