package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.reader.ContractReader;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java allows 64 kB for a static initializer and 65,535 constants for a class. */
final class LargeContractTest {
  private static final int COPIES = 300;

  @TempDir Path directory;

  @Test
  void hundredsOfOperationsCompile() throws Exception {
    Path spec = directory.resolve("spec");
    GeneratedProject.copy(Path.of("../spec"), spec);
    Path operations = spec.resolve("operations");
    String operation = Files.readString(operations.resolve("get_group_info.yaml"));
    StringBuilder paths = new StringBuilder("paths:\n");
    for (int copy = 0; copy < COPIES; copy++) {
      String name = "operation_" + copy;
      Files.writeString(
          operations.resolve(name + ".yaml"),
          operation.replace("operationId: get_group_info", "operationId: " + name));
      paths.append("  /v4/copies/" + name + ":\n    $ref: operations/" + name + ".yaml\n");
    }
    Path root = spec.resolve("openapi.yaml");
    int own = ContractReader.load(root).operations().size();
    Files.writeString(root, Files.readString(root).replace("paths:\n", paths));

    GeneratedProject project = GeneratedProject.generate(root, directory.resolve("out"), Map.of());
    try (URLClassLoader classes = project.compile()) {
      Object all =
          classes.loadClass("dev.chatcontract.client.Operations").getMethod("all").invoke(null);
      assertThat((List<?>) all).hasSize(own + COPIES);
    }
  }
}
