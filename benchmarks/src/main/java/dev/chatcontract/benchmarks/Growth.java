package dev.chatcontract.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.contract.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/**
 * Generation and derivation of cases for contracts of 5, 50 and 500 operations, all copies of the
 * five.
 */
final class Growth {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Growth() {}

  static Table measure(Effort effort) throws IOException {
    Table table =
        new Table(
                "Growth with the number of operations",
                List.of(
                    "operations", "generation, ms an operation", "cases derived, ms an operation"))
            .withLogarithm();
    time(5); // loads the generator's classes
    for (int operations : effort == Effort.FULL ? new int[] {5, 50, 500} : new int[] {5, 50}) {
      double[] millis = time(operations);
      table.row(Integer.toString(operations), millis[0] / operations, millis[1] / operations);
    }
    return table;
  }

  private static double[] time(int operations) throws IOException {
    Path folder = Files.createTempDirectory("growth");
    try {
      Path file = folder.resolve("openapi.json");
      Files.write(file, JSON.writeValueAsBytes(contract(operations / 5)));
      long start = System.nanoTime();
      new DefaultGenerator()
          .opts(
              new CodegenConfigurator()
                  .setGeneratorName("chat-java")
                  .setTemplatingEngineName("velocity")
                  .setInputSpec(file.toString())
                  .setOutputDir(folder.resolve("out").toString())
                  .setApiPackage("growth")
                  .setModelPackage("growth.model")
                  .toClientOptInput())
          .generate();
      long generated = System.nanoTime();
      int cases = Corpus.of(Contract.load(file)).cases().size();
      long derived = System.nanoTime();
      if (cases < operations) {
        throw new IllegalStateException("only " + cases + " cases for " + operations);
      }
      return new double[] {(generated - start) / 1e6, (derived - generated) / 1e6};
    } finally {
      delete(folder);
    }
  }

  private static ObjectNode contract(int copies) throws IOException {
    ObjectNode contract;
    try (InputStream bundle =
        Contract.class.getResourceAsStream("/dev/chatcontract/spec/openapi.json")) {
      contract = (ObjectNode) JSON.readTree(bundle);
    }
    ObjectNode paths = (ObjectNode) contract.get("paths");
    List<Map.Entry<String, JsonNode>> originals = List.copyOf(paths.properties());
    for (int copy = 1; copy < copies; copy++) {
      for (Map.Entry<String, JsonNode> original : originals) {
        ObjectNode path = original.getValue().deepCopy();
        ObjectNode operation = (ObjectNode) path.get("post");
        operation.put("operationId", operation.get("operationId").asText() + "_copy" + copy);
        paths.set(original.getKey() + "_copy" + copy, path);
      }
    }
    return contract;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
