package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractDocument;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openapitools.codegen.validation.Invalid;
import org.openapitools.codegen.validations.oas.OpenApiEvaluator;
import org.openapitools.codegen.validations.oas.RuleConfiguration;

/** What stock Java tools say of the real contract, of its source as of its bundle. */
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
    // It does not know that an extension refers to schemas.
    List<String> kinds = new ArrayList<>();
    new YAMLMapper()
        .readTree(BUNDLE)
        .findValues("x-kinds")
        .forEach(of -> kinds.addAll(of.findValuesAsText("$ref")));
    assertThat(result.getWarnings())
        .extracting(Invalid::getDetails)
        .allMatch(unused -> kinds.stream().anyMatch(kind -> unused.contains(name(kind))));
  }

  private static String name(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
