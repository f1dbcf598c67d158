package dev.chatcontract.contract.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatcontract.contract.Library;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.contract.source.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractBundleTest {
  private static final ContractBundle BUNDLE =
      ContractBundle.of(ContractDocument.load(Library.source()));

  @Test
  void bundlingABundleChangesNoByte() {
    assertThat(ContractBundle.of(ContractDocument.parse(BUNDLE.yaml(), "b.yaml")).yaml())
        .isEqualTo(BUNDLE.yaml());
    assertThat(ContractBundle.of(ContractDocument.parse(BUNDLE.json(), "b.json")).json())
        .isEqualTo(BUNDLE.json());
  }

  @Test
  void yamlAndJsonHaveTheSameContent() {
    assertThat(ContractDocument.parse(BUNDLE.yaml(), "b.yaml").root().toJson())
        .isEqualTo(ContractDocument.parse(BUNDLE.json(), "b.json").root().toJson());
  }

  @Test
  void bundleAndSourceAreTheSameContract() {
    JsonNode source = withoutPlaces(ContractReader.load(Library.source()));
    assertThat(withoutPlaces(ContractReader.parse(BUNDLE.json(), "b.json"))).isEqualTo(source);
    assertThat(withoutPlaces(ContractReader.parse(BUNDLE.yaml(), "b.yaml"))).isEqualTo(source);
    assertThat(source.path("operations")).hasSize(3);
  }

  /** Other tools that support the extension expect plain values. */
  @Test
  void knownValuesArePlainAndTheirMeaningsAreInAParallelList() throws Exception {
    JsonNode kind = new ObjectMapper().readTree(BUNDLE.json()).at("/components/schemas/Kind");
    assertThat(kind.path("x-extensible-enum").toString())
        .isEqualTo("[\"Novel\",\"Map\",\"Series\"]");
    assertThat(kind.path("x-enum-descriptions").toString())
        .isEqualTo("[\"A long story.\",\"Mostly pictures.\",\"Many books in one.\"]");
    assertThat(kind.has("x-enum-varnames")).isFalse();
  }

  @Test
  void namesOfKnownValuesAreKeptAndGapsStayGaps() {
    String entries = "[{value: 0, name: SHUT, meaning: Off.}, {value: 1, meaning: On.}]";
    ContractDocument source = flag("x-extensible-enum: " + entries);
    String yaml = ContractBundle.of(source).yaml();
    assertThat(yaml).containsPattern("x-enum-varnames:\\s+- SHUT\\s+- ''\n");
    assertThat(ContractDocument.parse(yaml, "b.yaml").root().toJson())
        .isEqualTo(source.root().toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{value: 0, meaning: Off., since: 2}]",
        "[{value: 0}]",
        "[{meaning: Off.}]",
        "[{value: 0, name: '', meaning: Off.}]",
        "[{value: 0, meaning: 7}]",
        "[{value: [0], meaning: Off.}]",
        "[{value: 0, meaning: Off.}, 1]",
        "[]",
        "SHUT"
      })
  void knownValuesOfAnyOtherShapeAreLeftUnchanged(String entries) {
    ContractDocument source = flag("x-extensible-enum: " + entries);
    assertThat(ContractDocument.parse(ContractBundle.of(source).yaml(), "b.yaml").root().toJson())
        .isEqualTo(source.root().toJson());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-enum-descriptions: [Off.]", "x-enum-varnames: [SHUT, OPEN, MORE]"})
  void aListParallelToKnownValuesHasTheSameLength(String beside) {
    assertThatThrownBy(() -> flag("x-extensible-enum: [0, 1]\n      " + beside))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("of 2 values")
        .hasMessageContaining("in the same order");
  }

  /** A value of the API may have members with any name. */
  @Test
  void anExampleThatLooksLikeKnownValuesIsLeftUnchanged() throws Exception {
    String example = "{x-extensible-enum: [{value: 0, meaning: Off.}]}";
    String json = ContractBundle.of(flag("example: " + example)).json();
    assertThat(new ObjectMapper().readTree(json).at("/components/schemas/Flag/example").toString())
        .isEqualTo("{\"x-extensible-enum\":[{\"value\":0,\"meaning\":\"Off.\"}]}");
  }

  private static ContractDocument flag(String keyword) {
    return ContractDocument.parse(
        "components:\n  schemas:\n    Flag:\n      type: integer\n      " + keyword + "\n",
        "f.yaml");
  }

  @Test
  void componentsAreNamedAfterTheirFilesAndNoReferenceLeavesTheBundle() {
    JsonNode root = ContractDocument.load(Library.source()).root().toJson();
    List<String> schemas = new ArrayList<>();
    root.at("/components/schemas").fieldNames().forEachRemaining(schemas::add);
    assertThat(schemas).contains("Book", "Kind", "ListBooksResponse").isSorted();
    assertThat(root.at("/components/examples/two.request/x-sample/id").asText())
        .isEqualTo("GB-REQ-1");
    assertThat(root.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(ref).startsWith("#/components/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "on",
        "No",
        "~",
        "null",
        "NULL",
        "0x1f",
        "0o17",
        "017",
        "1e3",
        "1_000",
        "12:30:45",
        "2024-07-16",
        "4454685361",
        ".5",
        "+1",
        "a: b",
        "a #b",
        "- a",
        "*a",
        "&a",
        "{a}",
        "[a]",
        "@TGS#1",
        "%",
        "`",
        "a\nb\n",
        "a\n",
        "\n",
        "  indented\nx",
        "trailing \nx",
        "tab\there",
        "字 é 😀",
        "\"quoted\"",
        "it's",
        "\u0007",
        "\u2028",
        "=",
        "<<",
        "!tag",
        "?",
        "a:",
        ","
      })
  void textStaysTextInYamlAndJson(String text) {
    String json = "{\"info\":{\"title\":" + new ObjectMapper().valueToTree(text) + "}}";
    ContractDocument document = ContractDocument.parse(json, "t.json");
    ContractBundle bundle = ContractBundle.of(document);
    assertThat(ContractDocument.parse(bundle.yaml(), "t.yaml").root().find("/info/title").text())
        .isEqualTo(text);
    assertThat(ContractDocument.parse(bundle.json(), "t.json").root().find("/info/title").text())
        .isEqualTo(text);
  }

  @Test
  void numbersKeepAllTheirDigits() {
    String json = "{\"n\":[9007199254740993,123456789012345678901234567890,0.10,-1]}";
    String yaml = ContractBundle.of(ContractDocument.parse(json, "t.json")).yaml();
    assertThat(ContractDocument.parse(yaml, "t.yaml").root().toJson().toString()).isEqualTo(json);
  }

  @Test
  void anUnchangedFileIsNotWrittenAgain(@TempDir Path directory) throws Exception {
    BUNDLE.write(directory);
    Path yaml = directory.resolve("openapi.yaml");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(yaml, old);
    BUNDLE.write(directory);
    assertThat(Files.getLastModifiedTime(yaml)).isEqualTo(old);
  }

  /** Removes places and file names: only these may differ between source and bundle. */
  private static JsonNode withoutPlaces(Contract contract) {
    return JsonMapper.builder()
        .addMixIn(Place.class, NoPlace.class)
        .addMixIn(Contract.class, NoSources.class)
        .build()
        .valueToTree(contract);
  }

  @JsonIgnoreType
  private interface NoPlace {}

  @JsonIgnoreProperties("sources")
  private interface NoSources {}
}
