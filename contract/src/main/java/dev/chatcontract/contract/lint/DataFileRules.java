package dev.chatcontract.contract.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.chatcontract.contract.source.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks each {@code name.json} next to the contract against its {@code name.schema.json}. */
final class DataFileRules {
  private static final String SUFFIX = ".schema.json";

  private final Findings findings;

  DataFileRules(Findings findings) {
    this.findings = findings;
  }

  void check(Path directory) throws IOException {
    List<Path> schemas;
    try (Stream<Path> files = Files.list(directory)) {
      schemas = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path schema : schemas) {
      String name = String.valueOf(schema.getFileName());
      String dataName = name.substring(0, name.length() - SUFFIX.length()) + ".json";
      Path data = directory.resolve(dataName);
      JsonNode rules = read(schema, name);
      if (rules != null && Files.exists(data)) {
        JsonNode value = read(data, dataName);
        if (value != null) {
          check(rules, value, dataName, name);
        }
      }
    }
  }

  private void check(JsonNode rules, JsonNode value, String dataName, String schemaName) {
    for (Error error :
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(rules)
            .validate(value)) {
      findings.error(
          "data-file",
          new Place(dataName, 1, 1, error.getInstanceLocation().toString()),
          error.getMessage(),
          "correct it, or the rule in " + schemaName);
    }
  }

  private @Nullable JsonNode read(Path file, String name) throws IOException {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      findings.error(
          "data-file",
          new Place(name, e.getLocation().getLineNr(), e.getLocation().getColumnNr(), ""),
          "this is not valid JSON: " + e.getOriginalMessage(),
          "correct the syntax");
      return null;
    }
  }
}
