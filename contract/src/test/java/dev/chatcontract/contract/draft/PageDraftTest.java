package dev.chatcontract.contract.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.contract.lint.ContractLint;
import dev.chatcontract.contract.lint.Finding;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.Retry;
import dev.chatcontract.contract.page.Fixture;
import dev.chatcontract.contract.page.PageComparison;
import dev.chatcontract.contract.page.PageException;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.ContractDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts of operations from pages written for the tests. */
class PageDraftTest {
  private static final Path SPEC = Path.of("..", "spec", "openapi.yaml");
  private static final String SEATS = Fixture.page("seat_guests.md");
  private static final String PEEK = Fixture.page("peek_seats.md");

  @TempDir Path directory;

  private PageDraft draft(String text) throws IOException {
    return new DraftTree(directory, SPEC)
        .add("a page", ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path root() {
    return directory.resolve("openapi.yaml");
  }

  private OperationDef operation(String name) {
    return Objects.requireNonNull(ContractReader.load(root()).operation(name));
  }

  private static PropertyDef property(SchemaDef schema, String name) {
    return Objects.requireNonNull(schema.property(name), name);
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  @ParameterizedTest
  @EnumSource
  void aCompletePageNeedsNoEditInAnyLayout(Fixture.Layout layout) throws IOException {
    String page = Fixture.in(layout, SEATS);
    PageDraft draft = draft(page);
    assertThat(draft.questions()).isEmpty();
    assertThat(ContractLint.lint(root())).isEmpty();
    assertThat(
            new PageComparison(ContractReader.load(root()))
                .compare(List.of(Fixture.source("a page", page))))
        .isEmpty();
  }

  @Test
  void everyFactOfThePageIsInTheContract() throws IOException {
    draft(SEATS);
    OperationDef seats = operation("seat_guests");
    assertThat(seats.tag()).isEqualTo("groups");
    assertThat(Objects.requireNonNull(seats.rateLimit()).calls()).isEqualTo(100);
    assertThat(seats.documentedRegions()).containsExactly("CHINA");
    assertThat(seats.idempotency()).isNull();
    assertThat(seats.groupTypes()).hasSize(5);
    assertThat(seats.requestSamples()).hasSize(1);
    SchemaDef request = Objects.requireNonNull(seats.request());
    assertThat(request.required()).containsExactly("GroupId", "Row", "GuestList");
    assertThat(property(request, "Row").limits().maxBytes()).isEqualTo(60);
    assertThat(property(request, "Seats").limits().maximum()).isEqualByComparingTo("900");
    assertThat(property(request, "GuestList").limits().maxItems()).isEqualTo(50);
    ItemErrorsDef items = Objects.requireNonNull(seats.itemErrors());
    assertThat(items.items()).isEqualTo("ResultItem");
    assertThat(items.key()).isEqualTo("Member_Account");
  }

  @Test
  void eachCodeOfARowIsDraftedAndOneThatCannotBeReadIsAQuestion() throws IOException {
    String row = "| 10002 |";
    assertThat(SEATS).contains(row);
    PageDraft draft = draft(SEATS.replace(row, "| 100xx | Who knows. |\n| 10002, 91234-91235 |"));
    assertThat(draft.questions()).anyMatch(q -> q.toString().contains("mean by \"100xx\"?"));
    OperationDef seats = operation("seat_guests");
    assertThat(seats.error(10002)).isNotNull();
    assertThat(seats.error(91234)).isNotNull();
    assertThat(seats.error(91235)).isNotNull();
    assertThat(ContractLint.lint(root())).allMatch(f -> f.rule().equals("open-question"));
  }

  @Test
  void existingSchemasAndErrorRowsAreReusedWhereTheyAgree() throws IOException {
    draft(SEATS);
    OperationDef seats = operation("seat_guests");
    SchemaDef request = Objects.requireNonNull(seats.request());
    assertThat(property(request, "GroupId").ref()).isEqualTo("GroupId");
    assertThat(property(seats.response(), "ErrorCode").ref()).isEqualTo("ErrorCode");
    ErrorDef own = Objects.requireNonNull(operation("get_group_info").error(10002));
    ErrorDef same = Objects.requireNonNull(seats.error(10002));
    assertThat(same.name()).isEqualTo(own.name());
    assertThat(same.retry()).isEqualTo(Retry.IF_IDEMPOTENT);
    assertThat(Objects.requireNonNull(seats.error(10019)).name())
        .isEqualTo("GROUP_ACCOUNT_NOT_FOUND");
    assertThat(Objects.requireNonNull(seats.error(12001)).name()).isEqualTo("CONFLICT_12001");
  }

  @Test
  void anExistingErrorRowIsNotReusedWhereThePageDiffers() throws IOException {
    draft(
        SEATS.replace("The user does not exist.", "The plan has to be upgraded: upgrade to more."));
    ErrorDef row = Objects.requireNonNull(operation("seat_guests").error(10019));
    assertThat(row.errorClass()).isEqualTo(ErrorClass.BILLING);
    assertThat(row.name()).isEqualTo("BILLING_10019");
  }

  @Test
  void textOfThePageAppearsOnlyInComments() throws IOException {
    draft(SEATS);
    assertThat(read("schemas/SeatGuestsRequest.yaml")).contains("# a page:45 Its name, 60 bytes");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          String value = line.replaceFirst("#.*", "");
          assertThat(value).doesNotContain("Words on", "back of the chair", "The row is locked");
        }
      }
    }
  }

  @Test
  void whatThePageLeavesOpenIsAQuestionThatLintShowsUntilItIsRemoved() throws IOException {
    PageDraft draft = draft(PEEK);
    assertThat(draft.questions())
        .extracting(Question::text)
        .satisfiesExactlyInAnyOrder(
            q -> assertThat(q).startsWith("How often may it be called?"),
            q -> assertThat(q).startsWith("Which region is seats.halls.net?"),
            q -> assertThat(q).startsWith("In which regions is it served?"),
            q -> assertThat(q).startsWith("Does NextCursor of the answer continue"),
            q -> assertThat(q).startsWith("Which class does the code 12003 have?"),
            q -> assertThat(q).startsWith("The page limits Title to 20 characters."),
            q -> assertThat(q).startsWith("Is Kind of type string"),
            q -> assertThat(q).startsWith("Where does Colour belong?"),
            q -> assertThat(q).startsWith("Where does Tags belong?"),
            q -> assertThat(q).startsWith("What are the elements of Tags?"));
    List<Finding> findings = ContractLint.lint(root());
    assertThat(findings).hasSize(draft.questions().size());
    assertThat(findings).allMatch(f -> f.severity() == Severity.WARNING);
    assertThat(findings).allMatch(f -> f.rule().equals("open-question"));
    Path schema = directory.resolve("schemas/PeekSeatsRequest.yaml");
    String text = Files.readString(schema);
    assertThat(text).contains("x-question:");
    Files.writeString(schema, text.replaceAll("(?m)^ *x-question:\n(?: *- .*\n)+", ""));
    assertThat(ContractLint.lint(root())).allMatch(f -> f.at().file().startsWith("operations/"));
  }

  @Test
  void aCodeWithoutAClassIsNeverRetried() throws IOException {
    draft(PEEK);
    ErrorDef row = Objects.requireNonNull(operation("peek_seats").error(12003));
    assertThat(row.errorClass()).isEqualTo(ErrorClass.AMBIGUOUS);
    assertThat(row.retry()).isEqualTo(Retry.NEVER);
  }

  @Test
  void theRootFileGetsNewLinesAndKeepsAllOthers() throws IOException {
    draft(SEATS);
    List<String> before = Files.readAllLines(SPEC);
    List<String> after = Files.readAllLines(root());
    assertThat(after).containsSubsequence(before);
    assertThat(after).hasSize(before.size() + 5);
    assertThat(after)
        .contains("  /v4/group_open_http_svc/seat_guests:", "  - id: page-seat-guests");
  }

  @Test
  void theDateOfThePageBecomesThatOfTheSource() throws IOException {
    draft("Last updated: 2024-07-16\n\n" + SEATS);
    Contract contract = ContractReader.load(root());
    assertThat(contract.pageDates()).containsEntry("page-seat-guests", "2024-07-16");
    assertThat(ContractLint.lint(root())).isEmpty();
  }

  @Test
  void draftsAreAddedToAnExistingContract() throws IOException {
    draft(SEATS);
    draft(SEATS.replace("seat_guests", "seat_hosts"));
    Contract both = ContractReader.load(root());
    assertThat(both.operation("seat_guests")).isNotNull();
    assertThat(both.operation("seat_hosts")).isNotNull();
    assertThat(ContractLint.lint(root())).isEmpty();
  }

  @Test
  void aNewServiceGetsATag() throws IOException {
    draft(SEATS.replace("group_open_http_svc", "hall_svc"));
    assertThat(operation("seat_guests").tag()).isEqualTo("hall_svc");
    assertThat(ContractLint.lint(root())).isEmpty();
  }

  @Test
  void anExistingOperationIsRefusedAndNothingIsWritten() {
    assertThatThrownBy(() -> draft(Fixture.page("import_group.md")))
        .isInstanceOf(PageException.class)
        .hasMessageContaining("import_group already (operations/import_group.yaml)");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anExistingFileIsNotOverwritten() throws IOException {
    Path taken =
        Files.createDirectories(directory.resolve("operations")).resolve("seat_guests.yaml");
    Files.writeString(taken, "mine");
    assertThatThrownBy(() -> draft(SEATS)).hasMessageContaining("is there already");
    assertThat(taken).hasContent("mine");
    assertThat(root()).doesNotExist();
  }

  @Test
  void namesAndTextsFromAPageStayInert() throws IOException {
    draft(
        SEATS
            .replace("Words on the back of the chair.", "a: b # c\u2028d\u0007 ]}' \"%@`")
            .replace(
                "\"Seats\": 12,",
                "\"Seats\": 12, \"\u7fa4\": 1, \"a.b/~c: #d\": [1, \"\\u0000\"],"));
    assertThat(ContractLint.lint(root())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get_x",
        "admin_getroamseats",
        "querystate",
        "black_seat_check",
        "group_seat_get_simple",
        "search"
      })
  void aReadMayBeRepeated(String name) throws IOException {
    draft(SEATS.replace("seat_guests", name));
    assertThat(Objects.requireNonNull(operation(name).idempotency()).always()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sendmsg",
        "black_seat_delete",
        "set_and_get",
        "getandset_add",
        "kick",
        "seat_update",
        "list_seats",
        "batchsendmsg",
        "target"
      })
  void anOperationThatMayWriteIsNotTakenForARead(String name) throws IOException {
    draft(SEATS.replace("seat_guests", name));
    assertThat(operation(name).idempotency()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVER|Internal server error. Try again.",
        "SERVER|The network timed out.",
        "SERVER|\u670d\u52a1\u5668\u5185\u90e8\u9519\u8bef\uff0c\u8bf7\u91cd\u8bd5",
        "INVALID_REQUEST|Invalid parameter, check the required fields.",
        "INVALID_REQUEST|\u53c2\u6570\u975e\u6cd5",
        "PERMISSION|No permission, for instance to remove members.",
        "PERMISSION|\u64cd\u4f5c\u6743\u9650\u4e0d\u8db3\uff0c\u8bf7\u6839\u636e\u9519\u8bef\u4fe1\u606f\u68c0\u67e5\u53c2\u6570\u975e\u6cd5",
        "NOT_FOUND|The group does not exist.",
        "NOT_FOUND|\u7fa4\u7ec4\u4e0d\u5b58\u5728",
        "CONFLICT|The ID is already in use.",
        "TOO_LARGE|The message is too long.",
        "THROTTLE|Called too frequently: the frequency limit was reached.",
        "CONTENT_REJECTED|The text contains sensitive words.",
        "AUTH|The UserSig is not good.",
        "CONFIG|The feature is not enabled.",
        "BILLING|Purchase a larger package."
      })
  void theFirstClauseOfAMeaningDecidesTheClassOfACode(ErrorClass errorClass, String text) {
    assertThat(CodeClasses.of(text)).isEqualTo(errorClass);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Purple.", "", "Ask the vendor.", "Oh, it is too long, or not found."})
  void anUnclearMeaningGivesNoClass(String text) {
    assertThat(CodeClasses.of(text)).isNull();
  }

  @Test
  void anOperationWithoutAPageIsRefusedUntilItsTextsAreWritten() throws IOException {
    PageDraft blank = new DraftTree(directory, SPEC).addBlank("/v4/seats/count_seats");
    assertThat(blank.files().keySet())
        .containsExactlyInAnyOrder(
            "openapi.yaml",
            "operations/count_seats.yaml",
            "schemas/CountSeatsRequest.yaml",
            "schemas/CountSeatsResponse.yaml",
            "samples/count_seats/COUNT-SEATS-REQ-1.request.yaml",
            "samples/count_seats/COUNT-SEATS-RES-1.response.yaml");
    assertThat(ContractLint.lint(root()))
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .hasSizeGreaterThan(5)
        .allMatch(finding -> finding.rule().equals("unfilled"));
    for (String name : blank.files().keySet()) {
      Path file = directory.resolve(name);
      Files.writeString(file, Files.readString(file).replace("Fill in: ", "The seats: "));
    }
    assertThat(ContractLint.lint(root()))
        .noneMatch(finding -> finding.severity() == Severity.ERROR);
    assertThat(operation("count_seats").path()).isEqualTo("/v4/seats/count_seats");
    assertThatThrownBy(() -> new DraftTree(directory, SPEC).addBlank("/v4/seats/count_seats"))
        .isInstanceOf(PageException.class)
        .hasMessageContaining("the contract has count_seats already");
  }

  @Test
  void nothingIsCopiedWhereAFileOfTheContractIsAlready() throws IOException {
    Path old = directory.resolve("schemas/GroupInfo.yaml");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "type: object\n");
    assertThatThrownBy(() -> draft(SEATS))
        .isInstanceOf(PageException.class)
        .hasMessageContaining("GroupInfo.yaml: is there already");
    assertThat(root()).doesNotExist();
    assertThat(old).hasContent("type: object");
    Files.delete(old);
    draft(SEATS);
    assertThat(root()).exists();
  }

  @Test
  void aNewTagIsInsertedInAlphabeticalOrder() throws IOException {
    for (String service : List.of("seats", "any_seats", "groups")) {
      new DraftTree(directory, SPEC).addBlank("/v4/" + service + "/count_" + service);
    }
    assertThat(ContractDocument.load(root()).root().get("tags").elements())
        .extracting(tag -> String.valueOf(tag.text("name")))
        .contains("seats", "any_seats")
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static final String GUESTS = Fixture.page("get_guests.md");

  @Test
  void aNumberThatIsZeroFirstAndLastIsAPageCursor() throws IOException {
    String paged =
        GUESTS
            .replace(
                "| Limit |",
                "| Next | Integer | Optional | The first time 0, then what was returned. |\n| Limit |")
            .replace(
                "| HallList |",
                "| Next | Integer | Where to go on; if 0 is returned, all were sent. |\n| HallList |")
            .replace("\"Limit\": 2", "\"Limit\": 2,\n    \"Next\": 0")
            .replace("\"HallList\"", "\"Next\": 7,\n    \"HallList\"");
    assertThat(draft(paged).questions()).isEmpty();
    PaginationDef pages = Objects.requireNonNull(operation("get_guests").pagination());
    PaginationDef.Cursor cursor = pages.cursors().get(0);
    assertThat(cursor.name() + " " + cursor.next()).isEqualTo("Next Next");
    assertThat(pages.items() + " " + pages.pageSize()).isEqualTo("HallList Limit");
    assertThat(cursor.first().asInt()).isZero();
    assertThat(pages.stop().when()).isEqualTo(PaginationDef.StopRule.NEXT_EQUALS);
    assertThat(ContractLint.lint(root())).isEmpty();
  }

  @Test
  void aCursorWhoseEndThePageDoesNotStateIsAQuestion() throws IOException {
    String paged =
        GUESTS
            .replace("| Limit |", "| Next | Integer | Optional | Where to go on. |\n| Limit |")
            .replace("| HallList |", "| Next | Integer | Where to go on. |\n| HallList |");
    assertThat(draft(paged).questions())
        .extracting(Question::text)
        .singleElement()
        .asString()
        .startsWith("Does Next of the answer continue");
    assertThat(operation("get_guests").pagination()).isNull();
  }
}
