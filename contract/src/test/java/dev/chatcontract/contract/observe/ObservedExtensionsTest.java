package dev.chatcontract.contract.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.draft.DraftTree;
import dev.chatcontract.contract.page.Fixture;
import dev.chatcontract.contract.page.PageComparison;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds, bits, totals and lists of failures of a drafted contract, compared with traffic. */
class ObservedExtensionsTest {
  private static final String OK = "\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0";
  private static final String PAGE = Fixture.page("hang_garland.md");
  private static final String TYPES =
      "| PieceType | String | Required | What a piece is. Valid values: RibbonPiece, LampPiece. |";

  @TempDir Path directory;

  @BeforeEach
  void contract() throws IOException {
    draft(PAGE.replaceFirst("(?m)^\\| PieceType .*$", TYPES.replace("|", "\\|")), directory);
  }

  private static void draft(String page, Path directory) throws IOException {
    new DraftTree(directory, Path.of("..", "spec", "openapi.yaml"))
        .add("a page", ByteBuffer.wrap(page.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> told(Path directory, String request, String response) {
    Observation observation =
        new Observation(ContractReader.load(directory.resolve("openapi.yaml")));
    String line =
        "{\"url\":\"https://h/v4/group_open_http_svc/hang_garland\",\"requestBody\":"
            + request
            + ",\"responseBody\":"
            + response
            + "}\n";
    try {
      observation.read("capture", new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return observation.report().surprises().stream()
        .map(
            s ->
                String.join(
                    " ",
                    s.subject().label(),
                    s.name(),
                    s.kind().label(),
                    String.valueOf(s.count())))
        .toList();
  }

  private static String pieces(String... pieces) {
    return "{\"GroupId\":\"a\",\"Pieces\":["
        + String.join(",", pieces)
        + "],\"Holders_Account\":[\"anna\"]}";
  }

  private static String piece(String kind, String content) {
    return "{\"PieceType\":\"" + kind + "\",\"PieceContent\":" + content + "}";
  }

  private static String answer(String more) {
    return "{" + OK + more + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "4", "5"})
  void knownBitsAreNotReportedInAnyCombination(String look) {
    assertThat(told(directory, pieces(), answer(",\"LookFlagBits\":" + look))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2,2", "7,2", "69,64"})
  void anUnknownBitIsReportedAlone(String look, String bit) {
    assertThat(told(directory, pieces(), answer(",\"LookFlagBits\":" + look)))
        .containsExactly("known-value response LookFlagBits " + bit + " unknown 1");
  }

  @Test
  void membersOfKnownKindsAreNotReported() {
    String both =
        pieces(
            piece("RibbonPiece", "{\"Colour\":\"red\",\"Ends\":2}"),
            piece("LampPiece", "{\"Watts\":3}"));
    assertThat(told(directory, both, answer(",\"Fail_Account\":[\"anna\"]"))).isEmpty();
  }

  @Test
  void anUnknownKindIsReportedOnceWithoutItsMembers() {
    String bell =
        piece("BellPiece", "{\"Tone\":\"c\",\"Watts\":\"many\",\"Bells\":[{\"Size\":1}]}");
    assertThat(told(directory, pieces(bell, bell), answer("")))
        .containsExactly("known-value request Pieces.PieceType BellPiece unknown 2");
  }

  @Test
  void aKindIsReportedEvenWhereThePageListsNone(@TempDir Path other) throws IOException {
    draft(PAGE, other);
    String bell = piece("BellPiece", "{\"Tone\":\"c\"}");
    assertThat(told(other, pieces(bell, bell), answer("")))
        .containsExactly("known-value request Pieces.PieceType BellPiece unknown 2");
  }

  @Test
  void membersOfAnotherKindAndWrongTypesInAKindAreReported() {
    String odd =
        pieces(
            piece("RibbonPiece", "{\"Colour\":7}"),
            piece("LampPiece", "{\"Watts\":3,\"Colour\":\"red\"}"));
    assertThat(told(directory, odd, answer("")))
        .containsExactlyInAnyOrder(
            "type request Pieces.PieceContent.Colour different 1",
            "request-member Pieces.PieceContent.Colour unknown 1");
  }

  @Test
  void textsThatAreTooLongTogetherExceedALimit() {
    String part = piece("RibbonPiece", "{\"Colour\":\"" + "r".repeat(400) + "\"}");
    assertThat(told(directory, pieces(part, part, part), answer("")))
        .containsExactly("limit request Pieces x-max-total-bytes above-limit 1");
  }

  @Test
  void membersOfKindsThatNoTrafficContainsAreListed() {
    Observation observation =
        new Observation(ContractReader.load(directory.resolve("openapi.yaml")));
    String line =
        "{\"url\":\"https://h/v4/group_open_http_svc/hang_garland\",\"requestBody\":"
            + pieces(piece("LampPiece", "{\"Watts\":3}"))
            + "}";
    try {
      observation.read("capture", new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertThat(observation.report().neverSeen())
        .extracting(Surprise::name)
        .contains("Pieces.PieceContent.Colour", "response LookFlagBits 4")
        .doesNotContain("Pieces.PieceContent.Watts");
  }

  @Test
  void aPageWhoseSamplesHaveMembersOfKindsHasNoDifference() {
    assertThat(
            new PageComparison(ContractReader.load(directory.resolve("openapi.yaml")))
                .compare(
                    List.of(
                        Fixture.source(
                            "a page",
                            PAGE.replaceFirst(
                                "(?m)^\\| PieceType .*$", TYPES.replace("|", "\\|"))))))
        .isEmpty();
  }

  @Test
  void membersThatTheContractCallsSecretAreNotShown() throws IOException {
    Path ribbon = directory.resolve("schemas/HangGarlandPieceContentRibbonPiece.yaml");
    String text = Files.readString(ribbon);
    Files.writeString(
        ribbon,
        text.replace(
            "  Colour:\n    type: string\n",
            "  Colour:\n    type: string\n    x-sensitive: true\n    maxLength: 3\n"));
    assertThat(Files.readString(ribbon)).contains("x-sensitive");
    Observation observation =
        new Observation(ContractReader.load(directory.resolve("openapi.yaml")));
    String line =
        "{\"url\":\"https://h/v4/group_open_http_svc/hang_garland\",\"requestBody\":"
            + pieces(piece("RibbonPiece", "{\"Colour\":\"apricot\",\"Ends\":2}"))
            + "}";
    observation.read("capture", new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    ObservationReport report = observation.report();
    assertThat(report.surprises()).extracting(Surprise::example).containsExactly("(hidden)");
    assertThat(report.json() + report.cells()).doesNotContain("apricot");
  }
}
