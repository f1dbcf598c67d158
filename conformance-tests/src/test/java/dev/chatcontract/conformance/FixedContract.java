package dev.chatcontract.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * A contract that does not change when operations are added to that of this checkout, for tests
 * that count how much of it is covered. With the data of its documented samples, every case
 * applies.
 */
public final class FixedContract {
  private static final Set<String> OPERATIONS =
      Set.of(
          "get_appid_group_list",
          "get_group_info",
          "import_group",
          "get_group_attr",
          "get_contact_group");

  private FixedContract() {}

  /** Returns the contract. */
  public static Contract read() {
    return ContractReader.parse(document().toString(), "openapi.json");
  }

  /** Writes it as a file in a directory. */
  public static Path in(Path directory) {
    try {
      return Files.writeString(directory.resolve("fixed.json"), document().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode document() {
    try (InputStream bundle =
        Objects.requireNonNull(
            Contract.class.getResourceAsStream("/dev/chatcontract/spec/openapi.json"))) {
      ObjectNode document = (ObjectNode) new ObjectMapper().readTree(bundle);
      ObjectNode paths = (ObjectNode) document.path("paths");
      paths.removeIf(item -> !OPERATIONS.contains(item.path("post").path("operationId").asText()));
      if (paths.size() != OPERATIONS.size()) {
        throw new IllegalStateException("the contract lacks one of " + OPERATIONS);
      }
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
