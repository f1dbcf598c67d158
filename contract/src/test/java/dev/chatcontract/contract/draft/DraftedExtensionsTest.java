package dev.chatcontract.contract.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.lint.ContractLint;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.page.Fixture;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kinds, bits, totals, rates per key, lists of failures and ways to page, drafted from pages. */
class DraftedExtensionsTest {
  private static final String GARLAND = Fixture.page("hang_garland.md");
  private static final String GUESTS = Fixture.page("get_guests.md");

  @TempDir Path directory;

  private PageDraft draft(String text) throws IOException {
    return new DraftTree(directory, Path.of("..", "spec", "openapi.yaml"))
        .add("a page", ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Contract contract() {
    return ContractReader.load(directory.resolve("openapi.yaml"));
  }

  private OperationDef operation(String name) {
    return Objects.requireNonNull(contract().operation(name));
  }

  private static PropertyDef property(SchemaDef schema, String name) {
    return Objects.requireNonNull(schema.property(name), name);
  }

  private PropertyDef request(String operation, String name) {
    return property(Objects.requireNonNull(operation(operation).request()), name);
  }

  @ParameterizedTest
  @EnumSource
  void noneOfThemIsAQuestionWhereThePageStatesItInAnyLayout(Fixture.Layout layout)
      throws IOException {
    assertThat(draft(Fixture.in(layout, GARLAND)).questions()).isEmpty();
    assertThat(ContractLint.lint(directory.resolve("openapi.yaml"))).isEmpty();
    assertThat(request("hang_garland", "Pieces").limits().maxTotalBytes()).isEqualTo(900);
  }

  @Test
  void anObjectWhoseMembersDependOnANeighbouringTextHasKinds() throws IOException {
    draft(GARLAND);
    ValueDef items = Objects.requireNonNull(request("hang_garland", "Pieces").items());
    SchemaDef piece =
        Objects.requireNonNull(contract().schema(Objects.requireNonNull(items.ref())));
    KindsDef kinds = Objects.requireNonNull(property(piece, "PieceContent").value().kinds());
    assertThat(kinds.by()).isEqualTo("PieceType");
    assertThat(kinds.kinds())
        .extracting(KindsDef.Kind::value)
        .containsExactly("RibbonPiece", "LampPiece");
    SchemaDef lamp = Objects.requireNonNull(contract().schema(kinds.kinds().get(1).ref()));
    assertThat(lamp.properties()).extracting(PropertyDef::name).containsExactly("Watts");
  }

  @Test
  void aSingleKindIsRecognized() throws IOException {
    draft(
        GARLAND
            .replace("\"LampPiece\"", "\"RibbonPiece\"")
            .replace("\"Watts\": 3", "\"Colour\": \"blue\"")
            .replace(", as its PieceType wants it", ""));
    ValueDef items = Objects.requireNonNull(request("hang_garland", "Pieces").items());
    SchemaDef piece =
        Objects.requireNonNull(contract().schema(Objects.requireNonNull(items.ref())));
    assertThat(property(piece, "PieceContent").value().kinds()).isNotNull();
  }

  @Test
  void anObjectThatDependsOnNothingHasNoKinds() throws IOException {
    draft(GARLAND.replace("PieceContent", "Look").replace(", as its PieceType wants it", ""));
    ValueDef items = Objects.requireNonNull(request("hang_garland", "Pieces").items());
    SchemaDef piece =
        Objects.requireNonNull(contract().schema(Objects.requireNonNull(items.ref())));
    assertThat(property(piece, "Look").value().kinds()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "200 calls per second. Each group takes 40 calls per second.; GroupId 40 1",
        "200次/秒，单个群 40条/秒。; GroupId 40 1",
        "单群每秒40次。200次/秒。; GroupId 40 1",
        "200 queries/sec. At most 600 messages per minute for each group; GroupId 600 60"
      })
  void aRatePerGroupIsAddedToTheRateOfAllCalls(String said, String wanted) throws IOException {
    draft(GARLAND.replace("200 calls per second. Each group takes 40 calls per second.", said));
    RateLimitDef rate = Objects.requireNonNull(operation("hang_garland").rateLimit());
    assertThat(rate.calls() + " " + rate.perSeconds()).isEqualTo("200 1");
    RateLimitDef.PerKey each = Objects.requireNonNull(rate.perKey());
    assertThat(each.member() + " " + each.calls() + " " + each.perSeconds()).isEqualTo(wanted);
  }

  @Test
  void aRatePerUserIsAQuestionWhereNoMemberNamesAUser() throws IOException {
    PageDraft draft = draft(GARLAND.replace("Each group takes", "Each user has"));
    assertThat(draft.questions())
        .extracting(Question::text)
        .containsExactly(
            "Which member of the request names what the rate of 40 in 1 s per user holds for (per-key in x-rate-limit)?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "1: it hangs; 4: it shines.! 1 4",
        "Bit 0 says that it hangs, bit 2 that it shines.! 1 4",
        "第0位：挂好了，第2位：亮着。! 1 4",
        "0: nothing. 8: it was taken down.! 8"
      })
  void numbersWhoseNameOrTextSaysSoAreBits(String said, String values) throws IOException {
    draft(GARLAND.replace("1: it hangs; 4: it shines.", said));
    ValueDef look = property(operation("hang_garland").response(), "LookFlagBits").value();
    assertThat(look.bits()).isTrue();
    assertThat(look.knownValues().stream().map(KnownValue::value).map(String::valueOf))
        .containsExactlyInAnyOrder(values.split(" "));
  }

  @Test
  void numbersThatMayBeBitsAreAQuestion() throws IOException {
    PageDraft draft =
        draft(
            GARLAND
                .replace("LookFlagBits", "Look")
                .replace("1: it hangs; 4: it shines.", "1: it hangs; 2: it swings; 4: it shines."));
    assertThat(draft.questions())
        .extracting(Question::text)
        .containsExactly("Can one number combine several of the values of Look, as bits (x-bits)?");
  }

  @Test
  void bytesOfAListOfObjectsAreAQuestionUnlessThePageSaysThatTheyAreATotal() throws IOException {
    PageDraft draft = draft(GARLAND.replace("900 bytes in total", "900 bytes"));
    assertThat(draft.questions())
        .extracting(Question::text)
        .containsExactly(
            "Are the 900 bytes of Pieces a limit of all its texts together (x-max-total-bytes)?");
  }

  @Test
  void aCodeIsAnIntegerEvenIfTheTableSaysNumber() throws IOException {
    draft(
        GARLAND
            .replace(
                "[\"bert\"]\n}",
                "[{\"To_Account\": \"bert\", \"ErrorCode\": 90011, \"ErrorInfo\": \"No.\", \"Share\": 1}]\n}")
            .replace(
                "| Fail_Account | Array | Those who failed to hold it. |",
                """
                | Fail_Account | Array | Those who failed to hold it. |
                | To_Account | String | One of them. |
                | ErrorCode | Number | Why. |
                | ErrorInfo | String | The same in words. |
                | Share | Number | How much of it. |\
                """));
    ItemErrorsDef failures = Objects.requireNonNull(operation("hang_garland").itemErrors());
    assertThat(failures.code()).isEqualTo("ErrorCode");
    ValueDef items =
        Objects.requireNonNull(
            property(operation("hang_garland").response(), "Fail_Account").value().items());
    SchemaDef failure =
        Objects.requireNonNull(contract().schema(Objects.requireNonNull(items.ref())));
    String words = Files.readString(directory.resolve(failure.at().file()));
    assertThat(words)
        .containsPattern("ErrorCode:\\s+(?:\\$ref: ErrorCode\\.yaml|type: integer)")
        .containsPattern("Share:\\s+type: number");
  }

  @ParameterizedTest
  @CsvSource({"0 means success, [0]", "200 means success, []", "10表示成功, []"})
  void onlyALoneZeroIsTheCodeOfAResultThatSucceeded(String said, String codes) throws IOException {
    draft(
        GARLAND
            .replace(
                "[\"bert\"]\n}",
                "[{\"To_Account\": \"bert\", \"ErrorCode\": 90011, \"ErrorInfo\": \"No.\"}]\n}")
            .replace(
                "| Fail_Account | Array | Those who failed to hold it. |",
                """
                | Fail_Account | Array | Those who failed to hold it. |
                | To_Account | String | One of them. |
                | ErrorCode | Integer | Why; SAID. |
                | ErrorInfo | String | The same in words. |\
                """
                    .replace("SAID", said)));
    ItemErrorsDef failures = Objects.requireNonNull(operation("hang_garland").itemErrors());
    assertThat(failures.code()).isEqualTo("ErrorCode");
    assertThat(failures.successCodes()).hasToString(codes);
  }

  @Test
  void aListOfPlainKeysThatFailedIsAListOfFailures() throws IOException {
    draft(GARLAND);
    ItemErrorsDef failures = Objects.requireNonNull(operation("hang_garland").itemErrors());
    assertThat(failures.items()).isEqualTo("Fail_Account");
    assertThat(failures.code()).isNull();
  }

  /** Returns the page of a request with one list of at most 500 strings, and no results. */
  private static String holders() {
    return GARLAND
        .replaceAll("(?s) *\"Pieces\": \\[.*?\\n    \\],\\n", "")
        .replaceAll("(?m)^\\| Piece.*\\n", "")
        .replace("| Who holds it. |", "| Who holds it, at most 500. |")
        .replaceAll(" *\"LookFlagBits\".*\\n", "")
        .replaceAll("(?m)^\\| LookFlagBits.*\\n", "");
  }

  @Test
  void aListWhoseAnswerHasOnlyFailuresIsABatchWithoutResults() throws IOException {
    PageDraft draft = draft(holders());
    assertThat(draft.questions()).isEmpty();
    BatchDef batch = Objects.requireNonNull(operation("hang_garland").batch());
    assertThat(batch.field() + " " + batch.max()).isEqualTo("Holders_Account 500");
    assertThat(batch.hasResults()).isFalse();
    assertThat(ContractLint.lint(directory.resolve("openapi.yaml"))).isEmpty();
  }

  @Test
  void aListWhoseAnswerIsOnlyTheEnvelopeIsAQuestion() throws IOException {
    PageDraft draft =
        draft(
            holders()
                .replaceAll(",\\s*\"Fail_Account\".*", "")
                .replaceAll("(?m)^\\| Fail_Account.*\\n", ""));
    assertThat(draft.questions())
        .extracting(Question::text)
        .containsExactly(
            "May more than 500 Holders_Account be sent in several calls (x-batch without items)?");
    assertThat(operation("hang_garland").batch()).isNull();
  }

  @Test
  void aListWhoseAnswerHasMoreIsNotABatchWithoutResults() throws IOException {
    draft(
        GARLAND
            .replaceAll("(?s) *\"Pieces\": \\[.*?\\n    \\],\\n", "")
            .replaceAll("(?m)^\\| Piece.*\\n", "")
            .replace("| Who holds it. |", "| Who holds it, at most 500. |"));
    assertThat(operation("hang_garland").batch()).isNull();
  }

  @Test
  void aSubsetOfTheSharedValuesIsClosedIfThePageSaysSo() throws IOException {
    String typed =
        GARLAND.replace(
            "| Holders_Account |",
            "| Type | String | Optional | Only these are taken. Valid values: Public, ChatRoom. |\n| Holders_Account |");
    draft(typed.replace("\"GroupId\": ", "\"Type\": \"Public\",\n\"GroupId\": "));
    PropertyDef type = request("hang_garland", "Type");
    assertThat(type.knownValues())
        .extracting(known -> known.value().asText())
        .containsExactlyInAnyOrder("Public", "ChatRoom");
    assertThat(type.rejectedValues()).isNotEmpty();
  }

  private String walk(String text) throws IOException {
    draft(text);
    PaginationDef walk = Objects.requireNonNull(operation("get_guests").pagination());
    return walk.cursors().stream()
            .map(cursor -> cursor.name() + ">" + cursor.next() + "=" + cursor.first())
            .collect(Collectors.joining(" "))
        + " "
        + walk.stop().when().wire();
  }

  /**
   * Returns the page of a list with extra members in request and answer, each with its description.
   */
  private static String listing(String sent, String got, String... rows) {
    String page =
        GUESTS
            .replace("\"Limit\": 2", "\"Limit\": 2" + sent)
            .replace("\"HallList\"", got + "\"HallList\"");
    for (String row : rows) {
      String before = row.startsWith("+") ? "| Limit |" : "| HallList |";
      page = page.replace(before, row.substring(1) + "\n" + before);
    }
    return page;
  }

  @Test
  void pagingByOffsetEndsWithAnEmptyPage() throws IOException {
    assertThat(
            walk(
                listing(
                    ", \"Offset\": 0",
                    "",
                    "+| Offset | Integer | Optional | From which one on. |")))
        .isEqualTo("Offset>null=0 empty-page");
    assertThat(ContractLint.lint(directory.resolve("openapi.yaml"))).isEmpty();
  }

  @Test
  void aTextThatIsEmptyFirstAndLastIsAPageCursor() throws IOException {
    assertThat(
            walk(
                listing(
                    ", \"Next\": \"\"",
                    "\"Next\": \"abc\", ",
                    "+| Next | String | Optional | The first time empty, then what was returned. |",
                    "-| Next | String | Where to go on; if it is empty, all were sent. |")))
        .isEqualTo("Next>Next=\"\" next-equals");
  }

  @Test
  void relatedNumbersAreCursorsUntilAFlagEndsTheList() throws IOException {
    assertThat(
            walk(
                listing(
                    ", \"TimeStamp\": 0, \"StartIndex\": 0",
                    "\"TimeStamp\": 5, \"StartIndex\": 6, \"CompleteFlag\": 0, ",
                    "+| TimeStamp | Integer | Required | The first time 0, then what came back. |",
                    "+| StartIndex | Integer | Required | 第一次填0，之后填返回值。 |",
                    "-| TimeStamp | Integer | When. |",
                    "-| StartIndex | Integer | Where. |",
                    "-| CompleteFlag | Integer | 1: all have been sent; 0: there are more. |")))
        .isEqualTo("TimeStamp>TimeStamp=0 StartIndex>StartIndex=0 field-equals");
    assertThat(ContractLint.lint(directory.resolve("openapi.yaml"))).isEmpty();
  }

  @Test
  void relatedNumbersThatThePageDoesNotExplainAreOneQuestion() throws IOException {
    PageDraft draft =
        draft(
            listing(
                ", \"TimeStamp\": 0, \"StartIndex\": 0",
                "\"TimeStamp\": 5, \"StartIndex\": 6, \"CompleteFlag\": 0, ",
                "+| TimeStamp | Integer | Required | When. |",
                "+| StartIndex | Integer | Required | Where. |",
                "-| TimeStamp | Integer | When. |",
                "-| StartIndex | Integer | Where. |",
                "-| CompleteFlag | Integer | Whether that was all. |"));
    assertThat(draft.questions())
        .extracting(Question::text)
        .singleElement()
        .asString()
        .startsWith("Do TimeStamp and StartIndex of the answer continue the list?");
  }
}
