package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.codegen.builder.ContractViews;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.contract.source.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of keywords in README.md agrees with the code: each row has a small contract in {@code
 * small/keywords.yaml} that shows it.
 */
final class KeywordTableTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([a-z ]+) \\| (.*) \\| (enforced|carried|refused) \\|$");
  private static final Pattern KEYWORD = Pattern.compile("`([A-Za-z-]+)`(?![^(]*\\))");
  private static final Pattern PLACE = Pattern.compile("openapi\\.yaml:[0-9]+");
  private static final String ASK = "/paths/~1small~1ask/post";
  private static final String BODY = ASK + "/requestBody/content/application~1json";

  /** Where the value of a row goes, unless its contract gives the place. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("document", ""),
          Map.entry("info", "/info"),
          Map.entry("contact", "/info/contact"),
          Map.entry("license", "/info/license"),
          Map.entry("external docs", "/externalDocs"),
          Map.entry("components", "/components"),
          Map.entry("header", ASK + "/responses/200/headers/X-Left"),
          Map.entry("server", "/servers/0"),
          Map.entry("tag", "/tags/0"),
          Map.entry("path", "/paths/~1small~1other"),
          Map.entry("operation", ASK),
          Map.entry("parameter", ASK + "/parameters/0"),
          Map.entry("request body", ASK + "/requestBody"),
          Map.entry("response", ASK + "/responses/200"),
          Map.entry("media type", BODY),
          Map.entry("example", BODY + "/examples/one"),
          Map.entry("security scheme", "/components/securitySchemes/key"),
          Map.entry("schema", "/components/schemas/Ask/properties/v"));

  @TempDir static Path directory;

  /** The verdicts of the README, by place and keyword. */
  private static Map<String, String> table() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    page =
        page.substring(
            page.indexOf("<!-- keywords:begin -->"), page.indexOf("<!-- keywords:end -->"));
    Map<String, String> verdicts = new TreeMap<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      Matcher keyword = KEYWORD.matcher(row.group(2));
      while (keyword.find()) {
        String key = row.group(1) + ": " + keyword.group(1);
        assertThat(verdicts.put(key, row.group(3))).as("a second row of %s", key).isNull();
      }
    }
    return verdicts;
  }

  @Test
  void theTableHasEveryKeywordAndExtensionInEveryPlace() throws IOException {
    TreeSet<String> known = new TreeSet<>();
    ContractReader.keywords()
        .forEach((shape, keywords) -> keywords.forEach(k -> known.add(on(shape) + ": " + k)));
    assertThat(table().keySet()).containsExactlyElementsOf(known);
  }

  private static String on(Shape shape) {
    return switch (shape) {
      case ROOT -> "document";
      case PATH_ITEM -> "path";
      case PROPERTY -> "schema";
      default -> shape.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  @TestFactory
  Stream<DynamicTest> aSmallContractShowsEachRow() throws IOException {
    JsonNode shown = SmallContract.read("keywords.yaml");
    List<DynamicTest> tests = new ArrayList<>();
    table()
        .forEach(
            (key, verdict) ->
                tests.add(
                    dynamicTest(
                        key + " is " + verdict,
                        () -> {
                          String on = key.substring(0, key.indexOf(':'));
                          String keyword = key.substring(key.indexOf(':') + 2);
                          JsonNode test = shown.path(on).path(keyword);
                          assertThat(test.has("value")).as("has a contract").isTrue();
                          shows(on, keyword, verdict, test);
                        })));
    return tests.stream();
  }

  private static void shows(String on, String keyword, String verdict, JsonNode test)
      throws IOException {
    SmallContract contract = new SmallContract();
    String at = PLACES.get(on) + "/" + keyword;
    prepare(contract, on, test);
    test.path("with").properties().forEach(e -> contract.set(e.getKey(), e.getValue()));
    at = test.path("at").asText(at);
    contract.set(at, test.get("value"));
    Path spec = contract.write(directory.resolve((on + "-" + keyword).replace(' ', '-')));
    String refusal = null;
    Contract read = null;
    String view = "";
    try {
      read = ContractReader.load(spec);
      view = ContractViews.of(read).toString();
    } catch (ContractException e) {
      refusal = e.getMessage();
    }
    if (test.has("says")) {
      assertThat(verdict).isNotEqualTo("carried");
      assertThat(refusal).contains(test.get("says").asText()).containsPattern(PLACE);
      return;
    }
    assertThat(refusal).isNull();
    assertThat(verdict).isNotEqualTo("refused");
    if (test.has("code")) {
      assertThat(view).contains(test.get("code").asText());
    }
    for (Map.Entry<String, JsonNode> bad : test.path("bad").properties()) {
      assertThat(faults(read, bad.getKey())).containsExactly(bad.getValue().asText());
    }
    if (verdict.equals("enforced")) {
      assertThat(test.has("code") || test.has("bad")).as("says what is enforced").isTrue();
    } else {
      assertThat(ContractDocument.load(spec).root().find(at)).as("in the bundle").isNotNull();
    }
  }

  private static void prepare(SmallContract contract, String on, JsonNode test) throws IOException {
    switch (on) {
      case "parameter" ->
          contract.set(
              ASK + "/parameters",
              SmallContract.YAML.readTree(
                  "[{name: p, in: query, schema: {type: string}, x-auth-role: nonce}]"));
      case "example" ->
          contract.set(
              BODY + "/examples",
              SmallContract.YAML.readTree(
                  "one: {value: {w: a}, x-sample: {id: A-one, provenance: inferred, source: {kind:"
                      + " toolkit}}}"));
      case "security scheme" -> {
        contract.set(
            "/components/securitySchemes",
            SmallContract.YAML.readTree(
                "key: {type: apiKey, in: query, name: key, x-auth-role: signature}"));
        contract.set("/security", SmallContract.YAML.readTree("[{key: []}]"));
      }
      case "schema" -> {
        if (!test.has("at")) {
          ObjectNode value = SmallContract.YAML.createObjectNode();
          String type = test.path("type").asText("string");
          if (!test.path("type").isNull()) {
            value.put("type", type);
          }
          if (test.has("beside")) {
            value.setAll((ObjectNode) test.get("beside"));
          }
          contract.set(PLACES.get(on), value);
        }
      }
      default -> {}
    }
  }

  private static List<String> faults(@Nullable Contract contract, String body) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Violation violation :
        new SchemaValidator(contract)
            .request(contract.operations().get(0), SmallContract.YAML.readTree(body))) {
      if (violation.isError()) {
        faults.add(violation.pointer() + " " + violation.rule().wire());
      }
    }
    return faults;
  }
}
