package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractDocument;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openapitools.codegen.validation.Invalid;
import org.openapitools.codegen.validations.oas.OpenApiEvaluator;
import org.openapitools.codegen.validations.oas.RuleConfiguration;

/** Stock Java tools accept the real contract, both as source and as bundle. */
class StockToolsTest {
  private static final Path SPEC = Path.of("../spec/openapi.yaml").toAbsolutePath().normalize();
  private static final String BUNDLE = ContractBundle.of(ContractDocument.load(SPEC)).yaml();

  @Test
  void swaggerParserReadsSourceAndBundleWithoutAMessage() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult source =
        new OpenAPIV3Parser().readLocation(SPEC.toUri().toString(), null, options);
    SwaggerParseResult bundle = new OpenAPIV3Parser().readContents(BUNDLE, null, options);

    assertThat(source.getMessages()).isNullOrEmpty();
    assertThat(bundle.getMessages()).isNullOrEmpty();
    assertThat(source.getOpenAPI().getPaths().keySet())
        .isEqualTo(bundle.getOpenAPI().getPaths().keySet())
        .hasSameSizeAs(ContractReader.load(SPEC).operations())
        .hasSizeGreaterThanOrEqualTo(5);
    assertThat(bundle.getOpenAPI().getServers()).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void theGeneratorsValidatorHasNeitherErrorsNorRecommendations() throws IOException {
    RuleConfiguration rules = new RuleConfiguration();
    rules.setEnableRecommendations(true);
    var result =
        new OpenApiEvaluator(rules)
            .validate(new OpenAPIV3Parser().readContents(BUNDLE).getOpenAPI());
    assertThat(result.getErrors()).isEmpty();
    // It does not follow references from extensions to schemas, nor from those on.
    JsonNode document = new YAMLMapper().readTree(BUNDLE);
    Set<String> kinds = new HashSet<>();
    document.findValues("x-kinds").forEach(of -> reached(document, of, kinds));
    assertThat(result.getWarnings())
        .allMatch(warning -> warning.getRule().getDescription().equals("Unused schema"))
        .extracting(Invalid::getMessage)
        .allMatch(unused -> kinds.stream().anyMatch(unused::contains), "one of " + kinds);
  }

  private static void reached(JsonNode document, JsonNode node, Set<String> schemas) {
    for (String reference : node.findValuesAsText("$ref")) {
      String name = name(reference);
      if (schemas.add(name)) {
        reached(document, document.at("/components/schemas/" + name), schemas);
      }
    }
  }

  private static String name(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
