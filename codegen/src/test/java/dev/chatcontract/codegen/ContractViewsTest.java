package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatcontract.codegen.builder.ContractViews;
import dev.chatcontract.codegen.syntax.JavaSyntax;
import dev.chatcontract.codegen.view.ApiView;
import dev.chatcontract.codegen.view.ClientView;
import dev.chatcontract.codegen.view.CompanionView;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.OpenEnumView;
import dev.chatcontract.codegen.view.OperationView;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a contract becomes Java: each decision is tested on a contract of one operation. */
final class ContractViewsTest {
  private static final String ID = "id: {type: string, description: Its id.}";

  @TempDir Path directory;

  private String operation = "";
  private String method = "post";
  private String request = "{type: object, description: Asks., properties: {" + ID + "}}";
  private String response = "{type: object, description: Answers., properties: {" + ID + "}}";
  private String schemas = "";
  private String root = "";

  @Test
  void integersAreLongsUnlessTheContractSays32Bits() throws IOException {
    answers(
        "a: {type: integer, format: int32, description: A.}, d: {type: integer, format: int64, description: B.},"
            + " c: {type: integer, description: C.}");
    assertThat(answer().fields())
        .extracting(field -> JavaSyntax.plain(field.type()))
        .containsExactly("Integer", "Long", "Long");
  }

  @Test
  void numbersAreDecimalsAndValuesOfAnyTypeAreTrees() throws IOException {
    answers(
        "a: {type: number, description: A.}, d: {type: boolean, description: B.},"
            + " c: {type: object, description: C., additionalProperties: true}");
    assertThat(answer().fields())
        .extracting(field -> JavaSyntax.plain(field.type()))
        .containsExactly("BigDecimal", "Boolean", "JsonNode");
  }

  @Test
  void aListOfListsIsReadByTheCodecOfItsElements() throws IOException {
    answers("a: {type: array, description: A., items: {type: array, items: {type: string}}}");
    FieldView field = answer().fields().get(0);
    assertThat(JavaSyntax.plain(field.type())).isEqualTo("List<List<String>>");
    assertThat(field.type().list()).isTrue();
    assertThat(rendered().unit(new CompanionView(CompanionView.Kind.JSON, answer())))
        .contains("a = JsonReads.list(p, JsonCodec.STRING.list());")
        .contains("JsonWrites.list(g, A, v.a(), JsonCodec.STRING.list());");
  }

  @Test
  void knownValuesMakeAnOpenEnumOfTextOrOfNumbers() throws IOException {
    schemas =
        "Colour: {type: string, description: A colour., x-extensible-enum: [{value: red, meaning: Red}]}\n"
            + "    Size: {type: integer, description: A size., x-extensible-enum:"
            + " [{value: 1, meaning: Small}, {value: 2, name: BIG, meaning: Large}]}";
    answers(
        "colour: {$ref: '#/components/schemas/Colour'}, size: {$ref: '#/components/schemas/Size'}");
    assertThat(views().openEnums())
        .extracting(OpenEnumView::className, OpenEnumView::text)
        .containsExactly(tuple("Colour", true), tuple("Size", false));
    assertThat(rendered().unit(views().openEnums().get(0)))
        .contains("record Colour(@JsonValue String value)", "RED = new Colour(\"red\");");
    assertThat(rendered().unit(views().openEnums().get(1)))
        .contains("record Size(@JsonValue long value)")
        .contains("SMALL = new Size(1L);", "BIG = new Size(2L);");
  }

  @Test
  void aSchemaThatNoOperationReachesMakesNoClass() throws IOException {
    schemas = "Lonely: {type: object, description: Unused., properties: {" + ID + "}}";
    assertThat(views().models())
        .extracting(ModelView::className)
        .containsExactly("AskRequest", "AskResponse");
  }

  @Test
  void onlyPartsOfRequestsCheckThemselves() throws IOException {
    schemas =
        "Part: {type: object, description: Part., properties: {'n': {type: string, description: N., x-max-bytes: 3}}}";
    request =
        "{type: object, description: Asks., properties: {part: {$ref: '#/components/schemas/Part'}}}";
    response =
        "{type: object, description: Answers., properties: {'n': {type: string, description: N., x-max-bytes: 3}}}";
    assertThat(views().models())
        .extracting(ModelView::className, ModelView::request)
        .containsExactly(
            tuple("AskRequest", true), tuple("AskResponse", false), tuple("Part", true));
    assertThat(answer().companions())
        .extracting(CompanionView::kind)
        .doesNotContain(CompanionView.Kind.RULES);
    assertThat(rules("Part")).isEqualTo(".optional(\"n\", Part::n, ValueRule.of().maxBytes(3))");
  }

  @Test
  void aPartSharedByRequestAndAnswerChecksItself() throws IOException {
    schemas =
        "Part: {type: object, description: Part., required: [key], properties: {key: {type: string, description: K.}}}";
    String holder = "properties: {part: {$ref: '#/components/schemas/Part'}}";
    request = "{type: object, description: Asks., " + holder + "}";
    response = "{type: object, description: Answers., " + holder + "}";
    assertThat(model("Part").request()).isTrue();
    assertThat(rules("Part")).isEqualTo(".required(\"key\", Part::key, ValueRule.of())");
  }

  @Test
  void membersAndClassesWithReservedNamesAreRenamed() throws IOException {
    schemas = "Operations: {type: object, description: Part., properties: {" + ID + "}}";
    answers(
        "class: {type: string, description: A.}, Build: {type: string, description: B.},"
            + " part: {$ref: '#/components/schemas/Operations'}");
    assertThat(answer().fields())
        .extracting(FieldView::name)
        .containsExactly("class_", "build_", "part");
    assertThat(answer().fields().get(2).type().className()).isEqualTo("OperationsModel");
  }

  @Test
  void classesOfTheJdkAndTheRunTimeReserveNoNames() throws IOException {
    schemas =
        "Operation: {type: object, description: A., properties: {"
            + ID
            + "}}"
            + "\n    String: {type: object, description: B., properties: {"
            + ID
            + "}}";
    answers(
        "a: {$ref: '#/components/schemas/Operation'}, d: {$ref: '#/components/schemas/String'},"
            + " c: {type: string, description: C.}");
    assertThat(rendered().unit(answer()))
        .contains(
            "record AskResponse(@Nullable Operation a, a.model.@Nullable String d, @Nullable String c,");
  }

  @Test
  void aPatternIsGivenInTheContractsSyntaxAndInJavas() throws IOException {
    asks("a: {type: string, description: A., pattern: '^x$'}");
    assertThat(rules("AskRequest"))
        .isEqualTo(".optional(\"a\", AskRequest::a, ValueRule.of().pattern(\"^x$\", \"^x\\\\z\"))");
  }

  @Test
  void boundsAreGivenExactly() throws IOException {
    asks(
        "a: {type: integer, description: A., minimum: 1, exclusiveMinimum: true},"
            + " d: {type: integer, description: B., minimum: 1}, c: {type: number, description: C., maximum: 2.5}");
    assertThat(rules("AskRequest"))
        .isEqualTo(
            ".optional(\"a\", AskRequest::a, ValueRule.of().exclusiveMinimum(\"1\"))"
                + ".optional(\"d\", AskRequest::d, ValueRule.of().minimum(\"1\"))"
                + ".optional(\"c\", AskRequest::c, ValueRule.of().maximum(\"2.5\"))");
  }

  @Test
  void limitsOfElementsApplyToEachElement() throws IOException {
    asks("a: {type: array, description: A., maxItems: 5, items: {type: string, x-max-bytes: 7}}");
    assertThat(rules("AskRequest"))
        .isEqualTo(
            ".optional(\"a\", AskRequest::a, "
                + "ValueRule.of().maxItems(5).each(ValueRule.of().maxBytes(7)))");
  }

  @Test
  void aConditionalLimitReadsTheOtherMember() throws IOException {
    asks(
        "kind: {type: integer, description: Kind.}, 'n': {type: string, description: N.,"
            + " x-limits-when: [{when: {property: kind, in: [1]}, max-bytes: 4, reason: short}]}");
    assertThat(rules("AskRequest"))
        .endsWith(
            ".limitsWhen(ObjectRule.Condition.in(\"kind\", new BigDecimal(\"1\")), "
                + "ValueRule.of().maxBytes(4), Fault.Severity.ERROR)");
  }

  @Test
  void secretsAreFoundAtAnyDepthOfRequestAndAnswer() throws IOException {
    schemas =
        "Part: {type: object, description: Part., properties: {pin: {type: string, description: P., x-sensitive: true}}}";
    asks("token: {type: string, description: T., x-sensitive: true}");
    answers(
        "parts: {type: array, description: P., items: {type: array, items: {$ref: '#/components/schemas/Part'}}}");
    assertThat(op().sensitive()).containsExactly("pin", "token");
    assertThat(model("AskRequest").hidden()).containsExactly("token");
    assertThat(model("AskResponse").hidden()).containsExactly("pin");
  }

  @Test
  void passwordsListsOfSecretsAndMapValuesAreSecretsToo() throws IOException {
    schemas =
        "Pin: {type: string, description: P., x-sensitive: true}"
            + "\n    Lock: {type: object, description: L., properties: {code: {type: string, description: C., x-sensitive: true}}}"
            + "\n    Safe: {type: object, description: S., x-sensitive: true, properties: {inside: {type: string, description: I.}}}";
    asks(
        "word: {type: string, format: password, description: W.},"
            + " pins: {type: array, description: P., items: {$ref: '#/components/schemas/Pin'}},"
            + " words: {type: object, description: W., additionalProperties: {type: string, format: password}},"
            + " plain: {type: string, description: P.}");
    answers(
        "locks: {type: object, description: L., additionalProperties: {type: array,"
            + " items: {$ref: '#/components/schemas/Lock'}}},"
            + " safe: {$ref: '#/components/schemas/Safe'}");
    assertThat(model("AskRequest").hidden()).containsExactly("pins", "word", "words");
    assertThat(model("AskResponse").hidden()).containsExactly("code", "inside", "safe");
    assertThat(op().sensitive()).containsExactly("code", "inside", "pins", "safe", "word", "words");
  }

  @Test
  void aRecursiveSchemaIsDescribedOnce() throws IOException {
    schemas =
        "Tree: {type: object, description: A tree., properties: {leaf: {type: array, description: More.,"
            + " items: {$ref: '#/components/schemas/Tree'}}}}";
    answers("tree: {$ref: '#/components/schemas/Tree'}");
    assertThat(rendered().unit(new CompanionView(CompanionView.Kind.FIELDS, model("Tree"))))
        .contains("FieldSpec.Type.OBJECT).build()")
        .doesNotContain("TreeFields.all()");
  }

  @Test
  void anOperationWithoutIdempotencyIsNeverRepeated() throws IOException {
    assertThat(op().idempotency()).isNull();
    operation = "x-idempotent-when: {always: true}";
    assertThat(rendered().operations()).contains(".idempotency(Idempotency.always())");
  }

  @Test
  void aRetryThatRequiresMembersRequiresAllOfThem() throws IOException {
    asks("a: {type: string, description: A.}, d: {type: string, description: B.}");
    operation =
        "x-idempotent-when: {present: [a, d], already-done: 7}\n"
            + "      x-error-codes: [{code: 7, name: DONE, meaning: Done., class: conflict, retry: never,"
            + " action: Look., source: {kind: toolkit}}]";
    assertThat(rendered().operations())
        .contains(
            ".idempotency(Idempotency.<AskRequest>whenPresent("
                + "List.of(\"a\", \"d\"), q -> Idempotency.isNamed(q.a())"
                + " && Idempotency.isNamed(q.d())).alreadyDone(7L))");
  }

  @Test
  void whatNamesARequestIsAskedForItsTextOrMembers() throws IOException {
    schemas =
        "Key: {type: object, description: Key., properties: {part: {type: string, description: P.}}}"
            + "\n    Kind: {type: string, description: Kind., x-extensible-enum: [{value: x, meaning: X.}]}";
    asks(
        "a: {$ref: '#/components/schemas/Kind'},"
            + " d: {$ref: '#/components/schemas/Key'},"
            + " e: {type: object, description: E., additionalProperties: {type: string}}");
    operation = "x-idempotent-when: {present: [a, d, e]}";
    assertThat(rendered().operations())
        .contains(
            "q -> Idempotency.isNamed(q.a() == null ? null : q.a().value())"
                + " && Idempotency.isNamed(q.d() == null ? null : q.d().toJson().members())"
                + " && Idempotency.isNamed(q.e())");
  }

  @Test
  void pagingWithoutAStopRuleEndsWhenTheCursorIsAbsent() throws IOException {
    paged("");
    assertThat(rendered().operations())
        .contains("PageStop.nextEquals(\"next is absent\", r -> false)");
  }

  @Test
  void pagingMayEndAtAValueOfTheCursorOrOfAnotherMember() throws IOException {
    paged(", stop: {when: next-equals, value: ''}");
    assertThat(rendered().operations())
        .contains("PageStop.nextEquals(\"next = \\\"\\\"\", r -> Objects.equals(r.next(), \"\"))");
    paged(", stop: {when: field-equals, field: done, value: true}");
    assertThat(rendered().operations())
        .contains("PageStop.fieldEquals(\"done = true\", r -> Objects.equals(r.done(), true))");
  }

  @Test
  void cursorsOfTwoTypesAreRefused() {
    asks("after: {type: integer, description: A.}");
    answers(
        "next: {type: string, description: N.}, items: {type: array, description: I., items: {type: string}}");
    operation =
        "x-pagination: {cursor: after, next-cursor: next, first: 0, items: items, stop: {when: next-absent}}";
    refused("/post/x-pagination", "cursor", "same type");
  }

  @Test
  void aMethodTheRuntimeCannotSendIsRefused() {
    method = "delete";
    refused("operation ask uses DELETE");
  }

  @Test
  void anAnswerThatIsNotAnObjectIsRefused() {
    response = "{type: array, description: Answers., items: {type: string}}";
    refused("the response of ask is not an object", "wrap it in an object schema");
  }

  @Test
  void onlyMembersPromisedOnSuccessAreRequiredOnSuccess() throws IOException {
    response =
        "{type: object, description: Answers., required: [a], x-required-on-success: [d], properties:"
            + " {a: {type: string, description: A.}, d: {type: string, description: B.}, c: {type: string, description: C.}}}";
    assertThat(op().requiredOnSuccess()).extracting(FieldView::name).containsExactly("d");
  }

  @Test
  void envelopeMembersThatMayBeAbsentAreReadNullSafely() throws IOException {
    root = "x-envelope: {status: ok, success: 'yes', code: code, success-code: 0, info: info}\n";
    response =
        "{type: object, description: Answers., required: [ok], properties: {ok: {type: string, description: O.},"
            + " code: {type: integer, format: int32, description: C.}, info: {type: string, description: I.}}}";
    assertThat(rendered().operations())
        .contains(
            "new Envelope<>(Operations.ENVELOPE, r -> r.ok(),"
                + " r -> r.code() == null ? null : r.code().longValue(), r -> r.info())");
    operation = "x-envelope: false";
    assertThat(op().envelope()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "type: integer, format: int32, description: C.|r -> r.code().longValue()",
        "type: integer, format: int32, nullable: true, description: C.|r -> r.code() == null ? null : r.code().longValue()",
        "type: integer, format: uint64, description: C.|r -> r.code() == null ? null : r.code().longValue()",
        "$ref: '#/components/schemas/Code'|r -> r.code() == null ? null : r.code().value()"
      })
  void aRequiredCodeWhoseReaderLetsNullPassIsReadNullSafely(String type, String read)
      throws IOException {
    schemas =
        "Code: {type: integer, description: Code., x-extensible-enum: [{value: 0, meaning: Fine.}]}";
    root = "x-envelope: {status: ok, success: 'yes', code: code, success-code: 0, info: info}\n";
    response =
        "{type: object, description: Answers., required: [ok, code], properties: {ok: {type: string, description: O.},"
            + " code: {"
            + type
            + "}, info: {type: string, description: I.}}}";
    assertThat(rendered().operations()).contains("r -> r.ok(), " + read + ", r -> r.info())");
  }

  @Test
  void codesOfARangeWithoutAClassStayUnlisted() throws IOException {
    root =
        "x-error-ranges: [{from: 10, to: 19, meaning: Tens.}, {from: 20, to: 29, class: auth, meaning: Keys.}]\n";
    assertThat(rendered().unit(views().catalogues().get(0)))
        .contains(
            "List.of(new ErrorRange(10, 19, ErrorClass.UNLISTED, \"Tens.\"), "
                + "new ErrorRange(20, 29, ErrorClass.AUTH, \"Keys.\"))");
  }

  @Test
  void rangesThatOverlapOrAreEmptyAreRefused() {
    root = "x-error-ranges: [{from: 10, to: 19, meaning: A.}, {from: 19, to: 29, meaning: B.}]\n";
    refused("/x-error-ranges/1", "overlaps", "overlapping-range");
    root = "x-error-ranges: [{from: 10, to: 9, meaning: A.}]\n";
    refused("/x-error-ranges/0", "10 to 9 is empty", "empty-range");
  }

  @Test
  void postIsTheDefaultMethodAndIsOmitted() throws IOException {
    assertThat(rendered().operations()).doesNotContain(".method(");
    method = "put";
    assertThat(rendered().operations()).contains(".method(\"PUT\")");
  }

  @Test
  void operationsAreSortedByNameAcrossTags() throws IOException {
    ClientView client =
        ContractViews.of(ContractReader.load(GeneratedProject.resource("parcel/openapi.yaml")));
    assertThat(client.apis()).extracting(ApiView::prefix).containsExactly("Depots", "Tracking");
    assertThat(client.operations())
        .extracting(OperationView::name)
        .containsExactly("find_parcels", "open_depot");
    assertThat(client.operations())
        .extracting(operation -> operation.paging() != null)
        .containsExactly(true, false);
    assertThat(client.operations()).allMatch(operation -> operation.batch() == null);
  }

  private void asks(String properties) {
    request = "{type: object, description: Asks., properties: {" + properties + "}}";
  }

  private void answers(String properties) {
    response = "{type: object, description: Answers., properties: {" + properties + "}}";
  }

  private void paged(String stop) {
    asks("after: {type: string, description: A.}");
    answers(
        "next: {type: string, description: N.}, done: {type: boolean, description: D.},"
            + " items: {type: array, description: I., items: {type: string}}");
    operation =
        "x-pagination: {cursor: after, next-cursor: next, first: '', items: items" + stop + "}";
  }

  private void refused(String... parts) {
    assertThatThrownBy(this::views).hasMessageContainingAll(parts);
  }

  private ModelView answer() throws IOException {
    return model("AskResponse");
  }

  private ModelView model(String name) throws IOException {
    return views().models().stream()
        .filter(m -> m.className().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Rendered rendered() throws IOException {
    return new Rendered(views());
  }

  private String rules(String name) throws IOException {
    return rendered().rules(model(name));
  }

  private OperationView op() throws IOException {
    return views().operations().get(0);
  }

  private ClientView views() throws IOException {
    String contract =
        """
        openapi: 3.0.3
        info: {title: One, version: 1.0.0}
        servers: [{url: 'https://one.example', x-region: {id: ONE, name: One, source: {kind: toolkit}}}]
        tags: [{name: questions, description: Questions.}]
        %spaths:
          /ask:
            %s:
              operationId: ask
              summary: Ask
              tags: [questions]
              %s
              requestBody:
                required: true
                content: {application/json: {schema: {$ref: '#/components/schemas/AskRequest'}}}
              responses:
                '200':
                  description: The answer.
                  content: {application/json: {schema: {$ref: '#/components/schemas/AskResponse'}}}
        components:
          schemas:
            AskRequest: %s
            AskResponse: %s
            %s
        """
            .formatted(root, method, operation, request, response, schemas);
    return ContractViews.of(
        ContractReader.load(Files.writeString(directory.resolve("openapi.yaml"), contract)));
  }
}
