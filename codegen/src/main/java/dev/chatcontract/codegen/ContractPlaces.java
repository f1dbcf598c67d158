package dev.chatcontract.codegen;

import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.contract.source.Problems;
import io.swagger.v3.parser.core.extensions.SwaggerParserExtension;
import io.swagger.v3.parser.core.models.AuthorizationValue;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asked when OpenAPI Generator's own parser cannot read a document, or has something against it,
 * which names neither file nor line: our reader, which does, reads it again.
 */
public final class ContractPlaces implements SwaggerParserExtension {

  /** What every server of a contract has. */
  private static final String MARK = "x-region";

  /** For the service loader. */
  public ContractPlaces() {}

  /** Adds what our reader has against a contract to what the other parser says. */
  public static void explain(String url, SwaggerParseResult result) {
    Path file = file(url);
    if (file == null || result.getMessages() == null || result.getMessages().isEmpty()) {
      return;
    }
    try {
      // Documents of other people go through the same parser.
      if (Files.readString(file).contains(MARK)) {
        ContractReader.attempt(file).problems().forEach(p -> result.message(p.toString()));
      }
    } catch (IOException | UncheckedIOException unreadable) {
      result.message(file + " cannot be read: " + unreadable.getMessage());
    }
  }

  @Override
  public @Nullable SwaggerParseResult readLocation(
      String url, @Nullable List<AuthorizationValue> auth, @Nullable ParseOptions options) {
    Path file = file(url);
    if (file == null) {
      return null;
    }
    Problems problems = new Problems();
    ContractDocument.read(file, problems);
    if (!problems.isEmpty()) {
      throw new ContractException(problems.list());
    }
    return null;
  }

  @Override
  public @Nullable SwaggerParseResult readContents(
      String contents, @Nullable List<AuthorizationValue> auth, @Nullable ParseOptions options) {
    return null;
  }

  private static @Nullable Path file(String url) {
    try {
      Path file = Path.of(url);
      return Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException remote) {
      return null;
    }
  }
}
