package io.swagger.parser;

import dev.chatcontract.codegen.ContractPlaces;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.extensions.SwaggerParserExtension;
import io.swagger.v3.parser.core.models.AuthorizationValue;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the library's class of the same name and adds file and line to the parser's messages
 * about a chat contract. If the library's class comes first on the class path, only that addition
 * is missing.
 */
public class OpenAPIParser {
  /** Reads the document at that place. */
  public @Nullable SwaggerParseResult readLocation(
      String url, @Nullable List<AuthorizationValue> auth, @Nullable ParseOptions options) {
    SwaggerParseResult result = ask(parser -> parser.readLocation(url, auth, options));
    if (result != null) {
      ContractPlaces.explain(url, result);
    }
    return result;
  }

  /** Reads the document from its text. */
  public @Nullable SwaggerParseResult readContents(
      String swaggerAsString,
      @Nullable List<AuthorizationValue> auth,
      @Nullable ParseOptions options) {
    return ask(parser -> parser.readContents(swaggerAsString, auth, options));
  }

  private static @Nullable SwaggerParseResult ask(
      Function<SwaggerParserExtension, @Nullable SwaggerParseResult> read) {
    SwaggerParseResult result = null;
    for (SwaggerParserExtension parser : OpenAPIV3Parser.getExtensions()) {
      result = read.apply(parser);
      if (result != null && result.getOpenAPI() != null) {
        return result;
      }
    }
    return result;
  }
}
