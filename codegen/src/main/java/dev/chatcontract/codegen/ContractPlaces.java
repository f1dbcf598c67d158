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
 * Adds file and line to what OpenAPI Generator's own parser reports. If that parser cannot read a
 * document or finds a fault in it, our reader reads the document again and says where the fault is.
 */
public final class ContractPlaces implements SwaggerParserExtension {

  /** An extension that every server of our contracts has. */
  private static final String MARK = "x-region";

  /** Called by the service loader. */
  public ContractPlaces() {}

  /** Adds the problems that our reader finds in a contract to those of the other parser. */
  public static void explain(String url, SwaggerParseResult result) {
    Path file = file(url);
    if (file == null || result.getMessages() == null || result.getMessages().isEmpty()) {
      return;
    }
    try {
      // Documents that are not our contracts go through the same parser.
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
