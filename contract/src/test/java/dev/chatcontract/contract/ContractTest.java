package dev.chatcontract.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.AuthRole;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ErrorRangeDef;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.contract.source.Place;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
  private static final Contract LIBRARY = ContractReader.load(Library.source());

  @Test
  void readsTheRoot() {
    assertThat(LIBRARY.info().version()).isEqualTo("1.4.0");
    assertThat(LIBRARY.envelope()).isNotNull();
    assertThat(LIBRARY.envelope().success()).isEqualTo("fine");
    assertThat(LIBRARY.regions())
        .extracting(RegionDef::id, RegionDef::url)
        .containsExactly(
            tuple("EAST", "https://east.library.example"),
            tuple("WEST", "https://west.library.example"));
    assertThat(LIBRARY.auth())
        .extracting(AuthParameterDef::name, AuthParameterDef::role, AuthParameterDef::constant)
        .containsExactly(
            tuple("house", AuthRole.APP_ID, null),
            tuple("reader", AuthRole.IDENTIFIER, null),
            tuple("stamp", AuthRole.SIGNATURE, null),
            tuple("salt", AuthRole.NONCE, null),
            tuple("form", AuthRole.FORMAT, "json"));
    assertThat(LIBRARY.commonErrors()).extracting(ErrorDef::code).containsExactly(900, 901);
    assertThat(LIBRARY.errorRanges())
        .extracting(ErrorRangeDef::from, ErrorRangeDef::to, ErrorRangeDef::errorClass)
        .containsExactly(tuple(100, 199, null), tuple(900, 999, ErrorClass.AUTH));
    assertThat(LIBRARY.sources()).startsWith("openapi.yaml").contains("schemas/Book.yaml");
  }

  @Test
  void readsAnOperation() {
    OperationDef list = LIBRARY.operation("list_books");
    assertThat(list).isNotNull();
    assertThat(list.method()).isEqualTo("POST");
    assertThat(list.rateLimit()).extracting(RateLimitDef::calls).isEqualTo(1);
    assertThat(list.pagination()).isNotNull();
    assertThat(list.pagination().stop().when()).isEqualTo(PaginationDef.StopRule.NEXT_EQUALS);
    assertThat(list.pagination().stop().field()).isEqualTo("Next");
    assertThat(list.errors()).extracting(ErrorDef::pageRetry).containsExactly(true);
    assertThat(list.requestSamples()).extracting(SampleDef::id).containsExactly("LB-REQ-1");
    assertThat(list.responseSamples())
        .extracting(SampleDef::id)
        .containsExactly("LB-RES-1", "LB-FAIL-100");
    OperationDef add = LIBRARY.operation("add_book");
    assertThat(add.idempotency()).isNotNull();
    assertThat(add.idempotency().present()).containsExactly("Number");
    assertThat(add.idempotency().alreadyDone()).containsExactly(121);
    assertThat(add.groupTypes()).extracting(GroupTypeDef::alias).containsExactly("Fiction", null);
    assertThat(LIBRARY.error(add, 901)).extracting(ErrorDef::retryAfterSeconds).isEqualTo(60);
  }

  @Test
  void followsReferencesToScalarsAndListsButNotToObjects() {
    SchemaDef add = LIBRARY.schema("AddBookRequest");
    PropertyDef kind = add.property("Kind");
    assertThat(kind.type()).isEqualTo("string");
    assertThat(kind.ref()).isEqualTo("Kind");
    assertThat(kind.description()).isEqualTo("The kind, which cannot be a map.");
    assertThat(kind.knownValues()).hasSize(3);
    assertThat(kind.rejectedValues()).hasSize(1);
    PropertyDef fields = LIBRARY.schema("GetBooksRequest").property("Fields");
    assertThat(fields.type()).isEqualTo("array");
    assertThat(fields.ref()).isEqualTo("FieldNames");
    assertThat(fields.items().type()).isEqualTo("string");
    PropertyDef sequels = LIBRARY.schema("Book").property("Sequels");
    assertThat(sequels.items().ref()).isEqualTo("Book");
    assertThat(sequels.items().type()).isEqualTo("object");
  }

  @Test
  void everyValueHasItsPlace() {
    Place at = LIBRARY.schema("Book").property("Title").at();
    assertThat(at).isEqualTo(new Place("schemas/Book.yaml", 19, 3, "/properties/Title"));
  }

  @Test
  void requiredOnSuccessIsNotRequired() {
    SchemaDef response = LIBRARY.schema("ListBooksResponse");
    assertThat(response.required()).containsExactly("State", "Code");
    assertThat(response.requiredOnSuccess()).isEqualTo(List.of("Books"));
  }

  @Test
  void aContractWithoutAnEnvelopeHasNone(@TempDir Path directory) throws Exception {
    Path root = Library.copyTo(directory);
    Library.edit(
        directory,
        "openapi.yaml",
        "x-envelope: {status: State, success: fine, code: Code, success-code: 0, info: Words}\n",
        "");
    Contract contract = ContractReader.load(root);
    OperationDef list = contract.operation("list_books");
    assertThat(contract.envelope()).isNull();
    assertThat(list.envelope()).isNull();
    assertThat(
            new SchemaValidator(contract)
                .response(list, new ObjectMapper().readTree("{\"State\":\"bad\",\"Code\":1}")))
        .as("every answer is a success")
        .extracting(violation -> violation.rule().wire())
        .containsExactly("x-required-on-success");
  }

  @Test
  void anOperationMayOptOutOfTheEnvelope(@TempDir Path directory) {
    Path root = Library.copyTo(directory);
    Library.edit(directory, "operations/add_book.yaml", "  tags:", "  x-envelope: false\n  tags:");
    Library.edit(directory, "schemas/AddBookResponse.yaml", "  Words:", "  Remark:");
    Contract contract = ContractReader.load(root);
    assertThat(contract.operation("add_book").envelope()).isNull();
    assertThat(contract.operation("get_books").envelope()).isNotNull();
  }

  @Test
  void pagingWithoutAStopRuleEndsWhenAnAnswerHasNoCursor(@TempDir Path directory) {
    Path root = Library.copyTo(directory);
    Library.edit(
        directory, "operations/list_books.yaml", "    stop: {when: next-equals, value: 0}\n", "");
    assertThat(ContractReader.load(root).operation("list_books").pagination().stop())
        .isEqualTo(new PaginationDef.Stop(PaginationDef.StopRule.NEXT_ABSENT, null, null));
  }

  @Test
  void theRequestDecidesHowToPage(@TempDir Path directory) {
    Path root = Library.copyTo(directory);
    Library.edit(
        directory,
        "operations/list_books.yaml",
        Library.PAGING,
        """
            ways:
              - {when: {property: Kind, in: [novel]}, cursor: After, next-cursor: Next, first: 1, items: Books, stop: {when: next-absent}}
              - {when: {property: Limit, present: true}, cursors: [{cursor: After, next-cursor: Next, first: 0}, {cursor: Kind, next-cursor: Words, first: ''}], items: Books, stop: {when: field-differs, field: Code, value: 0}}
              - {offset: After, items: Books, page-size: Limit, total: Total, stop: {when: total}}
        """);
    PaginationDef paging = ContractReader.load(root).operation("list_books").pagination();
    assertThat(paging.ways()).hasSize(3);
    assertThat(paging.on(json("{'Kind':'novel'}")).firstOf("After")).isEqualTo(json("1"));
    assertThat(paging.on(json("{'Kind':null,'Limit':3}")).nextCursors())
        .containsExactly("Next", "Words");
    assertThat(paging.on(json("{'Kind':'other'}")).byOffset()).isTrue();
    assertThat(paging.on(json("{}")).stop().when()).isEqualTo(PaginationDef.StopRule.TOTAL);
    PaginationDef.Stop differs = paging.ways().get(1).stop();
    assertThat(differs.marked(json("{'Code':0}"))).isFalse();
    assertThat(differs.marked(json("{'Code':2}"))).isTrue();
    assertThat(differs.marked(json("{}"))).isFalse();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void allProblemsAreReportedAtOnceEachWithPlaceAndFix(@TempDir Path directory) {
    Path root = Library.copyTo(directory);
    Library.edit(directory, "errors/common.yaml", "class: auth", "class: author");
    Library.edit(directory, "operations/get_books.yaml", "field: Numbers", "field: Nummers");
    assertThatThrownBy(() -> ContractReader.load(root))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("2 problem(s)")
        .hasMessageContaining("errors/common.yaml:4:3 /0/class: class is author, which is unknown;")
        .hasMessageContaining("operations/get_books.yaml:11:13 /post/x-batch/field")
        .hasMessageContaining("did you mean Numbers?");
  }

  /**
   * A row that two operations share is written once; an operation whose page differs overrides it.
   */
  @Test
  void anErrorRowIsSharedAndOverriddenWhereAPageDiffers(@TempDir Path directory) throws Exception {
    Path root = Library.copyTo(directory);
    Files.writeString(
        directory.resolve("errors/shared.yaml"),
        """
        NO_SUCH_BOOK:
          code: 104
          name: NO_SUCH_BOOK
          meaning: There is no book of that number.
          class: not-found
          retry: never
          action: Correct the number.
          source: {kind: seed, page: P2}
        """);
    Library.edit(
        directory,
        "operations/get_books.yaml",
        """
            - code: 104
              name: NO_SUCH_BOOK
              meaning: There is no book of that number.
              class: not-found
              retry: never
              action: Correct the number.
              source: {kind: seed, page: P2}
        """,
        "    - $ref: ../errors/shared.yaml#/NO_SUCH_BOOK\n");
    assertThat(ContractDocument.load(root).root().toJson())
        .as("a shared row is the row itself")
        .isEqualTo(ContractDocument.load(Library.source()).root().toJson());

    Library.edit(
        directory,
        "operations/get_books.yaml",
        "    - $ref: ../errors/shared.yaml#/NO_SUCH_BOOK\n",
        "    - $ref: ../errors/shared.yaml#/NO_SUCH_BOOK\n      action: Ask the librarian.\n");
    ErrorDef error = ContractReader.load(root).operation("get_books").error(104);
    assertThat(error.action()).isEqualTo("Ask the librarian.");
    assertThat(error.meaning()).isEqualTo("There is no book of that number.");
    assertThat(error.source().page()).isEqualTo("P2");
    assertThat(error.at().file()).isEqualTo("operations/get_books.yaml");
    assertThat(error.at().line())
        .isEqualTo(Library.line(directory, "operations/get_books.yaml", "shared.yaml"));
  }

  @Test
  void anOverrideThatChangesNothingIsRefused(@TempDir Path directory) throws Exception {
    Path root = Library.copyTo(directory);
    Files.writeString(
        directory.resolve("errors/shared.yaml"), "SOURCE: {kind: seed, page: P2}\nTEXT: plain\n");
    Library.edit(
        directory,
        "operations/get_books.yaml",
        "x-source: {kind: seed, page: P2}",
        "x-source: {$ref: '../errors/shared.yaml#/SOURCE', page: P2}");
    assertThatThrownBy(() -> ContractReader.load(root))
        .hasMessageContaining("page is the same in ../errors/shared.yaml#/SOURCE")
        .hasMessageContaining("operations/get_books.yaml:");

    Library.edit(
        directory, "operations/get_books.yaml", "#/SOURCE', page: P2", "#/TEXT', page: P2");
    assertThatThrownBy(() -> ContractReader.load(root))
        .hasMessageContaining("page is next to a reference to something that is not an object");
  }
}
